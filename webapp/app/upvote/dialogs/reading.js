/** A list that a dialog reads page by page, with what went wrong. */
import { html, nothing } from "../../lit.js";
import { notice, spinner } from "../../pieces.js";
import { asRefusal } from "../../refusal.js";
import { text } from "../texts.js";

/** @template T */
export class Reading {
  /** @type {T[]} */
  rows = [];
  more = true;
  #busy = false;
  /** @type {import("../../refusal.js").Refusal|null} */
  #refusal = null;

  /**
   * @param {(last: T|undefined) => Promise<{rows: T[], more: boolean}>} read the page behind the last
   * @param {() => void} changed
   */
  constructor(read, changed) {
    this.read = read;
    this.changed = changed;
  }

  further = async () => {
    if (this.#busy || !this.more) return;
    this.#busy = true;
    this.#refusal = null;
    this.changed();
    try {
      const { rows, more } = await this.read(this.rows.at(-1));
      this.rows = [...this.rows, ...rows];
      this.more = more;
    } catch (error) {
      this.#refusal = asRefusal(error);
    }
    this.#busy = false;
    this.changed();
  };

  /** What stands below the rows. */
  view() {
    if (this.#refusal)
      return notice(this.#refusal.message, { label: text("board.tryAgain"), run: this.further });
    if (this.#busy)
      return html`<div class="loading" role="status">${spinner}<span class="unseen">${text("board.loading")}</span></div>`;
    return this.more
      ? html`<button type="button" class="quiet" @click=${this.further}>${text("board.loadMore")}</button>`
      : nothing;
  }
}
