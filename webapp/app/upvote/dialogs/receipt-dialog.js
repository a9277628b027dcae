/** Where my vote stands in the log of an item, to keep and to compare. */
import { httpAddress } from "../../addresses.js";
import { follow } from "../../files.js";
import { html, nothing } from "../../lit.js";
import { notice, spinner } from "../../pieces.js";
import { asRefusal } from "../../refusal.js";
import { numberText, text } from "../texts.js";

export class ReceiptDialog {
  title = text("board.receipt.title");
  /** Null until it is read. @type {any} */
  #receipt = null;
  #problem = "";
  #copied = "";

  /**
   * @param {import("../hearhear-board.js").HearhearBoard} element
   * @param {import("../board.js").Item} item
   */
  constructor({ upvotes, dialogs, update }, item) {
    this.upvotes = upvotes;
    this.dialogs = dialogs;
    this.update = update;
    this.item = item;
  }

  opened() {
    this.#read();
  }

  view() {
    return html`<p class="soft small">${text("board.receipt.about")}</p>
      ${this.#problem ? notice(this.#problem, { label: text("board.tryAgain"), run: this.#read }) : nothing}
      ${this.#receipt ? this.#shown(this.#receipt) : this.#problem ? nothing : html`<div class="loading">${spinner}</div>`}
      <div class="actions">
        <span class="soft small" role="status">${this.#copied}</span>
        ${this.#receipt ? html`<button type="button" class="quiet" @click=${this.#copy}>${text("board.receipt.copy")}</button>` : nothing}
        <button type="button" class="plain" @click=${this.dialogs.close}>${text("board.done")}</button></div>`;
  }

  /** @param {any} reply */
  #shown({ value, voter, receipt: { n, hash } }) {
    const log = `api/items/${encodeURIComponent(this.item.id)}/log`;
    return html`<dl class="receipt">
        <dt>${text("board.receipt.item")}</dt><dd>${this.item.title} <span class="soft">#${this.item.id}</span></dd>
        <dt>${text("board.receipt.vote")}</dt><dd>${text(`board.vote.${value}`)}</dd>
        <dt>${text("board.receipt.n")}</dt><dd>${numberText(n)}</dd>
        <dt>${text("board.receipt.hash")}</dt><dd><code>${hash}</code></dd>
        <dt>${text("board.receipt.voter")}</dt><dd><code>${voter}</code></dd>
      </dl>
      <p><a href=${httpAddress(log)} @click=${(/** @type {Event} */ event) => follow(event, log)} target="_blank" rel="noopener">${text("board.receipt.log")}</a></p>`;
  }

  #read = async () => {
    this.#problem = "";
    this.update();
    try {
      this.#receipt = await this.upvotes.ask({ type: "receipt", item: this.item.id });
    } catch (error) {
      this.#problem = asRefusal(error).message;
    }
    this.update();
  };

  #copy = async () => {
    const { item, value, voter, receipt } = this.#receipt;
    try {
      await navigator.clipboard.writeText(JSON.stringify({ item, value, voter, ...receipt }));
      this.#copied = text("board.receipt.copied");
    } catch {
      this.#copied = text("board.receipt.notCopied");
    }
    this.update();
  };
}
