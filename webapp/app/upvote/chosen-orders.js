/** Which order a person chose on which board, kept in the browser as far as it lets us. */
const NAME = "hearhear-board-orders";
const BOARDS_MAX = 200;

export class ChosenOrders {
  /** @param {() => Storage} [storage] */
  constructor(storage = () => localStorage) {
    this.storage = storage;
  }

  /** @param {string} board @returns {string|undefined} */
  find(board) {
    return this.#read().find(([id]) => id === board)?.[1];
  }

  /** @param {string} board @param {string} order */
  keep(board, order) {
    const others = this.#read().filter(([id]) => id !== board);
    try {
      this.storage().setItem(NAME, JSON.stringify([...others, [board, order]].slice(-BOARDS_MAX)));
    } catch {
      // Without storage the choice holds until the page is left.
    }
  }

  /** @returns {any[]} pairs of a board and an order */
  #read() {
    try {
      const kept = JSON.parse(this.storage().getItem(NAME) ?? "[]");
      return Array.isArray(kept) ? kept.filter(each => Array.isArray(each)) : [];
    } catch {
      return [];
    }
  }
}
