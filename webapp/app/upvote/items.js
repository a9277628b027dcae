/**
 * The items that are known of one board, each in its newest state: the highest rev wins for counts,
 * the highest edition for the rest. Pure state.
 *
 * @typedef {import("./board.js").Item} Item
 */
export class Items {
  /** @type {Map<string, Item>} */
  #items = new Map();
  /**
   * The rev at which my own vote is known, apart from the rev of the counts.
   * @type {Map<string, number>}
   */
  #mineRev = new Map();

  get ids() {
    return [...this.#items.keys()];
  }

  /** @param {string} id */
  find(id) {
    return this.#items.get(id);
  }

  /** @param {string} id */
  knownRev(id) {
    return Math.min(this.#items.get(id)?.rev ?? 0, this.#mineRev.get(id) ?? 0);
  }

  /** @param {Item} item `mine` is missing where nobody in particular is told */
  put(item) {
    const known = this.#items.get(item.id);
    const counts = known && known.rev > item.rev ? known : item;
    const said = known && known.edition > item.edition ? known : item;
    this.#items.set(item.id, {
      // What is told of one that is gone leaves out what it says; who sees it still has seen it before.
      ...(said.gone && known && textsOf(known)),
      ...said,
      up: counts.up,
      down: counts.down,
      rev: counts.rev,
      mine: known?.mine ?? 0,
    });
    if (item.mine !== undefined) this.voted({ item: item.id, value: item.mine, rev: item.rev });
  }

  /** @param {{item: string, up: number, down: number, rev: number}} tally */
  count({ item: id, up, down, rev }) {
    const item = this.#items.get(id);
    if (item && rev >= item.rev) this.#items.set(id, { ...item, up, down, rev });
  }

  /**
   * Counts, with my own vote where it is told.
   * @param {{item: string, up: number, down: number, rev: number, mine?: number}} tally
   */
  tally(tally) {
    this.count(tally);
    if (tally.mine !== undefined) this.voted({ ...tally, value: tally.mine });
  }

  /** @param {{item: string, value: number, rev: number}} vote my own */
  voted({ item: id, value, rev }) {
    const item = this.#items.get(id);
    if (!item || rev < (this.#mineRev.get(id) ?? 0)) return;
    this.#mineRev.set(id, rev);
    this.#items.set(id, { ...item, mine: value });
  }

  /** @param {string} id */
  remove(id) {
    this.#items.delete(id);
    this.#mineRev.delete(id);
  }
}

/** @param {Item} item */
function textsOf({ title, text, author }) {
  return { title, text, author };
}
