/**
 * Tells the server how far this client has got, for the others' delivered marks: once for many
 * events, soon after the first of them. It keeps no event. What a lost connection swallowed needs
 * no repeat, for the next `hello` says the same.
 */
import { asRefusal } from "../refusal.js";

export const EVENTS_MAX = 50;
/** The protocol allows 5 s; somebody is waiting for the second check. */
export const WITHIN_MS = 2_000;

export class Acknowledgement {
  #reached = 0;
  #told = 0;
  /** Not taken, or the connection is lost: of no use before the next one. */
  #refused = false;
  /** @type {any} null while nothing is untold */
  #timer = null;

  /** @param {(n: number) => Promise<any>} tell rejected with a refusal */
  constructor(tell) {
    this.tell = tell;
  }

  /** A connection has come. @param {number} told what the server knows already */
  start(told) {
    this.stop();
    this.#told = told;
    this.#refused = false;
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** @param {number} n */
  reached(n) {
    this.#reached = n;
    if (n - this.#told >= EVENTS_MAX) this.#tellNow();
    else if (n > this.#told) this.#tellWithin(WITHIN_MS);
  }

  /** @param {number} delay */
  #tellWithin(delay) {
    this.#timer ??= setTimeout(() => this.#tellNow(), delay);
  }

  async #tellNow() {
    this.stop();
    if (this.#refused) return;
    const before = this.#told;
    this.#told = this.#reached;
    try {
      await this.tell(this.#told);
    } catch (error) {
      const { code, retryAfter } = asRefusal(error);
      this.#told = Math.min(this.#told, before);
      if (retryAfter === undefined && code !== "timeout") this.#refused = true;
      else this.#tellWithin(Math.max(WITHIN_MS, retryAfter ?? 0));
    }
  }
}
