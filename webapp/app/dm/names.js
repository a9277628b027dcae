/**
 * Who somebody is, for those who wrote and are no members any more: what conversations said of
 * people, and else what the server says, asked once for each.
 *
 * @typedef {import("../http.js").Person} Person
 */
export class Names {
  /** @type {Map<string, Person>} */
  #known = new Map();
  /** @type {Set<string>} */
  #asked = new Set();
  /** Counts what became known, for who draws names. */
  changes = 0;

  /**
   * @param {(id: string) => Promise<Person>} profile
   * @param {() => void} changed
   */
  constructor(profile, changed) {
    this.profile = profile;
    this.changed = changed;
  }

  /** @param {(Person|undefined)[]} people */
  take(people) {
    for (const person of people) {
      if (!person) continue;
      if (this.#known.get(person.id)?.displayName !== person.displayName) this.changes++;
      this.#known.set(person.id, person);
    }
  }

  /** @param {string} id @returns {Person|undefined} */
  find(id) {
    return this.#known.get(id);
  }

  /** Asks for whom nobody has named yet. @param {Iterable<string>} ids */
  async seek(ids) {
    for (const id of new Set(ids)) {
      if (this.#known.has(id) || this.#asked.has(id)) continue;
      this.#asked.add(id);
      const found = await this.profile(id).catch(() => undefined);
      this.take([found]);
      if (found) this.changed();
    }
  }
}
