/**
 * How one is seen: what one has chosen, on any device, and that one is away while the page is
 * hidden. Of what a lost connection swallowed nothing is repeated; the next one says how it is.
 *
 * @typedef {"online"|"dnd"|"invisible"} Chosen
 */
export class OwnStatus {
  /** @type {Chosen|undefined} undefined while it is not known */
  chosen = undefined;
  #live = false;
  #hidden = false;

  /** @param {(command: object) => Promise<any>} request @param {() => void} changed */
  constructor(request, changed) {
    this.request = request;
    this.changed = changed;
  }

  /** @param {boolean} live */
  connected(live) {
    this.#live = live;
    if (live) this.#tell(this.#hidden ? "away" : undefined);
  }

  /** @param {boolean} hidden */
  hide(hidden) {
    if (hidden === this.#hidden) return;
    this.#hidden = hidden;
    if (this.#live) this.#tell(hidden ? "away" : undefined);
  }

  /** @param {Chosen} state @returns {Promise<void>} rejected with a refusal */
  async choose(state) {
    this.apply(await this.request({ type: "status", state }));
    this.changed();
  }

  /** @param {{state: Chosen}} event or reply */
  apply({ state }) {
    this.chosen = state;
  }

  /** @param {"away"|undefined} state */
  async #tell(state) {
    try {
      this.apply(await this.request({ type: "status", ...(state && { state }) }));
      this.changed();
    } catch {
      // It is said again with the next change or connection.
    }
  }
}
