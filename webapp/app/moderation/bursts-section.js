/** Moderation: when items of a board got many votes at once. */
import { html, nothing, repeat } from "../lit.js";
import { Pages } from "../pages.js";
import { text } from "../texts.js";
import { agoTime, fullTime } from "../times.js";
import { BoardChoice } from "./board-choice.js";
import { empty } from "./empty.js";

const PAGE = 20;

/**
 * @typedef {{id: number, item: string, at: string, votes: number, addresses: number,
 *   mostFromOneAddress: number, newcomers: number, title?: string}} Burst title is not in the protocol
 */

export class BurstsSection {
  id = "bursts";

  /** @param {import("./hearhear-moderation.js").HearhearModeration} element */
  constructor(element) {
    this.choice = new BoardChoice(element, () => this.pages.begin());
    /** @type {Pages<Burst>} */
    this.pages = new Pages(last => this.#read(last), element.update);
  }

  begin() {
    this.choice.begin();
  }

  view() {
    return this.choice.view(
      () => html`${this.pages.isEmpty ? empty("moderation.bursts.none") : nothing}
        <ul class="cards">${repeat(
          this.pages.rows,
          ({ id }) => id,
          burst => this.#row(burst),
        )}</ul>
        ${this.pages.view()}`,
    );
  }

  /** @param {Burst} burst */
  #row({ item, at, votes, addresses, mostFromOneAddress, newcomers, title }) {
    const time = Date.parse(at);
    const facts = [
      text("moderation.burst.addresses", { count: addresses }),
      text("moderation.burst.most", { count: mostFromOneAddress }),
      text("moderation.burst.newcomers", { count: newcomers }),
    ];
    return html`<li class="card">
      <div class="card-head"><h4><bdi>${title ?? text("moderation.burst.item", { id: item })}</bdi></h4>
        <time class="soft small" datetime=${at} title=${fullTime(time)}>${agoTime(time)}</time></div>
      <p><strong>${text("moderation.burst.votes", { count: votes })}</strong> · ${facts.join(" · ")}</p></li>`;
  }

  /** @param {Burst|undefined} last */
  async #read(last) {
    const { id: board } = this.choice;
    const command = { type: "bursts", board, before: last?.id, limit: PAGE };
    const { bursts, more } = await this.choice.ask(command);
    for (const burst of bursts) burst.title = await this.#titleOf(burst.item);
    return { rows: bursts, more };
  }

  /** @param {string} item @returns {Promise<string|undefined>} undefined for what was withdrawn */
  async #titleOf(item) {
    const known = this.pages.rows.find(burst => burst.item === item);
    if (known) return known.title;
    const reply = await this.choice.ask({ type: "item", item });
    return reply.item.title;
  }
}
