/**
 * The messages of one conversation as far as they are loaded: pure state, a set by seq. What is
 * shown is one run without a gap; what came early waits until the run reaches it.
 *
 * @typedef {{seq: number, from: string, text: string, at: string, key: string}} Message
 */
export class Messages {
  /** @type {Map<number, Message>} */
  #bySeq = new Map();
  /** Lowest and highest seq of the run shown; 0 while nothing is loaded. */
  #first = 0;
  #last = 0;
  loaded = false;
  /** There are older ones to load. */
  more = false;

  /** @returns {Message[]} ascending, without a gap */
  list() {
    const run = [];
    for (let seq = this.#first; seq && seq <= this.#last; seq++)
      run.push(/** @type {Message} */ (this.#bySeq.get(seq)));
    return run;
  }

  get first() {
    return this.#first;
  }

  get last() {
    return this.#last;
  }

  /** Something newer is known of, with a message missing before it: ask for what follows `last`. */
  get hasGap() {
    for (const seq of this.#bySeq.keys()) if (seq > this.#last) return this.loaded;
    return false;
  }

  /** @param {Message} message from an event, or one's own from its acknowledgement */
  apply({ seq, from, text, at, key }) {
    if (seq >= this.#first) this.#bySeq.set(seq, { seq, from, text, at, key });
    this.#extend();
  }

  /** A message has another text, or none any more. @param {number} seq @param {string} text */
  revise(seq, text) {
    const message = this.#bySeq.get(seq);
    if (message) this.#bySeq.set(seq, { ...message, text });
  }

  /** @param {{messages: Message[], more: boolean}} page the newest messages */
  applyNewest({ messages, more }) {
    const first = messages[0]?.seq ?? 0;
    const joins = this.loaded && this.#last > 0 && first <= this.#last + 1;
    messages.forEach(message => this.#bySeq.set(message.seq, message));
    if (!joins) {
      this.#first = first;
      this.#last = messages.at(-1)?.seq ?? 0;
      this.more = more;
      this.#forgetOlder();
    } else if (first < this.#first) {
      this.#first = first;
      this.more = more;
    }
    this.loaded = true;
    this.#extend();
  }

  /** @param {{messages: Message[], more: boolean}} page asked for before `first` */
  applyOlder({ messages, more }) {
    messages.forEach(message => this.#bySeq.set(message.seq, message));
    while (this.#bySeq.has(this.#first - 1)) this.#first--;
    this.more = more;
  }

  /** @param {{messages: Message[]}} page asked for after `last` */
  applyNewer({ messages }) {
    messages.forEach(message => this.#bySeq.set(message.seq, message));
    this.#extend();
  }

  /** The run grows by what follows it directly; a conversation starts with seq 1. */
  #extend() {
    if (!this.loaded) return;
    while (this.#bySeq.has(this.#last + 1)) this.#last++;
    if (!this.#first && this.#last) this.#first = 1;
  }

  #forgetOlder() {
    for (const seq of this.#bySeq.keys()) if (seq < this.#first) this.#bySeq.delete(seq);
  }
}
