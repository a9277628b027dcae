/**
 * Moderation: the items of a board that are hidden. No command lists them, so they are found by what
 * moderators did: those whose last hiding was not taken back.
 */
import { html, nothing, repeat } from "../lit.js";
import { Pages } from "../pages.js";
import { linkedText } from "../pieces.js";
import { text } from "../texts.js";
import { agoTime } from "../times.js";
import { itemLane } from "../upvote/deeds.js";
import { Attempt } from "../upvote/dialogs/attempt.js";
import { BoardChoice } from "./board-choice.js";
import { empty } from "./empty.js";

const PAGE = 100;
/** So many deeds are read for a page of hidden items, at most. */
const DEEDS_MAX = 1000;

/**
 * @typedef {{id: number, by: import("../http.js").Person, at: string, action: string, item?: string}} Deed
 * @typedef {{item: import("../upvote/board.js").Item, deed: Deed, attempt: Attempt}} Hidden
 */

export class HiddenSection {
  id = "hidden";
  #done = "";
  /** Items of which the last that was done about hiding is known. @type {Set<string>} */
  #seen = new Set();
  /** The oldest deed that was read; undefined before. @type {number|undefined} */
  #before;

  /** @param {import("./hearhear-moderation.js").HearhearModeration} element */
  constructor(element) {
    this.element = element;
    this.choice = new BoardChoice(element, () => this.#begin());
    /** @type {Pages<Hidden>} */
    this.pages = new Pages(() => this.#read(), element.update);
  }

  begin() {
    this.#done = "";
    this.choice.begin();
  }

  view() {
    return this.choice.view(
      () => html`${this.pages.isEmpty ? empty("moderation.hidden.none") : nothing}
        <ul class="cards">${repeat(
          this.pages.rows,
          ({ item }) => item.id,
          hidden => this.#row(hidden),
        )}</ul>
        <p class="outcome done" role="status">${this.#done}</p>
        ${this.pages.view()}`,
    );
  }

  /** @param {Hidden} hidden */
  #row(hidden) {
    const { item, deed, attempt } = hidden;
    const by = { name: deed.by.displayName, ago: agoTime(Date.parse(deed.at)) };
    return html`<li class="card">
      <div class="card-head"><h4><bdi>${item.title}</bdi> <span class="soft small">#${item.id}</span></h4></div>
      ${item.text ? html`<p class="words" dir="auto">${linkedText(item.text)}</p>` : nothing}
      <p class="soft small"><bdi>${text("moderation.hidden.by", by)}</bdi></p>
      ${attempt.view()}
      <div class="actions"><button type="button" class="plain" aria-disabled=${attempt.isBusy ? "true" : "false"}
        aria-label=${text("moderation.hidden.showOne", { title: item.title })} @click=${() => this.#unhide(hidden)}>${text("moderation.hidden.show")}</button></div></li>`;
  }

  /** @param {Hidden} hidden */
  #unhide({ item, attempt }) {
    attempt.try(itemLane(item.id), { type: "unhide", item: item.id }, () => {
      this.pages.rows = this.pages.rows.filter(row => row.item.id !== item.id);
      this.#done = text("moderation.hidden.shown", { title: item.title });
      this.element.draw();
      // The button that was pressed is gone.
      this.element.find("#section-title")?.focus();
    });
    this.element.update();
  }

  #begin() {
    this.#seen.clear();
    this.#before = undefined;
    this.pages.begin();
  }

  /** The newest deeds first, so that the first one on an item says how it is. */
  async #read() {
    /** @type {Hidden[]} */
    const rows = [];
    let more = true;
    for (let read = 0; more && !rows.length && read < DEEDS_MAX; read += PAGE) {
      const command = { type: "audit", board: this.choice.id, before: this.#before, limit: PAGE };
      const page = await this.choice.ask(command);
      more = page.more;
      this.#before = page.deeds.at(-1)?.id;
      for (const deed of page.deeds) rows.push(...(await this.#hiddenBy(deed)));
    }
    return { rows, more };
  }

  /** @param {Deed} deed @returns {Promise<Hidden[]>} one, or none */
  async #hiddenBy(deed) {
    const { action, item: id } = deed;
    if (!id || this.#seen.has(id) || !["hide", "unhide"].includes(action)) return [];
    this.#seen.add(id);
    if (action === "unhide") return [];
    const { item } = await this.choice.ask({ type: "item", item: id });
    if (item.gone !== "hidden") return [];
    const { deeds } = /** @type {any} */ (this.element.board).upvotes;
    return [{ item, deed, attempt: new Attempt(deeds) }];
  }
}
