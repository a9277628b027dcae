/**
 * Boards and votes for the signed-in account: joins the connection, the outbox and the pure state,
 * and says when something changed. It draws nothing.
 *
 * A new connection watches nothing, so after every welcome the board is subscribed to, fetched and
 * watched anew, in this order: what is new between two steps comes as an event.
 *
 * @typedef {import("../connection.js").Phase} Phase
 * @typedef {object} Listener
 * @property {() => void} changed
 * @property {(phase: Phase) => void} phase
 * @property {(item: import("./board.js").Item) => void} arrived somebody else posted
 */
import { ask } from "../ask.js";
import { Connection } from "../connection.js";
import { Outbox } from "../outbox.js";
import { asRefusal } from "../refusal.js";
import { Board } from "./board.js";
import { WatchList } from "./watch-list.js";

const PAGE = 50;
const WATCHED_ITEMS_MAX = 1000;
const WATCH_GATHER_MS = 100;

export class Upvotes {
  /** @type {{id: string, title: string, description: string}[]} */
  boards = [];
  /** The one shown; null until the first welcome. @type {Board|null} */
  board = null;
  /** Why the board could not be loaded. @type {import("../refusal.js").Refusal|null} */
  refusal = null;
  loadingOlder = false;
  #watchList = new WatchList(WATCHED_ITEMS_MAX);
  #epoch = "";
  /** @type {any} null or the timer that gathers new items */
  #watchTimer = null;

  /**
   * @param {{me: import("../http.js").Person, url: string, probe: any, store: any, listener:
   *   Listener}} options
   */
  constructor({ me, url, probe, store, listener }) {
    this.me = me;
    this.listener = listener;
    this.connection = new Connection({
      url,
      probe,
      listener: {
        phase: phase => {
          if (phase !== "live") this.outbox.connected(false);
          listener.phase(phase);
        },
        welcome: welcome => this.#welcomed(welcome),
        event: event => this.#apply(event),
      },
    });
    this.outbox = new Outbox({
      request: command => this.connection.request(command),
      store,
      acknowledged: (entry, reply) => this.#acknowledged(entry.command, reply),
      changed: () => listener.changed(),
    });
  }

  async start() {
    await this.outbox.restore();
    this.connection.open();
  }

  stop() {
    this.connection.close();
  }

