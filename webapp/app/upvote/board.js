/**
 * One board as far as it is loaded: its rules, its items and the order in which they are shown. Pure
 * state. Counts are the server's absolute numbers and never computed; the highest rev wins for them,
 * and the highest edition for the rest, so events may come twice, late or out of order.
 *
 * Items are shown newest first, or as a {@link Ranking} has them. A ranking lets nothing in that it
 * does not have: what was posted since is counted, and only my own stands above it.
 *
 * @typedef {import("../http.js").Person} Person
 * @typedef {import("./board-rules.js").Rules} Rules
 * @typedef {{id: string, board: string, title: string, text: string, author?: Person, at: string,
 *   editedAt?: string, state: string, edition: number, gone?: "withdrawn"|"hidden"|"merged", into?:
 *   string, up: number, down: number, rev: number, mine: number}} Item
 * @typedef {{items: Item[], more: boolean}} Page
 */
import { compareIds } from "../ids.js";
import { isModerator, NEWEST } from "./board-rules.js";
import { Items } from "./items.js";
import { Ranking } from "./ranking.js";

export class Board {
  #items = new Items();
  /** Known, but not joined to the list of the newest. @type {Set<string>} */
  #aside = new Set();
  /** What was posted since the ranking was read. @type {Set<string>} */
  #arrivals = new Set();
  /** The highest id that was ever seen; what is above it is new. */
  #newestId = "";
  /** Whether there are older ones than {@link oldest}. */
  #olderThanLoaded = false;
  /** What is asked for; it is shown once its first page is there. */
  order = NEWEST;
  /** The one shown; null when the newest are shown. @type {Ranking|null} */
  ranking = null;
  loaded = false;
  /** There are further ones to load. */
  more = false;
  /** How many of my votes count against the budget; undefined where there is none. */
  votesOut = /** @type {number|undefined} */ (undefined);

  /**
   * @param {Rules} rules
   * @param {{id?: string, role?: string}} [viewer]
   */
  constructor(rules, viewer = {}) {
    this.rules = rules;
    this.viewer = viewer;
  }

  get id() {
    return this.rules.id;
  }

  /** @returns {Item[]} in the order shown */
  list() {
    const ids = this.ranking ? [...this.#ownArrivals(), ...this.ranking.ids] : this.#newest();
    return ids.flatMap(id => this.#items.find(id) ?? []).filter(item => this.#isSeen(item));
  }

  /** @param {string} id */
  find(id) {
    return this.#items.find(id);
  }

  /** How many others posted since the ranking was read. */
  get newCount() {
    const fresh = [...this.#arrivals].map(id => this.#items.find(id));
    return fresh.filter(item => item && !item.gone && item.author?.id !== this.viewer.id).length;
  }

  /**
   * Up to which rev both the counts and my vote are known: what is told to be known is not sent, and
   * of a vote of mine just before a loss perhaps only the counts had come.
   * @param {string} id
   */
  knownRev(id) {
    return this.#items.knownRev(id);
  }

  /**
   * Up to which edition it is known what an item says.
   * @param {string} id
   */
  knownEdition(id) {
    return this.#items.find(id)?.edition ?? 0;
  }

  /** @returns {string|undefined} of the newest that are loaded without a gap */
  get oldest() {
    return this.#newest().at(-1);
  }

  /**
   * @param {Page} page the newest items
   * @param {string[]} [since] ids that only events since this page was asked for can have brought
   */
  applyNewest({ items, more }, since = []) {
    const held = this.#newest().filter(id => !since.includes(id));
    const joins = this.loaded && items.some(item => held.includes(item.id));
    if (!joins) {
      this.remove(held);
      this.#olderThanLoaded = more;
    }
    this.#join(items);
    this.ranking = null;
    this.more = this.#olderThanLoaded;
    this.loaded = true;
  }

  /** @param {Page} page asked for before `oldest` */
  applyOlder({ items, more }) {
    this.#join(items);
    this.#olderThanLoaded = more;
    if (!this.ranking) this.more = more;
  }

  /** @param {any} page the first one of a ranking's newest version */
  applyRanking(page) {
    this.ranking = new Ranking(page.order, page);
    this.#arrivals.clear();
    this.#putAside(page.items);
    this.more = page.more;
    this.loaded = true;
  }

  /** @param {any} page a further one of the version shown */
  applyFurther(page) {
    if (!this.ranking?.further(page)) return;
    this.#putAside(page.items);
    this.more = page.more;
  }

  /**
   * What the newest are, while a ranking is shown: those above what was ever seen are arrivals.
   * @param {Item[]} items
   */
  applyArrivals(items) {
    const known = this.#newestId;
    for (const item of items) {
      if (known && compareIds(item.id, known) > 0) this.#arrive(item);
      this.#saw(item.id);
    }
    this.#newestId ||= "0";
  }

  /** One that was read by itself. @param {Item} item */
  applyItem(item) {
    this.#putAside([item]);
  }

  /** @param {any} event `item`, `board`, `tally`, `ranking` or `mine` */
  apply(event) {
    if (event.type === "item") this.#told(event.item);
    else if (event.type === "board") this.applyRules(event.board);
    else if (event.type === "tally") this.#items.count(event);
    else if (event.type === "ranking") this.#ranked(event);
    else if (event.type === "mine") this.#spend(event.item, () => this.#items.voted(event));
  }

  /** @param {Rules} rules */
  applyRules(rules) {
    if (rules.id !== this.id || (rules.edition ?? 0) < (this.rules.edition ?? 0)) return;
    this.rules = rules;
    if (rules.budget === undefined) this.votesOut = undefined;
  }

  /** @param {{item: string, up: number, down: number, rev: number, mine?: number}} tally */
  applyTally(tally) {
    this.#items.tally(tally);
  }

  /** My vote was counted. @param {any} reply */
  applyVote(reply) {
    this.#items.count(reply);
    this.#spend(reply.item, () => this.#items.voted(reply));
  }

  /** @param {string[]} ids items that are no more */
  remove(ids) {
    for (const id of ids) {
      this.#items.remove(id);
      this.#aside.delete(id);
      this.#arrivals.delete(id);
    }
  }

  /** @returns {string[]} */
  #newest() {
    return this.#items.ids.filter(id => !this.#aside.has(id)).sort((a, b) => compareIds(b, a));
  }

  #ownArrivals() {
    const own = [...this.#arrivals].filter(id => {
      const author = this.#items.find(id)?.author;
      return author && author.id === this.viewer.id;
    });
    return own.sort((a, b) => compareIds(b, a));
  }

