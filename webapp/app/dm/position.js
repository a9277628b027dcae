/**
 * Where an account's log stands for us: every event up to `n` is known, in this `epoch`. Pure. What
 * comes early counts only once the run without a gap reaches it.
 */
export class Position {
  /** What came early: above `n`, with something missing below. @type {Set<number>} */
  #early = new Set();

  /** @param {string} epoch @param {number} n */
  constructor(epoch, n) {
    this.epoch = epoch;
    this.n = n;
  }

  /** @param {number} n @returns {boolean} false for a repeat */
  take(n) {
    if (n <= this.n || this.#early.has(n)) return false;
    this.#early.add(n);
    while (this.#early.delete(this.n + 1)) this.n++;
    return true;
  }

  /** Something came that is not the next one. */
  get hasGap() {
    return this.#early.size > 0;
  }

  /** All behind `n` comes again. */
  forgetEarly() {
    this.#early.clear();
  }
}
