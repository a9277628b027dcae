/**
 * Boards and votes for the signed-in account: joins the connection, the outbox and the pure state,
 * and says when something changed. It draws nothing.
 *
 * @typedef {import("../connection.js").Phase} Phase
 * @typedef {import("./board.js").Item} Item
 * @typedef {import("./board-rules.js").Rules} Rules
 * @typedef {object} Listener
 * @property {() => void} changed
 * @property {(phase: Phase) => void} phase
 * @property {(item: Item) => void} arrived somebody else posted
 * @property {() => void} [restarted] the list had to begin afresh
 */
import { ask } from "../ask.js";
import { Connection } from "../connection.js";
import { asRefusal } from "../refusal.js";
import { Board } from "./board.js";
import { BoardReader } from "./board-reader.js";
import { NEWEST, nextTurn, ordersOf } from "./board-rules.js";
import { ChosenOrders } from "./chosen-orders.js";
import { Deeds } from "./deeds.js";

const WATCH_GATHER_MS = 100;
const BUDGET_GATHER_MS = 400;
const TURN_CHECK_MS_MAX = 3_600_000;
/** Refusals of a vote after which the board is not as it was thought to be. */
const SURPRISING = new Set(["closed", "forbidden", "quota"]);

export class Upvotes {
  /** @type {Rules[]} */
  boards = [];
  /** The one shown; null until the first welcome. @type {Board|null} */
  board = null;
  /** Why the board could not be loaded. @type {import("../refusal.js").Refusal|null} */
  refusal = null;
  loadingOlder = false;
  /** The chosen board outlives the state of it. */
  #chosen = "";
  #epoch = "";
  /** What the server's clock is ahead of ours, in milliseconds. */
  #clockAhead = 0;
  /** @type {Record<string, any>} timers that gather, by what they are for */
  #timers = {};

  /**
   * @param {{me: import("../http.js").Person & {role?: string}, url: string, probe: any, token?: () =>
   *   Promise<string|undefined>, store: any, listener: Listener, orders?: ChosenOrders, chosen?:
   *   string}} options chosen is the board to begin with, where it is there
   */
  constructor({ me, url, probe, token, store, listener, orders = new ChosenOrders(), chosen = "" }) {
    this.me = me;
    this.#chosen = chosen;
    this.listener = listener;
    this.orders = orders;
    this.reader = new BoardReader(command => this.ask(command));
    this.connection = new Connection({
      ...{ url, probe, token },
      listener: {
        phase: phase => {
          if (phase !== "live") this.deeds.outbox.connected(false);
          listener.phase(phase);
        },
        welcome: welcome => this.#welcomed(welcome),
        event: event => this.#apply(event),
      },
    });
    this.deeds = new Deeds({
      request: command => this.#send(command),
      store,
      acknowledged: (command, reply) => this.#acknowledged(command, reply),
      changed: () => listener.changed(),
    });
  }

  /** Takes up what is unsent, and connects. */
  async start() {
    await this.deeds.outbox.restore();
    this.connection.open();
  }

