/**
 * The one dialog of an element, modal: what stands in it comes and goes. Esc closes it, and the focus
 * goes back to where it came from.
 *
 * @typedef {object} Dialog
 * @property {string} title
 * @property {() => unknown} view
 * @property {() => void} [opened]
 * @property {() => void} [closed]
 * @property {import("./attempt.js").Attempt} [attempt] the deed that it tells of
 */
import { html, nothing } from "../../lit.js";

export class Dialogs {
  /** Null while none is open. @type {Dialog|null} */
  #dialog = null;

  /** @param {import("../../element.js").HearhearElement} element */
  constructor(element) {
    this.element = element;
  }

  /** @param {Dialog} dialog */
  show(dialog) {
    this.#dialog?.closed?.();
    this.#dialog = dialog;
    this.element.draw();
    const shown = this.#shown();
    if (!shown.open) shown.showModal();
    dialog.opened?.();
  }

  close = () => this.#shown().close();

  /** @param {import("../../outbox.js").Entry} entry */
  tellsOf(entry) {
    return this.#dialog?.attempt?.isOf(entry) ?? false;
  }

  view() {
    return html`<dialog class="dialog" aria-labelledby="dialog-title" @close=${this.#closed}>${
      this.#dialog
        ? html`<h2 id="dialog-title">${this.#dialog.title}</h2>${this.#dialog.view()}`
        : nothing
    }</dialog>`;
  }

  #closed = () => {
    this.#dialog?.closed?.();
    this.#dialog = null;
    this.element.update();
  };

  /** @returns {HTMLDialogElement} */
  #shown() {
    return this.element.find("dialog.dialog");
  }
}
