/**
 * Votes on single items for the signed-in account: one connection for all that a page shows. An item
 * is named by its id, or by a board and the key that a host application has for it, which becomes an
 * item by its first vote. It draws nothing.
 *
 * Promised: counts are the server's, absolute, the highest rev wins. A vote is kept until it is
 * acknowledged or refused.
 *
 * @typedef {{item: string}|{board: string, foreign: string}} Place
 * @typedef {import("./board-rules.js").Rules} Rules
 * @typedef {import("./board.js").Item} Item
 */
import { ask } from "../ask.js";
import { Connection } from "../connection.js";
import { Outbox } from "../outbox.js";
import { asRefusal } from "../refusal.js";
import { Items } from "./items.js";
import { portions } from "./watch-list.js";

export class ItemVotes {
  /** By name; how many show it. @type {Map<string, {place: Place, shown: number, isWatched: boolean}>} */
  #places = new Map();
  /** The ids of items, by the names of their keys. @type {Map<string, string>} */
  #ids = new Map();
  /** Names of places that are no items here. @type {Set<string>} */
  #missing = new Set();
  /** @type {Map<string, Rules>} */
  #rules = new Map();
  #items = new Items();
  #epoch = "";
  #isPlanned = false;

  /**
   * @param {{url: string, probe: any, token?: () => Promise<string|undefined>, store: any, changed: () =>
   *   void, phase: (phase: import("../connection.js").Phase) => void}} options
   */
  constructor({ url, probe, token, store, changed, phase }) {
    this.changed = changed;
    this.connection = new Connection({
      ...{ url, probe, token },
      listener: {
        phase: now => {
          if (now !== "live") this.outbox.connected(false);
          phase(now);
        },
        welcome: welcome => this.#welcomed(welcome),
        event: event => this.#apply(event),
      },
    });
    this.outbox = new Outbox({
      request: command => this.connection.request(command),
      store,
      changed,
      acknowledged: ({ command }, reply) => this.#acknowledged(command, reply),
    });
  }

  async start() {
    await this.outbox.restore();
    this.connection.open();
  }

  stop() {
    this.connection.close();
    this.outbox.close();
  }

  /** @param {Place} place */
  show(place) {
    const name = nameOf(place);
    const known = this.#places.get(name) ?? { place, shown: 0, isWatched: false };
    known.shown++;
    this.#places.set(name, known);
    this.#plan();
  }

  /** @param {Place} place */
  hide(place) {
    const known = this.#places.get(nameOf(place));
    if (!known) return;
    known.shown--;
    this.#plan();
  }

  /**
   * @param {Place} place
   * @returns {Item|undefined} undefined while it is no item, or is not known yet
   */
  find(place) {
    const id = "item" in place ? place.item : this.#ids.get(nameOf(place));
    return id === undefined ? undefined : this.#items.find(id);
  }

  /** Whether the server has said how it is with it. @param {Place} place */
  isKnown(place) {
    return this.#places.get(nameOf(place))?.isWatched === true;
  }

  /** There is no such item. @param {Place} place */
  isMissing(place) {
    return this.#missing.has(nameOf(place));
  }

  /** The rules of the board it is on, once they are known. @param {Place} place */
  rulesOf(place) {
    const board = "board" in place ? place.board : this.find(place)?.board;
    return board === undefined ? undefined : this.#rules.get(board);
  }

  /** My vote on its way, if there is one. @param {Place} place */
  unsent(place) {
    return this.outbox.entries(laneOf(place)).at(-1);
  }

  /** My vote as it will be, if nothing is refused. @param {Place} place @returns {number} */
  mine(place) {
    const unsent = this.unsent(place);
    return unsent && unsent.state !== "failed" ? unsent.command.value : (this.find(place)?.mine ?? 0);
  }

  /** Of several clicks only the last is sent. @param {Place} place @param {number} value */
  vote(place, value) {
    this.outbox.add(laneOf(place), { type: "vote", ...place, value }, { replacing: true });
  }

