/**
 * Which pictures people have. Few answers of the server say it with a person, so whoever is on
 * screen without it is asked for, once and one after the other. What was known first stays, until it
 * is changed here. It draws nothing.
 *
 * @typedef {import("./http.js").Person} Person
 */
import { profile } from "./http.js";
import { asRefusal } from "./refusal.js";

const WAITING_MAX = 200;

export class Pictures {
  /** The picture, or "" for none, by person. @type {Map<string, string>} */
  #known = new Map();
  /** Who is asked for, the last one first. @type {string[]} */
  #waiting = [];
  #isAsking = false;
  /** @type {Map<string, Set<() => void>>} by person */
  #watchers = new Map();

  /**
   * @param {(id: string) => Promise<Person>} profile
   * @param {(wait: number) => Promise<void>} [pause]
   */
  constructor(profile, pause = wait => new Promise(go => setTimeout(go, wait))) {
    this.profile = profile;
    this.pause = pause;
  }

  /** @param {Person} person @returns {string|undefined} undefined while it is not known */
  of({ id, picture }) {
    return this.#known.get(id) ?? picture;
  }

  /** @param {string} id @param {string} picture "" for none */
  set(id, picture) {
    this.#known.set(id, picture);
    this.#watchers.get(id)?.forEach(changed => changed());
  }

  /**
   * @param {string} id
   * @param {() => void} changed
   * @returns {() => void} ends it
   */
  watch(id, changed) {
    const watchers = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, watchers.add(changed));
    return () => {
      watchers.delete(changed);
      if (!watchers.size && this.#watchers.get(id) === watchers) this.#watchers.delete(id);
    };
  }

  /** Somebody whose picture is not known came into view. @param {string} id */
  seek(id) {
    if (this.#known.has(id) || this.#waiting.includes(id)) return;
    this.#waiting = [id, ...this.#waiting].slice(0, WAITING_MAX);
    this.#ask();
  }

  async #ask() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    for (let id; (id = this.#waiting[0]); ) {
      const wait = await this.#askFor(id);
      if (wait) await this.pause(wait);
      else this.#waiting = this.#waiting.filter(each => each !== id);
    }
    this.#isAsking = false;
  }

  /** @param {string} id @returns {Promise<number>} for how long to wait before it is tried again */
  async #askFor(id) {
    try {
      const { picture = "" } = await this.profile(id);
      if (!this.#known.has(id)) this.set(id, picture);
    } catch (error) {
      const { code, retryAfter } = asRefusal(error);
      if (retryAfter) return retryAfter;
      // Whom one may not see has none; anything else may be tried when they come into view again.
      if (code === "not_found") this.#known.set(id, "");
    }
    return 0;
  }
}

/** Those of everybody on the page. */
export const pictures = new Pictures(profile);
