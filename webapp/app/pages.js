/** A list that is read page by page, each upon request, with what went wrong. */
import "./common-texts.js";
import { html, nothing } from "./lit.js";
import { notice, spinner } from "./pieces.js";
import { asRefusal } from "./refusal.js";
import { text } from "./texts.js";

/** @template T */
export class Pages {
  /** @type {T[]} */
  rows = [];
  more = true;
  #busy = false;
  /** Counts the beginnings: what was asked for before the last one is not shown. */
  #begun = 0;
  /** @type {import("./refusal.js").Refusal|null} */
  #refusal = null;

  /**
   * @param {(last: T|undefined) => Promise<{rows: T[], more: boolean}>} read the page behind the last
   * @param {() => void} changed
   */
  constructor(read, changed) {
    this.read = read;
    this.changed = changed;
  }

  /** Nothing is there, and nothing more will come. */
  get isEmpty() {
    return !this.rows.length && !this.more;
  }

  /** From the first page on. */
  begin() {
    this.#begun++;
    this.#busy = false;
    Object.assign(this, { rows: [], more: true });
    return this.further();
  }

  further = async () => {
    if (this.#busy || !this.more) return;
    const begun = this.#begun;
    this.#busy = true;
    this.#refusal = null;
    this.changed();
    try {
      const { rows, more } = await this.read(this.rows.at(-1));
      if (begun !== this.#begun) return;
      this.rows = [...this.rows, ...rows];
      this.more = more;
    } catch (error) {
      if (begun !== this.#begun) return;
      this.#refusal = asRefusal(error);
    }
    this.#busy = false;
    this.changed();
  };

  /** What stands below the rows. */
  view() {
    if (this.#refusal)
      return notice(this.#refusal.message, { label: text("common.tryAgain"), run: this.further });
    if (this.#busy)
      return html`<div class="loading" role="status">${spinner}<span class="unseen">${text("common.loading")}</span></div>`;
    return this.more
      ? html`<button type="button" class="quiet" @click=${this.further}>${text("common.loadMore")}</button>`
      : nothing;
  }
}
