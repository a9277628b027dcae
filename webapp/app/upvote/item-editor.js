/** The form in the place of an item whose texts are changed; at most one is open. */
import { html, nothing } from "../lit.js";
import { cleanText, measure } from "../text-limit.js";
import { itemLane } from "./deeds.js";
import { draftLimits, limitTold } from "./post-form.js";
import { text } from "./texts.js";

export class ItemEditor {
  /** @type {{id: string, title: string, text: string}|null} */
  #draft = null;

  /** @param {import("./hearhear-board.js").HearhearBoard} element */
  constructor(element) {
    this.element = element;
  }

  /** @param {string} id */
  edits(id) {
    return this.#draft?.id === id;
  }

  /** @param {import("./board.js").Item} item */
  open({ id, title, text: body }) {
    this.#draft = { id, title, text: body };
    this.element.draw();
    this.element.find("form.editor input")?.focus();
  }

  view() {
    const draft = this.#draft;
    if (!draft) return nothing;
    const limits = draftLimits(this.element);
    return html`<form class="editor" aria-label=${text("board.item.editForm")} @submit=${this.#submit} @keydown=${this.#key}>
      <input name="title" aria-label=${text("board.post.title")} autocomplete="off" aria-describedby="edit-title-limit"
        .value=${draft.title} @input=${this.#typed}>
      ${limitTold("edit-title-limit", "title", draft.title, limits.title)}
      <textarea name="text" rows="4" aria-label=${text("board.post.text")} aria-describedby="edit-text-limit"
        .value=${draft.text} @input=${this.#typed}></textarea>
      ${limitTold("edit-text-limit", "text", draft.text, limits.text)}
      <div class="post-actions">
        <button type="button" class="quiet" @click=${this.#close}>${text("board.cancel")}</button>
        <button type="submit" class="main" aria-disabled=${draft.title.trim() ? "false" : "true"}>${text("board.save")}</button>
      </div>
    </form>`;
  }

  #typed = (/** @type {any} */ { target }) => {
    if (this.#draft) this.#draft = { ...this.#draft, [target.name]: target.value };
    this.element.update();
  };

  #key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") this.#close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#submit(event);
  };

  #submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const draft = this.#draft;
    if (!draft) return;
    const title = cleanText(draft.title).replaceAll("\n", " ");
    const body = cleanText(draft.text);
    const limits = draftLimits(this.element);
    if (!title || !measure(title, limits.title).fits || !measure(body, limits.text).fits)
      return this.element.find("form.editor input").focus();
    const command = { type: "edit", item: draft.id, title, text: body };
    if (this.element.perform(itemLane(draft.id), command)) this.#close();
  };

  #close = () => {
    const id = this.#draft?.id;
    this.#draft = null;
    this.element.draw();
    this.element.find(`[data-item="${id}"] .more`)?.focus();
  };
}