  /** @param {Item} item */
  #isSeen({ gone, author, title }) {
    if (!gone) return true;
    if (gone === "merged") return title !== undefined;
    const isMine = author !== undefined && author.id === this.viewer.id;
    return gone === "hidden" && title !== undefined && (isMine || isModerator(this.viewer));
  }

  /** @param {Item} item new or changed */
  #told(item) {
    if (item.board !== this.id) return;
    const isNew = !this.#newestId || compareIds(item.id, this.#newestId) > 0;
    if (this.#items.find(item.id)) this.#items.put(item);
    else if (item.gone) return;
    else if (this.ranking) isNew && this.#arrive(item);
    else if (!this.#isBehind(item.id)) this.#join([item]);
    this.#saw(item.id);
  }

  /**
   * An older item that was changed is shown once its page is loaded.
   * @param {string} id
   */
  #isBehind(id) {
    const { oldest } = this;
    return this.more && oldest !== undefined && compareIds(id, oldest) < 0;
  }

  /** @param {Item} item */
  #arrive(item) {
    this.#putAside([item]);
    this.#arrivals.add(item.id);
  }

  /** @param {Item[]} items */
  #join(items) {
    for (const item of items) {
      this.#aside.delete(item.id);
      this.#items.put(item);
      this.#saw(item.id);
    }
  }

  /** @param {Item[]} items */
  #putAside(items) {
    for (const item of items) {
      if (!this.#items.find(item.id)) this.#aside.add(item.id);
      this.#items.put(item);
    }
  }

  /** @param {string} id */
  #saw(id) {
    if (!this.#newestId || compareIds(id, this.#newestId) > 0) this.#newestId = id;
  }

  /** @param {{board: string, order: string, version: string}} event */
  #ranked({ board, order, version }) {
    if (board === this.id && order === this.ranking?.order) this.ranking.heard(version);
  }

  /**
   * What a vote of mine costs, until the server's number is read.
   * @param {string} id
   * @param {() => void} voting
   */
  #spend(id, voting) {
    const before = this.#items.find(id)?.mine;
    voting();
    const after = this.#items.find(id)?.mine;
    if (this.votesOut === undefined || before === undefined || after === undefined) return;
    this.votesOut += Math.abs(after) - Math.abs(before);
  }
}
