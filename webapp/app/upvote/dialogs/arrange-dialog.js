/** Puts the boards into another order. */
import { html } from "../../lit.js";
import { icons } from "../icons.js";
import { BOARDS_LANE } from "../deeds.js";
import { text } from "../texts.js";
import { Attempt } from "./attempt.js";

const BOARDS_MAX = 100;

export class ArrangeDialog {
  title = text("board.arrange.title");
  /** What was moved last, for who does not see it. */
  #moved = "";

  /** @param {import("../hearhear-board.js").HearhearBoard} element */
  constructor(element) {
    this.element = element;
    this.boards = element.upvotes.boards.slice(0, BOARDS_MAX);
    this.attempt = new Attempt(element.upvotes.deeds);
  }

  closed() {
    this.attempt.forget();
  }

  view() {
    const last = this.boards.length - 1;
    return html`<form @submit=${this.#save}>
      <ol class="rows">${this.boards.map(
        ({ id, title }, at) => html`<li data-board=${id}><span class="grow">${title}</span>
          ${this.#button(at, -1, at === 0, text("board.arrange.up", { title }))}
          ${this.#button(at, 1, at === last, text("board.arrange.down", { title }))}</li>`,
      )}</ol>
      <p class="unseen" role="status">${this.#moved}</p>
      ${this.attempt.view()}
      <div class="actions"><button type="button" class="quiet" @click=${this.element.dialogs.close}>${text("board.cancel")}</button>
        <button type="submit" class="main" aria-disabled=${this.attempt.isBusy ? "true" : "false"}>${text("board.save")}</button></div>
    </form>`;
  }

  /** @param {number} at @param {1|-1} step @param {boolean} isEnd @param {string} label */
  #button(at, step, isEnd, label) {
    return html`<button type="button" class="round" aria-label=${label} aria-disabled=${isEnd ? "true" : "false"}
      @click=${() => isEnd || this.#move(at, step)}>${step === 1 ? icons.down : icons.up}</button>`;
  }

  /** @param {number} at @param {1|-1} step */
  #move(at, step) {
    const boards = [...this.boards];
    const [moved] = boards.splice(at, 1);
    boards.splice(at + step, 0, moved);
    this.boards = boards;
    this.#moved = text("board.arrange.moved", { title: moved.title, place: at + step + 1 });
    this.element.draw();
    // The focus goes along, so that one can move it on.
    const buttons = this.element.root.querySelectorAll(`[data-board="${moved.id}"] button`);
    /** @type {any} */ (buttons[step === 1 ? 1 : 0]).focus();
  }

  #save = (/** @type {Event} */ event) => {
    event.preventDefault();
    const boards = this.boards.map(({ id }) => id);
    this.attempt.try(BOARDS_LANE, { type: "arrange", boards }, this.element.dialogs.close);
    this.element.update();
  };
}
