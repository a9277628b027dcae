/**
 * Finds messages by their words: keeps what was asked and what was found. Of several searches under
 * way only the last one counts. It draws nothing.
 *
 * @typedef {{conversation: string, seq: number, from: string, at: string, snippet: string}} Found
 */
import { asRefusal } from "../refusal.js";

const TYPING_PAUSE_MS = 350;
const PAGE = 20;

export class MessageSearch {
  text = "";
  /** Only there. @type {string|undefined} everywhere */
  conversation = undefined;
  /** @type {Found[]} */
  results = [];
  more = false;
  searching = false;
  /** What was asked last has been answered. */
  isDone = false;
  /** @type {import("../refusal.js").Refusal|null} */
  refusal = null;
  /** @type {string|undefined} */
  #next;
  #search = 0;
  /** @type {any} */
  #timer = null;

  /** @param {(command: object) => Promise<any>} ask @param {() => void} changed */
  constructor(ask, changed) {
    this.ask = ask;
    this.changed = changed;
  }

  /** @param {string} text */
  type(text) {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), TYPING_PAUSE_MS);
  }

  /** @param {string|undefined} conversation */
  within(conversation) {
    this.conversation = conversation;
    this.look();
  }

  look() {
    clearTimeout(this.#timer);
    this.results = [];
    this.isDone = this.more = false;
    return this.#run(undefined);
  }

  lookFurther() {
    return this.#run(this.#next);
  }

  /** @param {string|undefined} before */
  async #run(before) {
    const search = ++this.#search;
    const query = this.text.trim();
    this.refusal = null;
    this.searching = Boolean(query);
    this.changed();
    if (!query) return;
    const { conversation } = this;
    try {
      const found = await this.ask({
        ...{ type: "search", query, limit: PAGE },
        ...(conversation && { conversation }),
        ...(before && { before }),
      });
      if (search !== this.#search) return;
      this.results = [...this.results, ...found.results];
      this.more = found.more;
      this.#next = found.next;
      this.isDone = true;
    } catch (error) {
      if (search !== this.#search) return;
      this.refusal = asRefusal(error);
    }
    this.searching = false;
    this.changed();
  }
}
