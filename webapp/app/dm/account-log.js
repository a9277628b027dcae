/**
 * Follows the account's log over all connections: what is new, from where to resume, what to
 * acknowledge, and whether an event stays away. It applies nothing and draws nothing.
 *
 * Promised: `resume` never claims more than is known, thus nothing before a snapshot is complete
 * and nothing behind a gap.
 */
import { Acknowledgement } from "./acknowledgement.js";
import { Position } from "./position.js";

export const MISSING_MAX_MS = 5_000;

export class AccountLog {
  /** @type {Position|null} null before the first connection */
  #position = null;
  /** The snapshot that the position stands for has been fetched. */
  #isComplete = false;
  #acknowledgement;
  /** @type {any} null while nothing is missing */
  #missingTimer = null;

  /**
   * @param {object} options
   * @param {(n: number) => Promise<any>} options.acknowledge
   * @param {() => void} options.lost an event stays away: only a new connection brings it
   */
  constructor({ acknowledge, lost }) {
    this.lost = lost;
    this.#acknowledgement = new Acknowledgement(acknowledge);
  }

  /** @returns {{epoch: string, n: number}|undefined} for `hello`; undefined: a snapshot is needed */
  get resume() {
    if (!this.#isComplete || !this.#position) return undefined;
    const { epoch, n } = this.#position;
    return { epoch, n };
  }

  /** The connection goes on from our position, and its `hello` has acknowledged it. */
  goOn() {
    this.#position?.forgetEarly();
    this.#acknowledgement.start(this.#position?.n ?? 0);
  }

  /**
   * The connection starts elsewhere; a snapshot has to follow.
   * @param {{epoch: string, n: number}} welcome
   * @returns {boolean} whether what is kept still holds: not in another epoch, nor when the log has
   *   become shorter than we know it, which is another one too
   */
  startFrom({ epoch, n }) {
    const before = this.#position;
    this.#position = new Position(epoch, n);
    this.#isComplete = false;
    this.#acknowledgement.start(0);
    return before !== null && before.epoch === epoch && before.n <= n;
  }

  /** @param {() => Promise<void>} fetch brings the state of the position, or throws */
  async snapshot(fetch) {
    const position = this.#position;
    await fetch();
    // While it was fetched, another connection may have started from elsewhere.
    if (!position || position !== this.#position) return;
    this.#isComplete = true;
    this.#acknowledgement.reached(position.n);
  }

  /** There is no connection. */
  pause() {
    this.#acknowledgement.stop();
    this.#stopWaiting();
  }

  /** @param {{n?: number}} event @returns {boolean} false for a repeat, which is to be ignored */
  take({ n }) {
    const position = this.#position;
    if (n === undefined || !position) return true;
    const before = position.n;
    const isNew = position.take(n);
    if (position.n > before) {
      this.#stopWaiting();
      if (this.#isComplete) this.#acknowledgement.reached(position.n);
    }
    if (position.hasGap) this.#missingTimer ??= setTimeout(this.lost, MISSING_MAX_MS);
    return isNew;
  }

  #stopWaiting() {
    clearTimeout(this.#missingTimer);
    this.#missingTimer = null;
  }
}
