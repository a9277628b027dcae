/**
 * How much of one conversation is unread: the server's number at a position of the account's log,
 * and what came after it. Pure; numbers and events may come in any order, and twice.
 */
const AFTER_MAX = 64;

export class UnreadCount {
  /** One has read up to here, as the server has it. */
  read = 0;
  #unread = 0;
  #asOf = -1;
  /** Read here; the server does not know of it yet. */
  #seen = 0;
  /** What came behind `#asOf`. @type {{n: number, seq: number, change: 1|-1}[]} */
  #after = [];

  /** @param {number} newest seq of the newest message */
  total(newest) {
    if (this.#seen >= newest) return 0;
    const mark = this.mark;
    const after = this.#after.filter(({ seq }) => seq > mark);
    return Math.max(
      0,
      after.reduce((sum, { change }) => sum + change, this.#unread),
    );
  }

  /** Up to where one has read, whoever knows it. */
  get mark() {
    return Math.max(this.read, this.#seen);
  }

  /** @param {{read: number, unread: number, asOf: number}} known of what is older only the mark counts */
  take({ read, unread, asOf }) {
    this.read = Math.max(this.read, read);
    if (asOf < this.#asOf) return;
    this.#unread = unread;
    this.#asOf = asOf;
    this.#after = this.#after.filter(({ n }) => n > asOf);
  }

  /** Another message of somebody else, or one less. @param {number} n @param {number} seq @param {1|-1} change */
  count(n, seq, change) {
    if (n <= this.#asOf || this.#after.some(each => each.n === n)) return;
    this.#after.push({ n, seq, change });
    if (this.#after.length > AFTER_MAX) this.#fold();
  }

  /** @param {number} seq @returns {boolean} whether the server is to be told */
  see(seq) {
    if (seq <= this.mark) return false;
    this.#seen = seq;
    return true;
  }

  #fold() {
    const { n, seq, change } = /** @type {any} */ (this.#after.shift());
    if (seq > this.mark) this.#unread += change;
    this.#asOf = n;
  }
}