  /** What is put into the page at once is asked for at once. */
  #plan() {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(async () => {
      this.#isPlanned = false;
      if (this.connection.phase !== "live") return;
      try {
        await this.#unwatch();
        await this.#watch();
      } catch (error) {
        const { code } = asRefusal(error);
        if (code !== "connection_lost") console.warn("Counts are not live:", error);
      }
      this.changed();
    });
  }

  async #watch() {
    const wanted = [...this.#places].filter(([, { shown, isWatched }]) => shown > 0 && !isWatched);
    for (const part of portions(wanted)) {
      const reply = await this.#ask({
        type: "subscribe",
        items: part.map(([, { place }]) => ({
          ...place,
          ...("item" in place && { edition: 0, rev: this.#items.knownRev(place.item) }),
        })),
      });
      for (const item of reply.items ?? []) this.#took(item);
      for (const id of reply.unread ?? [])
        this.#took((await this.#ask({ type: "item", item: id })).item);
      for (const tally of reply.tallies) this.#items.tally(tally);
      for (const id of reply.missing ?? []) this.#missing.add(nameOf({ item: id }));
      for (const [, known] of part) known.isWatched = true;
      await this.#readRules(part.map(([, { place }]) => place));
    }
  }

  async #unwatch() {
    const hidden = [...this.#places].filter(([, { shown }]) => shown <= 0);
    for (const part of portions(hidden)) {
      const watched = part.filter(([, { isWatched }]) => isWatched);
      const items = watched.flatMap(([, { place }]) => this.find(place)?.id ?? []);
      const foreign = watched.flatMap(([, { place }]) =>
        "foreign" in place && !this.find(place) ? place : [],
      );
      for (const [name] of part) this.#places.delete(name);
      if (items.length || foreign.length)
        await this.#ask({
          type: "unsubscribe",
          ...(items.length && { items }),
          ...(foreign.length && { foreign }),
        });
    }
  }

  /** @param {Place[]} places */
  async #readRules(places) {
    const boards = places.flatMap(place =>
      "board" in place ? place.board : (this.find(place)?.board ?? []),
    );
    for (const board of new Set(boards)) {
      if (this.#rules.has(board)) continue;
      try {
        this.#rules.set(board, (await this.#ask({ type: "board", board })).board);
      } catch (error) {
        if (asRefusal(error).code !== "not_found") throw error;
        this.#boardMissing(board);
      }
    }
  }

  /** @param {string} board */
  #boardMissing(board) {
    for (const [name, { place }] of this.#places)
      if ("board" in place && place.board === board) this.#missing.add(name);
  }

  /** @param {object} command */
  #ask(command) {
    return ask(each => this.connection.request(each), command);
  }

  /** A new connection watches nothing. @param {any} welcome */
  #welcomed({ epoch }) {
    if (epoch !== this.#epoch) {
      this.#items = new Items();
      this.#ids.clear();
    }
    this.#epoch = epoch;
    this.#rules.clear();
    this.#missing.clear();
    for (const known of this.#places.values()) known.isWatched = false;
    this.outbox.connected(true);
    this.#plan();
  }

  /** @param {any} event */
  #apply(event) {
    if (event.type === "item") this.#took(event.item);
    else if (event.type === "tally") this.#items.count(event);
    else if (event.type === "mine") this.#items.voted(event);
    else if (event.type === "board") this.#rules.set(event.board.id, event.board);
    this.changed();
  }

  /** @param {any} item */
  #took(item) {
    this.#items.put(item);
    if (item.foreign !== undefined)
      this.#ids.set(nameOf({ board: item.board, foreign: item.foreign }), item.id);
  }

  /** @param {any} command @param {any} reply */
  #acknowledged({ type, board, foreign }, reply) {
    if (type !== "vote") return;
    if (foreign !== undefined && !this.find({ board, foreign })) {
      const { item: id, up, down, rev } = reply;
      // What it is called the event tells, which follows.
      const item = { id, board, foreign, title: foreign, text: "", at: "", state: "", edition: 0 };
      this.#took({ ...item, up, down, rev });
    }
    this.#items.count(reply);
    this.#items.voted(reply);
  }
}

/** @param {Place} place */
function nameOf(place) {
  return "item" in place ? place.item : `${place.board}/${place.foreign}`;
}

/** @param {Place} place */
function laneOf(place) {
  return `vote:${nameOf(place)}`;
}