  /** For good; what is unsent is left to other tabs and later pages. */
  stop() {
    Object.values(this.#timers).forEach(clearTimeout);
    this.connection.close();
    this.deeds.outbox.close();
  }

  /** The server's time as far as it is known. */
  now() {
    return Date.now() + this.#clockAhead;
  }

  /** Shows another board. @param {string} id */
  async choose(id) {
    const rules = this.boards.find(board => board.id === id);
    if (!rules || id === this.board?.id) return;
    const before = this.board;
    this.#begin(rules);
    this.listener.changed();
    await this.#try(async () => {
      if (before) await this.reader.close(before);
      await this.#open();
    });
  }

  /** Shows the board in another order, which is kept in this browser. @param {string} order */
  async chooseOrder(order) {
    const { board } = this;
    if (!board || board.order === order) return;
    board.order = order;
    this.orders.keep(board.id, order);
    await this.showNewOrder();
  }

  /** What is chosen, as it is now. */
  async showNewOrder() {
    const { board } = this;
    if (!board) return;
    this.listener.changed();
    await this.#try(async () => {
      await this.reader.readFirst(board);
      this.listener.changed();
      await this.#watch();
    });
  }

  /** A further page of the board, in its order. */
  async loadOlder() {
    const { board } = this;
    if (!board?.more || this.loadingOlder) return;
    this.loadingOlder = true;
    this.listener.changed();
    await this.#try(async () => {
      if (!(await this.reader.further(board))) this.listener.restarted?.();
      await this.#watch();
    });
    this.loadingOlder = false;
    this.listener.changed();
  }

  /** For reads only. @param {object} command @returns {Promise<any>} */
  ask(command) {
    return ask(each => this.connection.request(each), command);
  }

  /** Loads again what could not be loaded. */
  async reload() {
    this.refusal = null;
    await this.#try(async () => {
      await this.readBoards();
      const rules = this.boards.find(board => board.id === this.#chosen) ?? this.boards[0];
      if (!rules) this.board = null;
      else if (rules.id !== this.board?.id) this.#begin(rules);
      else this.board.applyRules(rules);
      if (this.board) await this.#open();
    });
  }

  /** All boards, anew. */
  async readBoards() {
    let page = await this.ask({ type: "boards" });
    const boards = page.boards;
    while (page.more) {
      page = await this.ask({ type: "boards", after: boards.at(-1).id });
      boards.push(...page.boards);
    }
    this.boards = boards;
    this.listener.changed();
  }

  /** @param {any} welcome */
  async #welcomed({ epoch, limits, now }) {
    // Another epoch voids every rev: numbers that were higher would win over the true ones.
    if (epoch !== this.#epoch) this.board = null;
    this.#epoch = epoch;
    if (now) this.#clockAhead = Date.parse(now) - Date.now();
    this.reader.connected(limits);
    this.deeds.outbox.connected(true);
    await this.reload();
  }

  /** @param {Rules} rules */
  #begin(rules) {
    this.board = new Board(rules, this.me);
    this.#chosen = rules.id;
    const order = this.orders.find(rules.id) ?? NEWEST;
    this.board.order = ordersOf(rules).includes(order) ? order : NEWEST;
  }

  async #open() {
    const board = /** @type {Board} */ (this.board);
    await this.reader.open(board);
    this.#awaitTurn();
    this.listener.changed();
  }

  async #watch() {
    if (this.board) await this.reader.watch(this.board);
  }

  /** That it opens or closes by time is no event. */
  #awaitTurn() {
    const turn = this.board && nextTurn(this.board.rules, this.now());
    if (!turn) return;
    this.#soon("turn", Math.min(turn - this.now() + 1, TURN_CHECK_MS_MAX), () => {
      this.listener.changed();
      this.#awaitTurn();
    });
  }

  /** @param {string} what @param {number} delay @param {() => void} action */
  #soon(what, delay, action) {
    clearTimeout(this.#timers[what]);
    this.#timers[what] = setTimeout(action, delay);
  }

  /** Items that come in a burst are subscribed to with one command. */
  #watchSoon() {
    this.#soon("watch", WATCH_GATHER_MS, () => this.#try(() => this.#watch()));
  }

  /** Merges and states free votes, too; the server counts. */
  #readBudgetSoon() {
    const { board } = this;
    if (board?.rules.budget === undefined) return;
    this.#soon("budget", BUDGET_GATHER_MS, () => this.#try(() => this.reader.readRules(board)));
  }

  /** @param {any} event */
  #apply(event) {
    const before = event.item && this.board?.find(event.item.id ?? event.item);
    this.board?.apply(event);
    if (event.type === "board") this.#changedBoard(event.board);
    if (event.type === "item" && !before && this.board?.find(event.item.id)) {
      this.#watchSoon();
      if (event.item.author?.id !== this.me.id) this.listener.arrived(event.item);
    }
    if (event.type === "mine" || (event.type === "item" && before?.mine)) this.#readBudgetSoon();
    this.listener.changed();
  }

  /** @param {Rules} rules */
  #changedBoard(rules) {
    this.boards = this.boards.map(board => (board.id === rules.id ? rules : board));
    if (rules.id !== this.board?.id) return;
    this.#awaitTurn();
    this.#readBudgetSoon();
  }

  /** @param {any} command */
  async #send(command) {
    try {
      return await this.connection.request(command);
    } catch (error) {
      if (command.type === "vote" && SURPRISING.has(asRefusal(error).code)) this.#readBudgetSoon();
      throw error;
    }
  }

  /** @param {any} command @param {any} reply */
  #acknowledged(command, reply) {
    if (command.type === "vote") {
      this.board?.applyVote(reply);
      this.#readBudgetSoon();
    }
    if (command.type === "post") this.#posted(command, reply);
    if (command.type === "create" || command.type === "arrange") this.#try(() => this.readBoards());
  }

  /** The item's own event follows, with the server's time. @param {any} command @param {any} reply */
  #posted({ board, title, text }, { item: id, rev }) {
    if (board !== this.board?.id || this.board?.find(id)) return;
    const at = new Date(this.now()).toISOString();
    const state = this.board?.rules.states?.[0]?.name ?? "";
    const counts = { up: 0, down: 0, rev };
    const item = { id, board, title, text, author: this.me, at, state, edition: 0, ...counts };
    this.#apply({ type: "item", item });
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
