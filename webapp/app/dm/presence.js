/**
 * Who is here, of the people on screen: tells the server whom to watch and keeps what it says. It
 * asks for the difference only, and after a reconnect for everybody.
 *
 * @typedef {{account: string, state: "online"|"away"|"dnd"|"offline", lastSeen?: string}} Seen
 */
export class Presence {
  /** @type {Map<string, Seen>} */
  #seen = new Map();
  /** @type {Set<string>} */
  #wanted = new Set();
  /** Whom this connection watches. @type {Set<string>} */
  #watched = new Set();
  #live = false;

  /**
   * @param {(command: object) => Promise<any>} request
   * @param {() => void} changed
   */
  constructor(request, changed) {
    this.request = request;
    this.changed = changed;
  }

  /** @param {string} account @returns {Seen|undefined} undefined while it is not known */
  of(account) {
    return this.#live ? this.#seen.get(account) : undefined;
  }

  /** @param {string[]} people on screen now @param {number} max most a connection may watch */
  want(people, max) {
    const wanted = new Set(people.slice(0, max));
    if (wanted.size === this.#wanted.size && [...wanted].every(id => this.#wanted.has(id))) return;
    this.#wanted = wanted;
    if (this.#live) this.#ask();
  }

  /** @param {boolean} live */
  connected(live) {
    this.#live = live;
    this.#watched.clear();
    if (live) this.#ask();
  }

  /** @param {Seen} event */
  apply({ account, state, lastSeen }) {
    this.#seen.set(account, { account, state, lastSeen });
  }

  async #ask() {
    const gone = [...this.#watched].filter(id => !this.#wanted.has(id));
    const come = [...this.#wanted].filter(id => !this.#watched.has(id));
    gone.forEach(id => this.#watched.delete(id));
    come.forEach(id => this.#watched.add(id));
    try {
      if (gone.length) this.request({ type: "unwatch", people: gone }).catch(() => {});
      if (!come.length) return;
      const { presence } = await this.request({ type: "watch", people: come });
      presence.forEach((/** @type {Seen} */ seen) => this.apply(seen));
      this.changed();
    } catch {
      // Who is here is a help, not a promise: they are asked for with the next change.
      come.forEach(id => this.#watched.delete(id));
    }
  }
}
