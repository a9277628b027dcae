/** Chooses the item that another one is merged into: one of those loaded, or any by its id. */
import { html } from "../../lit.js";
import { itemLane } from "../deeds.js";
import { text } from "../texts.js";
import { Attempt } from "./attempt.js";

const SHOWN_MAX = 20;

export class MergeDialog {
  title = text("board.merge.title");
  #typed = "";
  /** The id of the one chosen; empty before. */
  #into = "";

  /**
   * @param {import("../hearhear-board.js").HearhearBoard} element
   * @param {import("../board.js").Item} item
   */
  constructor({ upvotes, dialogs, update }, item) {
    this.upvotes = upvotes;
    this.dialogs = dialogs;
    this.update = update;
    this.item = item;
    this.attempt = new Attempt(upvotes.deeds);
  }

  closed() {
    this.attempt.forget();
  }

  view() {
    const found = this.#found();
    const isReady = this.#into && !this.attempt.isBusy;
    return html`<form @submit=${this.#merge}>
      <p class="soft small words">${text("board.merge.about", { title: this.item.title })}</p>
      <div class="field"><label for="merge-search">${text("board.merge.search")}</label>
        <input id="merge-search" type="text" inputmode="search" autocomplete="off" autofocus .value=${this.#typed} @input=${this.#type}></div>
      <fieldset class="choices"><legend class="unseen">${text("board.merge.into")}</legend>
        ${found.map(
          ({
            id,
            title,
            up,
          }) => html`<label><input type="radio" name="into" value=${id} .checked=${id === this.#into} @change=${this.#choose}>
          <span>${title} <span class="soft small">#${id} · ${text("board.item.votes", { count: up })}</span></span></label>`,
        )}
        ${this.#byId(found)}
      </fieldset>
      <p class="unseen" role="status">${text("board.merge.found", { count: found.length })}</p>
      ${this.attempt.view()}
      <div class="actions"><button type="button" class="quiet" @click=${this.dialogs.close}>${text("board.cancel")}</button>
        <button type="submit" class="main" aria-disabled=${isReady ? "false" : "true"}>${text("board.merge.run")}</button></div>
    </form>`;
  }

  #found() {
    const words = this.#typed.trim().toLocaleLowerCase();
    const others = this.upvotes.board
      ?.list()
      .filter(({ id, gone }) => !gone && id !== this.item.id);
    return (others ?? [])
      .filter(
        ({ id, title }) => title.toLocaleLowerCase().includes(words) || `#${id}`.endsWith(words),
      )
      .slice(0, SHOWN_MAX);
  }

  /** One that is not loaded. @param {{id: string}[]} found */
  #byId(found) {
    const id = /^#?([1-9]\d{0,18})$/.exec(this.#typed.trim())?.[1];
    if (!id || id === this.item.id || found.some(item => item.id === id)) return "";
    return html`<label><input type="radio" name="into" value=${id} .checked=${id === this.#into} @change=${this.#choose}>
      <span>${text("board.merge.byId", { id })}</span></label>`;
  }

  #type = (/** @type {any} */ { target }) => {
    this.#typed = target.value;
    this.update();
  };

  #choose = (/** @type {any} */ { target }) => {
    this.#into = target.value;
    this.update();
  };

  #merge = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!this.#into) return;
    const { id } = this.item;
    this.attempt.try(
      itemLane(id),
      { type: "merge", item: id, into: this.#into },
      this.dialogs.close,
    );
    this.update();
  };
}
