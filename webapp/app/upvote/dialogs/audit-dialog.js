/** What moderators did on a board, the newest first. */
import { html, nothing } from "../../lit.js";
import { Pages } from "../../pages.js";
import { agoTime, fullTime } from "../../times.js";
import { itemLane } from "../deeds.js";
import { text } from "../texts.js";

/** @typedef {{id: number, by: import("../board.js").Person, at: string, action: string, item?: string, detail?: any}} Deed */

export class AuditDialog {
  title = text("board.audit.title");

  /** @param {import("../hearhear-board.js").HearhearBoard} element */
  constructor(element) {
    const { upvotes, update } = element;
    const board = upvotes.board?.id;
    this.element = element;
    /** @type {Pages<Deed>} */
    this.pages = new Pages(async last => {
      const { deeds, more } = await upvotes.ask({ type: "audit", board, before: last?.id });
      return { rows: deeds, more };
    }, update);
  }

  opened() {
    this.pages.further();
  }

  view() {
    const { rows, more } = this.pages;
    return html`${!rows.length && !more ? html`<p>${text("board.audit.none")}</p>` : nothing}
      <ol class="rows audit">${rows.map(deed => this.#row(deed))}</ol>
      ${this.pages.view()}
      <div class="actions"><button type="button" class="plain" @click=${this.element.dialogs.close}>${text("board.done")}</button></div>`;
  }

  /** @param {Deed} deed */
  #row(deed) {
    const at = Date.parse(deed.at);
    return html`<li><div class="grow"><p>${this.#words(deed)}</p>
        <p class="soft small"><bdi>${deed.by.displayName}</bdi> <bdi dir="ltr">@${deed.by.name}</bdi> <span aria-hidden="true">·</span>
          <time datetime=${deed.at} title=${fullTime(at)}>${agoTime(at)}</time></p></div>
      ${
        deed.action === "hide" && deed.item
          ? html`<button type="button" class="quiet" @click=${() => this.#unhide(deed.item)}>${text("board.item.unhide")}</button>`
          : nothing
      }</li>`;
  }

  /** @param {Deed} deed */
  #words({ action, item = "", detail = {} }) {
    const known = this.element.upvotes.board?.find(item)?.title;
    const what = known ? `“${known}” #${item}` : `#${item}`;
    return text(`board.audit.${action}`, {
      item: what,
      from: String(detail.from ?? ""),
      to: String(detail.to ?? ""),
      into: `#${detail.into ?? ""}`,
      count: Number(detail.votesMoved ?? 0),
    });
  }

  /** @param {string} [item] */
  #unhide(item = "") {
    this.element.dialogs.close();
    this.element.perform(itemLane(item), { type: "unhide", item });
  }
}
