/**
 * What the signed-in account does on boards, through the outbox: votes, posts, and everything else
 * that is durable, in lanes. It draws nothing.
 *
 * @typedef {import("../outbox.js").Entry} Entry
 */
import { Outbox } from "../outbox.js";

/** What is done to the list of boards. */
export const BOARDS_LANE = "boards";
/** What is done to an item, but for votes. @param {string} item */
export const itemLane = item => `item:${item}`;
/** @param {string} board */
export const boardLane = board => `board:${board}`;
/** @param {string} item */
const voteLane = item => `vote:${item}`;
/** @param {string} board */
const postLane = board => `post:${board}`;

export class Deeds {
  /** What is to be done once a deed is acknowledged, by key. @type {Map<string, (reply: any) => void>} */
  #done = new Map();

  /**
   * @param {{request: (command: object) => Promise<any>, store: any, changed: () => void,
   *   acknowledged: (command: any, reply: any) => void}} options
   */
  constructor({ request, store, changed, acknowledged }) {
    this.outbox = new Outbox({
      request,
      store,
      changed,
      acknowledged: ({ key, command }, reply) => {
        acknowledged(command, reply);
        const done = this.#done.get(key);
        this.#done.delete(key);
        done?.(reply);
      },
    });
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
   * @returns {Entry|undefined}
   */
  unsentVote(item) {
    return this.outbox.entries(voteLane(item)).at(-1);
  }

  /**
   * My vote as it will be, if nothing is refused.
   * @param {import("./board.js").Item} item
   * @returns {number}
   */
  voteOn({ id, mine }) {
    const unsent = this.unsentVote(id);
    return unsent && unsent.state !== "failed" ? unsent.command.value : mine;
  }

  /**
   * How many votes I may still cast, those on their way counted; undefined where there is no limit.
   * @param {import("./board.js").Board} board
   * @returns {number|undefined}
   */
  votesLeft(board) {
    const { budget } = board.rules;
    if (board.votesOut === undefined || budget === undefined) return undefined;
    let out = board.votesOut;
    for (const item of board.list()) out += Math.abs(this.voteOn(item)) - Math.abs(item.mine);
    return Math.max(0, budget - out);
  }

  /** @param {string} board @param {string} title @param {string} text */
  post(board, title, text) {
    this.outbox.add(postLane(board), { type: "post", board, title, text });
  }

  /** What I posted here that is still on its way, newest first. @param {string} board */
  unsentPosts(board) {
    return this.outbox.entries(postLane(board)).reverse();
  }

  /**
   * Anything else, in order with what is done to the same.
   * @param {string} lane
   * @param {object} command
   * @param {(reply: any) => void} [done] once it is acknowledged, unless the page is left before
   * @returns {Entry}
   */
  perform(lane, command, done) {
    const entry = this.outbox.add(lane, command);
    if (done) this.#done.set(entry.key, done);
    return entry;
  }

  /** What is on its way or was refused, apart from votes and posts. @param {string} lane */
  unsent(lane) {
    return this.outbox.entries(lane);
  }
}
