/** One dialog of the element: its frame, opening and closing. What is in it the subclass draws. */
import { html, nothing } from "../lit.js";
import { icons } from "../pieces.js";
import { text } from "../texts.js";

export class Dialog {
  isOpen = false;

  /** @param {import("./hearhear-dm.js").HearhearDm} dm @param {string} id */
  constructor(dm, id) {
    this.dm = dm;
    this.id = id;
  }

  /** @returns {string} */
  get title() {
    return "";
  }

  /** @returns {unknown} */
  content() {
    return nothing;
  }

  view() {
    return html`<dialog id=${this.id} aria-labelledby="${this.id}-title" @close=${this.#closed}>${
      this.isOpen
        ? html`<div class="dialog-head"><h2 id="${this.id}-title"><bdi>${this.title}</bdi></h2>
          <button type="button" class="round" aria-label=${text("dm.close")} title=${text("dm.close")} @click=${this.close}>${icons.close}</button></div>
          ${this.content()}`
        : nothing
    }</dialog>`;
  }

  /** @param {string} [focus] a selector within it */
  show(focus) {
    this.isOpen = true;
    this.dm.draw();
    this.dm.find(`#${this.id}`).showModal();
    if (focus) this.dm.find(`#${this.id} ${focus}`)?.focus();
  }

  close = () => this.dm.find(`#${this.id}`)?.close();

  #closed = () => {
    this.isOpen = false;
    this.dm.update();
  };
}
