/**
 * How far the members of a conversation have got: what their devices have, and what they have read.
 * Pure; marks only grow, in whatever order they come.
 *
 * @typedef {"sent"|"delivered"|"read"} Receipt
 */
export class Marks {
  /** @type {Map<string, {delivered: number, read: number}>} by account */
  #known = new Map();

  /** @param {{account: string, delivered?: number, read?: number}} mark */
  take({ account, delivered = 0, read = 0 }) {
    const known = this.#known.get(account) ?? { delivered: 0, read: 0 };
    this.#known.set(account, {
      delivered: Math.max(known.delivered, delivered),
      read: Math.max(known.read, read),
    });
  }

  /** @param {string} account */
  delivered(account) {
    return this.#known.get(account)?.delivered ?? 0;
  }

  /** How many of these have read it. @param {number} seq @param {string[]} accounts */
  readers(seq, accounts) {
    return accounts.filter(account => (this.#known.get(account)?.read ?? 0) >= seq);
  }

  /** What holds for all of these. @param {number} seq @param {string[]} accounts @returns {Receipt} */
  of(seq, accounts) {
    if (!accounts.length) return "sent";
    if (this.readers(seq, accounts).length === accounts.length) return "read";
    const has = (/** @type {string} */ account) => {
      const { delivered = 0, read = 0 } = this.#known.get(account) ?? {};
      return Math.max(delivered, read) >= seq;
    };
    return accounts.every(has) ? "delivered" : "sent";
  }
}
