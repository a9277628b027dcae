/**
 * Looks for people by the beginning of a name, or of a word of a display name: keeps what was typed
 * and what was found. Of several searches under way only the last one counts. It draws nothing.
 *
 * @typedef {import("../http.js").Person} Person
 * @typedef {import("../http.js").PeoplePage} PeoplePage
 */
import { asRefusal } from "../refusal.js";

const TYPING_PAUSE_MS = 180;

export class PeopleFinder {
  isOpen = false;
  text = "";
  /** @type {Person[]} */
  people = [];
  more = false;
  /** @type {string|undefined} where the last page ended, if there are others */
  #next;
  searching = false;
  /** @type {import("../refusal.js").Refusal|null} */
  refusal = null;
  #search = 0;
  /** @type {any} */
  #timer = null;

  /**
   * @param {(q: string, after?: string) => Promise<PeoplePage>} find
   * @param {(name: string) => Promise<PeoplePage>} findByName
   * @param {() => void} changed
   */
  constructor(find, findByName, changed) {
    this.find = find;
    this.findByName = findByName;
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
    return this.#run(this.text, this.#next);
  }

  /** @param {string} text @param {string} [after] */
  async #run(text, after) {
    const search = ++this.#search;
    this.searching = true;
    this.refusal = null;
    this.changed();
    try {
      const found = await this.#pageOf(text.trim(), after);
      if (search !== this.#search) return;
      this.people = after ? [...this.people, ...found.people] : found.people;
      this.more = found.more;
      this.#next = found.next;
    } catch (error) {
      if (search !== this.#search) return;
      this.refusal = asRefusal(error);
    }
    this.searching = false;
    this.changed();
  }

  /**
   * Where strangers are not listed, the whole name still finds them.
   * @param {string} text @param {string} [after]
   */
  async #pageOf(text, after) {
    const found = await this.find(text, after);
    return found.people.length || after || !text ? found : this.findByName(text);
  }
}
