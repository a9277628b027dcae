/**
 * Which items a connection watches: pure. It says what to subscribe to and what to give up, so that
 * the newest shown are watched and the connection's limit is kept. Watched is what the server has
 * said `ok` to, so what was refused is asked for again the next time.
 */
export const COMMAND_ITEMS_MAX = 100;

export class WatchList {
  /** @type {Set<string>} */
  #watched = new Set();

  /** @param {number} watchedMax */
  constructor(watchedMax) {
    this.watchedMax = watchedMax;
  }

  /**
   * @param {string[]} shown what should be watched, the most important first
   * @returns {{subscribe: string[][], unsubscribe: string[][]}} in portions of one command each
   */
  plan(shown) {
    const wanted = new Set(shown.slice(0, this.watchedMax));
    const dropped = [...this.#watched].filter(id => !wanted.has(id));
    const added = [...wanted].filter(id => !this.#watched.has(id));
    return { subscribe: portions(added), unsubscribe: portions(dropped) };
  }

  /** @param {string[]} ids */
  subscribed(ids) {
    ids.forEach(id => this.#watched.add(id));
  }

  /** @param {string[]} ids */
  unsubscribed(ids) {
    ids.forEach(id => this.#watched.delete(id));
  }
}

/**
 * As many at once as one command takes.
 * @template T
 * @param {T[]} all
 */
export function portions(all) {
  const parts = [];
  for (let from = 0; from < all.length; from += COMMAND_ITEMS_MAX)
    parts.push(all.slice(from, from + COMMAND_ITEMS_MAX));
  return parts;
}
