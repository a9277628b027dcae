/**
 * One board's items as far as they are loaded: pure state. Counts are the server's absolute numbers
 * and never computed; the highest rev wins for them, and the highest edition for the rest of an item,
 * so events may come twice, late or out of order.
 *
 * @typedef {import("../http.js").Person} Person
 * @typedef {{id: string, board: string, title: string, text: string, author?: Person, at: string,
 *   edition: number, gone?: string, up: number, down: number, rev: number, mine: number}} Item
 */
import { compareIds } from "../ids.js";

export class Board {
  /** @type {Map<string, Item>} */
  #items = new Map();
  /**
   * The rev at which my own vote is known, apart from the rev of the counts.
   * @type {Map<string, number>}
   */
  #mineRev = new Map();
  loaded = false;
  /** There are older ones to load. */
  more = false;

  /** @param {{id: string, title: string, description: string}} about */
  constructor(about) {
    this.id = about.id;
    this.title = about.title;
    this.description = about.description;
  }

  /** @returns {Item[]} newest first */
  list() {
    return [...this.#items.values()].sort((a, b) => compareIds(b.id, a.id));
  }

  /** @param {string} id */
  find(id) {
    return this.#items.get(id);
  }

  /**
   * Up to which rev both the counts and my vote are known: what is told to be known is not sent, and
   * of a vote of mine just before a loss perhaps only the counts had come.
   * @param {string} id
   */
  knownRev(id) {
    return Math.min(this.#items.get(id)?.rev ?? 0, this.#mineRev.get(id) ?? 0);
  }

  /**
   * Up to which edition it is known what an item says.
   * @param {string} id
   */
  knownEdition(id) {
    return this.#items.get(id)?.edition ?? 0;
  }

  /** @returns {string|undefined} */
  get oldest() {
    return this.list().at(-1)?.id;
  }

  /**
   * @param {{items: Item[], more: boolean}} page the newest items
   * @param {string[]} [since] ids that only events since this page was asked for can have brought
   */
  applyNewest({ items, more }, since = []) {
    const held = [...this.#items.keys()].filter(id => !since.includes(id));
    const joins = this.loaded && items.some(item => held.includes(item.id));
    if (!joins) {
      this.remove(held);
      this.more = more;
    }
    items.forEach(item => this.#put(item));
    this.loaded = true;
  }

  /** @param {{items: Item[], more: boolean}} page asked for before `oldest` */
  applyOlder({ items, more }) {
    items.forEach(item => this.#put(item));
    this.more = more;
  }

  /** @param {any} event `item`, `tally` or `mine` */
  apply(event) {
    if (event.type === "item" && this.#shows(event.item)) this.#put(event.item);
    else if (event.type === "tally") this.#count(event);
    else if (event.type === "mine") this.#voted(event.item, event.value, event.rev);
  }

  /**
   * An older item that was changed is shown once its page is loaded.
   * @param {Item} item
   */
  #shows({ id, board }) {
    const { oldest } = this;
    const isOlder = this.more && oldest !== undefined && compareIds(id, oldest) < 0;
    return board === this.id && !isOlder;
  }

  /** @param {{item: string, up: number, down: number, rev: number, mine?: number}} tally */
  applyTally(tally) {
    this.#count(tally);
    if (tally.mine !== undefined) this.#voted(tally.item, tally.mine, tally.rev);
  }

  /** @param {string[]} ids items that are no more */
  remove(ids) {
    for (const id of ids) {
      this.#items.delete(id);
      this.#mineRev.delete(id);
    }
  }

  /** @param {Item} item `mine` is missing where nobody in particular is told */
  #put(item) {
    if (item.gone) return this.remove([item.id]);
    const known = this.#items.get(item.id);
    const counts = known && known.rev > item.rev ? known : item;
    const said = known && known.edition > item.edition ? known : item;
    this.#items.set(item.id, {
      ...said,
      up: counts.up,
      down: counts.down,
      rev: counts.rev,
      mine: known?.mine ?? 0,
    });
    if (item.mine !== undefined) this.#voted(item.id, item.mine, item.rev);
  }

  /** @param {{item: string, up: number, down: number, rev: number}} tally */
  #count({ item: id, up, down, rev }) {
    const item = this.#items.get(id);
    if (item && rev >= item.rev) this.#items.set(id, { ...item, up, down, rev });
  }

  /** @param {string} id @param {number} value @param {number} rev */
  #voted(id, value, rev) {
    const item = this.#items.get(id);
    if (!item || rev < (this.#mineRev.get(id) ?? 0)) return;
    this.#mineRev.set(id, rev);
    this.#items.set(id, { ...item, mine: value });
  }
}
