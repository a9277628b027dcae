/**
 * Moderation: which board a section is about, and reading of it by the connection that the element of
 * boards has. Reading begins when there is a connection, and anew with another board.
 */
import { html } from "../lit.js";
import { spinner } from "../pieces.js";
import { text } from "../texts.js";

export class BoardChoice {
  /** The id of the one that is read; "" before. */
  id = "";
  #wanted = false;

  /**
   * @param {import("./hearhear-moderation.js").HearhearModeration} element
   * @param {() => void} read
   */
  constructor(element, read) {
    this.element = element;
    this.read = read;
  }

  /** Reads as soon as it can. */
  begin() {
    this.#wanted = true;
    this.element.update();
  }

  /** @returns {import("../upvote/upvotes.js").Upvotes|undefined} while it is connected */
  get upvotes() {
    const upvotes = this.element.board?.upvotes;
    return upvotes?.connection.phase === "live" && upvotes.boards.length ? upvotes : undefined;
  }

  /** @param {object} command about it @returns {Promise<any>} */
  ask(command) {
    const { upvotes } = /** @type {any} */ (this.element.board);
    return upvotes.ask(command);
  }

  /** @param {() => unknown} rows what was read */
  view(rows) {
    const { upvotes } = this;
    if (upvotes && this.#wanted) {
      this.#wanted = false;
      if (!upvotes.boards.some(({ id }) => id === this.id))
        this.id = upvotes.board?.id ?? upvotes.boards[0].id;
      this.read();
    }
    if (!this.id)
      return html`<div class="loading" role="status">${spinner}<span class="unseen">${text("moderation.connecting")}</span></div>`;
    const boards = this.element.board?.upvotes.boards ?? [];
    return html`<div class="bar"><label for="moderated-board">${text("moderation.board")}</label>
      <select id="moderated-board" .value=${this.id} @change=${this.#choose}>${boards.map(
        ({ id, title }) =>
          html`<option value=${id} ?selected=${id === this.id}>${title}</option>`,
      )}</select></div>${rows()}`;
  }

  #choose = (/** @type {any} */ { target }) => {
    this.id = target.value;
    this.read();
  };
}
