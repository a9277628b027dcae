/**
 * Joins replies to the commands that wait for them, by `ref`. Every expected reply is settled
 * exactly once: by its reply, by its time limit, or by the loss of the connection. Nothing is sent
 * from here.
 */
import { Refusal } from "./refusal.js";

export const REPLY_WITHIN_MS = 30_000;

export class Replies {
  #next = 1;
  /** @type {Map<number, {resolve: Function, reject: Function, timer: any}>} what still waits */
  #waiting = new Map();

  get size() {
    return this.#waiting.size;
  }

  /** @returns {{ref: number, reply: Promise<any>}} */
  expect() {
    const ref = this.#next++;
    const reply = new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.refuse(ref, new Refusal("timeout")), REPLY_WITHIN_MS);
      this.#waiting.set(ref, { resolve, reject, timer });
    });
    return { ref, reply };
  }

  /** @param {any} frame an `ok` or an `error` */
  settle(frame) {
    if (frame.type === "ok") this.#take(frame.ref)?.resolve(frame);
    else this.refuse(frame.ref, new Refusal(frame.code, frame.message, frame.retryAfter));
  }

  /** @param {number} ref @param {Refusal} refusal */
  refuse(ref, refusal) {
    this.#take(ref)?.reject(refusal);
  }

  /** @param {Refusal} refusal */
  refuseAll(refusal) {
    for (const ref of [...this.#waiting.keys()]) this.refuse(ref, refusal);
  }

  /** @param {number} ref */
  #take(ref) {
    const waiting = this.#waiting.get(ref);
    this.#waiting.delete(ref);
    clearTimeout(waiting?.timer);
    return waiting;
  }
}
