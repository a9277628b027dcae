/**
 * Looks for people by the beginning of their name: keeps what was typed and what was found. Of
 * several searches under way only the last one counts. It draws nothing.
 *
 * @typedef {import("../http.js").Person} Person
 */
import { asRefusal } from "../refusal.js";

const TYPING_PAUSE_MS = 180;

export class PeopleFinder {
  isOpen = false;
  text = "";
  /** @type {Person[]} */
  people = [];
  more = false;
  searching = false;
  /** @type {import("../refusal.js").Refusal|null} */
  refusal = null;
  #search = 0;
  /** @type {any} */
  #timer = null;

  /**
   * @param {(prefix: string, after?: string) => Promise<{people: Person[], more: boolean}>} people
   * @param {() => void} changed
   */
  constructor(people, changed) {
    this.find = people;
    this.changed = changed;
  }

  open() {
    if (this.isOpen) return;
    this.isOpen = true;
    this.look("");
  }

  close() {
    clearTimeout(this.#timer);
    this.#search++;
    Object.assign(this, {
      isOpen: false,
      text: "",
      people: [],
      more: false,
      searching: false,
      refusal: null,
    });
    this.changed();
  }

  /** @param {string} text */
  type(text) {
    this.isOpen = true;
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(text), TYPING_PAUSE_MS);
    this.changed();
  }

  /** @param {string} text */
  look(text) {
    return this.#run(text, undefined);
  }

  lookFurther() {
    return this.#run(this.text, this.people.at(-1)?.name);
  }

  /** @param {string} text @param {string} [after] */
  async #run(text, after) {
    const search = ++this.#search;
    this.searching = true;
    this.refusal = null;
    this.changed();
    try {
      const found = await this.find(text.trim().toLowerCase(), after);
      if (search !== this.#search) return;
      this.people = after ? [...this.people, ...found.people] : found.people;
      this.more = found.more;
    } catch (error) {
      if (search !== this.#search) return;
      this.refusal = asRefusal(error);
    }
    this.searching = false;
    this.changed();
  }
}