  /** @param {string} id */
  async choose(id) {
    const about = this.boards.find(board => board.id === id);
    if (!about || id === this.board?.id) return;
    const before = this.board;
    this.board = new Board(about);
    this.listener.changed();
    await this.#try(async () => {
      if (before) await this.#ask({ type: "unsubscribe", board: before.id });
      await this.#loadBoard();
    });
  }

  async loadOlder() {
    const board = this.board;
    if (!board?.more || this.loadingOlder) return;
    this.loadingOlder = true;
    this.listener.changed();
    await this.#try(async () => {
      board.applyOlder(
        await this.#ask({ type: "items", board: board.id, before: board.oldest, limit: PAGE }),
      );
      await this.#watch();
    });
    this.loadingOlder = false;
    this.listener.changed();
  }

  /**
   * Sets my vote; of several clicks only the last is sent.
   * @param {string} item
   * @param {number} value
   */
  vote(item, value) {
    this.outbox.add(voteLane(item), { type: "vote", item, value }, { replacing: true });
  }

  /**
   * My vote on its way, if there is one.
   * @param {string} item
   * @returns {import("../outbox.js").Entry|undefined}
   */
  unsentVote(item) {
    return this.outbox.entries(voteLane(item)).at(-1);
  }

  /** @param {string} title @param {string} text */
  post(title, text) {
    if (this.board)
      this.outbox.add(postLane(this.board.id), { type: "post", board: this.board.id, title, text });
  }

  /** What I posted here that is still on its way, newest first. */
  get unsentPosts() {
    return this.board ? this.outbox.entries(postLane(this.board.id)).reverse() : [];
  }

  async reload() {
    this.refusal = null;
    await this.#try(async () => {
      let page = await this.#ask({ type: "boards" });
      const boards = page.boards;
      while (page.more) {
        page = await this.#ask({ type: "boards", after: boards.at(-1).id });
        boards.push(...page.boards);
      }
      this.boards = boards;
      const about = this.boards.find(board => board.id === this.board?.id) ?? this.boards[0];
      if (about?.id !== this.board?.id) this.board = about ? new Board(about) : null;
      if (this.board) await this.#loadBoard();
    });
  }

  /** @param {any} welcome */
  async #welcomed({ epoch, limits }) {
    // Another epoch voids every rev: numbers that were higher would win over the true ones.
    if (epoch !== this.#epoch) this.board = null;
    this.#epoch = epoch;
    this.#watchList = new WatchList(limits.watchedItems ?? WATCHED_ITEMS_MAX);
    this.outbox.connected(true);
    await this.reload();
  }

  async #loadBoard() {
    const board = /** @type {Board} */ (this.board);
    await this.#ask({ type: "subscribe", board: board.id });
    const before = new Set(board.list().map(item => item.id));
    const page = await this.#ask({ type: "items", board: board.id, limit: PAGE });
    if (board !== this.board) return;
    board.applyNewest(
      page,
      board
        .list()
        .map(item => item.id)
        .filter(id => !before.has(id)),
    );
    this.listener.changed();
    await this.#watch();
  }

  /** Items that come in a burst are subscribed to with one command. */
  #watchSoon() {
    clearTimeout(this.#watchTimer);
    this.#watchTimer = setTimeout(() => this.#try(() => this.#watch()), WATCH_GATHER_MS);
  }

  async #watch() {
    const board = this.board;
    const watchList = this.#watchList;
    if (!board) return;
    const { subscribe, unsubscribe } = watchList.plan(board.list().map(item => item.id));
    for (const items of unsubscribe) {
      await this.#ask({ type: "unsubscribe", items });
      watchList.unsubscribed(items);
    }
    for (const ids of subscribe) {
      const {
        tallies,
        items = [],
        unread = [],
        missing = [],
      } = await this.#ask({
        type: "subscribe",
        items: ids.map(item => ({
          item,
          rev: board.knownRev(item),
          edition: board.knownEdition(item),
        })),
      });
      watchList.subscribed(ids.filter(id => !missing.includes(id)));
      for (const tally of tallies) board.applyTally(tally);
      for (const item of items) board.apply({ type: "item", item });
      for (const id of unread) {
        const { item } = await this.#ask({ type: "item", item: id });
        board.apply({ type: "item", item });
      }
      board.remove(missing);
    }
    this.listener.changed();
  }

  /** @param {any} event */
  #apply(event) {
    const isNew = event.type === "item" && !this.board?.find(event.item.id);
    this.board?.apply(event);
    if (isNew && this.board?.find(event.item.id)) {
      this.#watchSoon();
      if (event.item.author?.id !== this.me.id) this.listener.arrived(event.item);
    }
    this.listener.changed();
  }

  /** @param {any} command @param {any} reply */
  #acknowledged(command, reply) {
    if (command.type === "vote") return this.board?.applyTally({ ...reply, mine: reply.value });
    if (command.board !== this.board?.id || this.board?.find(reply.item)) return;
    // The item's own event follows, with the server's time.
    const { board, title, text } = command;
    this.#apply({
      type: "item",
      item: {
        id: reply.item,
        board,
        title,
        text,
        author: this.me,
        at: new Date().toISOString(),
        edition: 0,
        up: 0,
        down: 0,
        rev: reply.rev,
      },
    });
  }

  /** @param {object} command */
  #ask(command) {
    return ask(each => this.connection.request(each), command);
  }

  /**
   * A lost connection is told as such, and everything is fetched again after it.
   * @param {() => Promise<any>} action
   */
  async #try(action) {
    try {
      await action();
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal.code !== "connection_lost") this.refusal = refusal;
    }
    this.listener.changed();
  }
}

/** @param {string} item */
function voteLane(item) {
  return `vote:${item}`;
}

/** @param {string} board */
function postLane(board) {
  return `post:${board}`;
}
