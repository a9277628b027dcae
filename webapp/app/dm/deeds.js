/**
 * What one does that lasts, beside writing: each goes through the outbox with a key, in the lane of
 * what it is about, and is kept until it is acknowledged or refused for good. It draws nothing.
 *
 * @typedef {import("./conversation-state.js").Conversation} Conversation
 * @typedef {import("../outbox.js").Entry} Entry
 */
import { laneOf } from "./place.js";

/** Groups that are to be made, and whom one blocks: they belong to no conversation yet, or any more. */
export const OWN_LANE = "own";

export class Deeds {
  /** @param {import("../outbox.js").Outbox} outbox */
  constructor(outbox) {
    this.outbox = outbox;
  }

  /** @param {Conversation} where @param {{seq: number, rev?: number}} message @param {string} text */
  edit(where, { seq, rev = 1 }, text) {
    this.#in(where, { type: "edit", seq, rev, text });
  }

  /** @param {Conversation} where @param {number} seq */
  delete(where, seq) {
    this.#in(where, { type: "delete", seq });
  }

  /** @param {Conversation} where @param {number} seq @param {string} emoji @param {boolean} on */
  react(where, seq, emoji, on) {
    this.#in(where, { type: "react", seq, emoji, on });
  }

  /** @param {Conversation} where @param {number} seq @param {string} reason */
  report(where, seq, reason) {
    return this.#in(where, { type: "report", seq, reason });
  }

  /** @param {string} title @param {string[]} accounts @param {boolean} historyShared */
  create(title, accounts, historyShared) {
    return this.outbox.add(OWN_LANE, { type: "create", title, accounts, historyShared });
  }

  /** @param {Conversation} group @param {string[]} accounts */
  add(group, accounts) {
    this.#in(group, { type: "members", accounts });
  }

  /** @param {Conversation} group @param {string} account */
  remove(group, account) {
    this.#in(group, { type: "remove", account });
  }

  /** @param {Conversation} group @param {string} title */
  rename(group, title) {
    this.#in(group, { type: "rename", title });
  }

  /** @param {Conversation} group @param {string} account */
  handOver(group, account) {
    this.#in(group, { type: "owner", account });
  }

  /** @param {Conversation} group */
  leave(group) {
    this.#in(group, { type: "leave" });
  }

  /** @param {Conversation} where @param {string} [until] for good when left out */
  mute(where, until) {
    this.#in(where, until ? { type: "mute", until } : { type: "mute" });
  }

  /** @param {Conversation} where */
  unmute(where) {
    this.#in(where, { type: "unmute" });
  }

  /** @param {string} account @param {boolean} on */
  block(account, on) {
    this.outbox.add(OWN_LANE, { type: on ? "block" : "unblock", account });
  }

  /** @param {{accepts?: string, receipts?: boolean}} settings those that change */
  decide(settings) {
    this.outbox.add(OWN_LANE, { type: "settings", ...settings });
  }

  /** @param {Conversation} where @param {object} command */
  #in(where, command) {
    const lane = laneOf({ person: where.with, conversation: where.id });
    return this.outbox.add(lane, { ...command, conversation: where.id });
  }
}
