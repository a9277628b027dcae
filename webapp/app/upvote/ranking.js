/**
 * A board's items as one version of a ranking has them: pure state. What is shown keeps its place,
 * however people vote meanwhile; that there is a newer version is only noted.
 */
export class Ranking {
  /** @type {string[]} in the order of the version, as far as it is loaded */
  ids = [];
  /** The place behind the last page. */
  next = 0;
  /** The newest version that was heard of. */
  #newest;

  /**
   * @param {string} order
   * @param {{version: string, from: number, items: {id: string}[], more: boolean}} page the first
   */
  constructor(order, page) {
    this.order = order;
    this.version = page.version;
    this.#newest = page.version;
    this.more = false;
    this.#append(page);
  }

  get isOutdated() {
    return this.#newest !== this.version;
  }

  /** @param {string} version */
  heard(version) {
    this.#newest = version;
  }

  /**
   * @param {{version: string, from: number, items: {id: string}[], more: boolean}} page
   * @returns {boolean} false for one that does not go on from here
   */
  further(page) {
    const goesOn = page.version === this.version && page.from === this.next;
    if (goesOn) this.#append(page);
    return goesOn;
  }

  /** @param {{from: number, items: {id: string}[], more: boolean}} page */
  #append({ from, items, more }) {
    this.ids.push(...items.map(({ id }) => id));
    this.next = from + items.length;
    this.more = more;
  }
}
