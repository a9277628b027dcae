/**
 * What the tabs of a profile share, in memory: stores for one scope, each for one tab. Words between
 * tabs arrive at once, and who asked first leads.
 */
export class FakeProfile {
  /** @type {Map<string, any>} */
  entries = new Map();
  /** Nothing more is kept. */
  isFull = false;
  /** @type {Set<any>} */
  #watchers = new Set();
  /** @type {{begin: () => void}[]} the first of them leads */
  #turns = [];

  /** The store of a new tab; one that is `deaf` hears nothing of the others. */
  tab({ deaf = false } = {}) {
    let own = null;
    const tell = news => [...this.#watchers].filter(each => each !== own).forEach(news);
    return {
      load: async () => [...this.entries.values()].map(entry => ({ ...entry })),
      put: async entry => {
        if (this.isFull) throw new Error("full");
        this.entries.delete(entry.key);
        this.entries.set(entry.key, { ...entry });
        tell(other => other.put({ ...entry }));
      },
      show: entry => tell(other => other.put({ ...entry })),
      remove: async (key, reply) => {
        this.entries.delete(key);
        tell(other => other.removed(key, reply));
      },
      watch: watcher => {
        own = watcher;
        if (!deaf) this.#watchers.add(watcher);
      },
      lead: begin => this.#lead(begin),
      close: () => this.#watchers.delete(own),
    };
  }

  #lead(begin) {
    const turn = { begin };
    this.#turns.push(turn);
    if (this.#turns[0] === turn) begin();
    return () => {
      const leads = this.#turns[0] === turn;
      this.#turns = this.#turns.filter(each => each !== turn);
      if (leads) this.#turns[0]?.begin();
    };
  }
}
