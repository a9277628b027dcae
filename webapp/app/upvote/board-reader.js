/**
 * Reads a board into its state and watches what is shown of it, over one connection at a time. It
 * draws nothing and keeps nothing but what is watched.
 *
 * A new connection watches nothing, so after every welcome the board is subscribed to, fetched and
 * watched anew, in this order: what is new between two steps comes as an event.
 *
 * @typedef {import("./board.js").Board} Board
 */
import { asRefusal } from "../refusal.js";
import { NEWEST } from "./board-rules.js";
import { WatchList } from "./watch-list.js";

const PAGE = 50;
const WATCHED_ITEMS_MAX = 1000;

export class BoardReader {
  #watchList = new WatchList(WATCHED_ITEMS_MAX);
  /** Counts the readings of first pages: only the last one that was asked for is shown. */
  #reading = 0;

  /** @param {(command: object) => Promise<any>} ask */
  constructor(ask) {
    this.ask = ask;
  }

  /** @param {any} limits of the new connection, which watches nothing yet */
  connected(limits) {
    this.#watchList = new WatchList(limits.watchedItems ?? WATCHED_ITEMS_MAX);
  }

  /** Watches a board and brings it up to date; what is on screen stays where it is. @param {Board} board */
  async open(board) {
    await this.ask({ type: "subscribe", board: board.id });
    await this.readRules(board);
    if (board.ranking && board.ranking.order === board.order) await this.#resume(board);
    else await this.readFirst(board);
    await this.watch(board);
  }

  /** @param {Board} board */
  async close(board) {
    await this.ask({ type: "unsubscribe", board: board.id });
  }

  /** How many votes are left is told with the rules only. @param {Board} board */
  async readRules(board) {
    if (board.rules.budget === undefined) return;
    const reply = await this.ask({ type: "board", board: board.id });
    board.applyRules(reply.board);
    board.votesOut = reply.votesOut;
  }

  /** Shows the first page of what is chosen, as it is now. @param {Board} board */
  async readFirst(board) {
    const reading = ++this.#reading;
    const before = board.ranking?.order;
    const done = await (board.order === NEWEST
      ? this.#readNewest(board, reading)
      : this.#readRanking(board, reading));
    if (done && before && before !== board.order)
      await this.ask({ type: "unsubscribe", board: board.id, order: before });
  }

  /** @param {Board} board @param {number} reading */
  async #readNewest(board, reading) {
    const before = new Set(board.list().map(item => item.id));
    const page = await this.ask({ type: "items", board: board.id, limit: PAGE });
    if (reading !== this.#reading) return false;
    const came = board.list().flatMap(({ id }) => (before.has(id) ? [] : id));
    board.applyNewest(page, came);
    return true;
  }

  /** @param {Board} board @param {number} reading */
  async #readRanking(board, reading) {
    const { id, order } = board;
    const newest = await this.ask({ type: "items", board: id, limit: 1 });
    const page = await this.ask({ type: "items", board: id, order, limit: PAGE });
    if (reading !== this.#reading) return false;
    board.applyArrivals(newest.items);
    board.applyRanking(page);
    await this.#watchRanking(board);
    return true;
  }

  /** The version on screen stays; told is whether there is a newer one. @param {Board} board */
  async #resume(board) {
    await this.#watchRanking(board);
    board.applyArrivals((await this.ask({ type: "items", board: board.id, limit: PAGE })).items);
  }

  /** @param {Board} board */
  async #watchRanking(board) {
    const { order, version } = /** @type {import("./ranking.js").Ranking} */ (board.ranking);
    const { ranking } = await this.ask({ type: "subscribe", board: board.id, order, version });
    if (ranking) board.apply({ type: "ranking", board: board.id, ...ranking });
  }

  /**
   * @param {Board} board
   * @returns {Promise<boolean>} false if the version is no longer known, and all began afresh
   */
  async further(board) {
    if (!board.ranking) {
      const { id, oldest } = board;
      board.applyOlder(await this.ask({ type: "items", board: id, before: oldest, limit: PAGE }));
      return true;
    }
    const { order, version, next: from } = board.ranking;
    try {
      board.applyFurther(
        await this.ask({ type: "items", board: board.id, order, version, from, limit: PAGE }),
      );
      return true;
    } catch (error) {
      if (asRefusal(error).code !== "conflict") throw error;
      await this.readFirst(board);
      return false;
    }
  }

  /** Watches what is shown, and brings what was missed. @param {Board} board */
  async watch(board) {
    const watchList = this.#watchList;
    const { subscribe, unsubscribe } = watchList.plan(board.list().map(item => item.id));
    for (const items of unsubscribe) {
      await this.ask({ type: "unsubscribe", items });
      watchList.unsubscribed(items);
    }
    for (const ids of subscribe) {
      const reply = await this.ask({ type: "subscribe", items: ids.map(id => watched(board, id)) });
      const { tallies, items = [], unread = [], missing = [] } = reply;
      watchList.subscribed(ids.filter(id => !missing.includes(id)));
      for (const tally of tallies) board.applyTally(tally);
      for (const item of items) board.apply({ type: "item", item });
      for (const id of unread)
        board.apply({ type: "item", ...(await this.ask({ type: "item", item: id })) });
      board.remove(missing);
    }
  }
}

/** @param {Board} board @param {string} item */
function watched(board, item) {
  return { item, rev: board.knownRev(item), edition: board.knownEdition(item) };
}
