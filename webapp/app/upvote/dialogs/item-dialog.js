/** One item by itself, which is not in the list as far as it is loaded. */
import { html, nothing } from "../../lit.js";
import { linkedText, notice, spinner } from "../../pieces.js";
import { asRefusal } from "../../refusal.js";
import { text } from "../texts.js";
import { voteButtons } from "../vote-buttons.js";

export class ItemDialog {
  title = text("board.idea.title");
  #problem = "";

  /** @param {import("../hearhear-board.js").HearhearBoard} element @param {string} id */
  constructor(element, id) {
    this.element = element;
    this.id = id;
  }

  opened() {
    this.#read();
  }

  view() {
    const item = this.element.upvotes.board?.find(this.id);
    return html`
      ${this.#problem ? notice(this.#problem, { label: text("board.tryAgain"), run: this.#read }) : nothing}
      ${item ? this.#shown(item) : this.#problem ? nothing : html`<div class="loading">${spinner}</div>`}
      <div class="actions"><button type="button" class="plain" @click=${this.element.dialogs.close}>${text("board.done")}</button></div>`;
  }

  /** @param {import("../board.js").Item} item */
  #shown(item) {
    return html`<div class="alone">${voteButtons(this.element, item)}
      <div><h3>${item.title}</h3>${item.text ? html`<p class="body">${linkedText(item.text)}</p>` : nothing}
        ${item.author ? html`<p class="soft small by"><bdi>${item.author.displayName}</bdi> <bdi dir="ltr">@${item.author.name}</bdi></p>` : nothing}</div></div>`;
  }

  #read = async () => {
    this.#problem = "";
    const { upvotes, update } = this.element;
    update();
    try {
      // What it was merged into, if it was merged on, is what one looks for.
      const { item, into } = await upvotes.ask({ type: "item", item: this.id });
      if (into) this.id = into.id;
      upvotes.board?.applyItem(into ?? item);
    } catch (error) {
      this.#problem = asRefusal(error).message;
    }
    update();
  };
}
