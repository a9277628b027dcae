/**
 * What one has decided for oneself: from whom one takes messages, whether one gives receipts, and
 * whom one has blocked. It is read when it is looked at, and again when it has changed; it draws
 * nothing.
 *
 * @typedef {import("../http.js").Person} Person
 * @typedef {"everyone"|"known"|"nobody"} Accepts
 */
import { asRefusal } from "../refusal.js";

const PAGE = 100;

export class PrivacyState {
  /** @type {{accepts: Accepts, receipts: boolean}|null} null while it is not known */
  settings = null;
  /** @type {Person[]} */
  blocked = [];
  /** There are others behind the last of `blocked`. */
  more = false;
  /** @type {import("../refusal.js").Refusal|null} */
  refusal = null;

  /** @param {(command: object) => Promise<any>} ask @param {() => void} changed */
  constructor(ask, changed) {
    this.ask = ask;
    this.changed = changed;
  }

  /** Reads it anew. */
  async load() {
    this.refusal = null;
    await this.#try(async () => {
      this.#take(await this.ask({ type: "settings" }));
      const { people, more } = await this.ask({ type: "blocks", limit: PAGE });
      Object.assign(this, { blocked: people, more });
    });
  }

  async loadMore() {
    await this.#try(async () => {
      const after = this.blocked.at(-1)?.id;
      const { people, more } = await this.ask({ type: "blocks", after, limit: PAGE });
      Object.assign(this, { blocked: [...this.blocked, ...people], more });
    });
  }

  /** @param {any} event `settings` or `blocked`, of what was read before */
  apply(event) {
    if (event.type === "settings") this.#take(event);
    if (event.type === "blocked" && !event.on)
      this.blocked = this.blocked.filter(({ id }) => id !== event.account);
  }

  /** @param {{accepts: Accepts, receipts: boolean}} settings */
  #take({ accepts, receipts }) {
    this.settings = { accepts, receipts };
  }

  /** @param {() => Promise<void>} read */
  async #try(read) {
    try {
      await read();
    } catch (error) {
      this.refusal = asRefusal(error);
    }
    this.changed();
  }
}
