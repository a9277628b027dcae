/**
 * Tells the server up to where one has read: at most one command a second, the newest place of each
 * conversation, and again after a lost connection.
 */
import { asRefusal } from "../refusal.js";

export const PAUSE_MS = 1_000;

export class ReadMarks {
  /** Not told yet, by conversation. @type {Map<string, number>} */
  #wanted = new Map();
  #live = false;
  /** @type {any} null while none was told within the pause */
  #timer = null;

  /**
   * @param {(command: object) => Promise<any>} request
   * @param {(reply: {conversation: string, seq: number, unread: number, asOf: number}) => void}
   *   told
   */
  constructor(request, told) {
    this.request = request;
    this.told = told;
  }

  /** @param {string} conversation @param {number} seq */
  want(conversation, seq) {
    this.#wanted.set(conversation, Math.max(seq, this.#wanted.get(conversation) ?? 0));
    if (!this.#timer) this.#next();
  }

  /** @param {boolean} live */
  connected(live) {
    this.#live = live;
    if (live && !this.#timer) this.#next();
    if (!live) this.#stop();
  }

  forget() {
    this.#wanted.clear();
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #next() {
    const [conversation, seq] = [...this.#wanted][0] ?? [];
    if (!conversation || !this.#live) return;
    this.#wanted.delete(conversation);
    this.#rest(PAUSE_MS);
    try {
      this.told(await this.request({ type: "read", conversation, seq }));
    } catch (error) {
      const { code, retryAfter } = asRefusal(error);
      const isFinal = retryAfter === undefined && !["connection_lost", "timeout"].includes(code);
      if (isFinal) return;
      this.#wanted.set(conversation, Math.max(Number(seq), this.#wanted.get(conversation) ?? 0));
      if (this.#live) this.#rest(Math.max(PAUSE_MS, retryAfter ?? 0));
    }
  }

  /** @param {number} wait */
  #rest(wait) {
    this.#stop();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#next();
    }, wait);
  }
}
