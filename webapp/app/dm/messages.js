/**
 * The messages of one conversation as far as they are loaded: pure state, a set by seq. What is
 * shown is one run without a gap. While it reaches to the end (`atEnd`), what came early waits until
 * the run reaches it; elsewhere, around a place in the past, news are not kept but loaded when one
 * gets there. However far one reads, the run stays short enough to be drawn as a whole: what is
 * farthest from the reader is dropped (`keepAround`), and loaded again when one gets there.
 *
 * @typedef {{emoji: string, by: string[]}} Reaction
 * @typedef {{id: string, name: string, type: string, bytes: number, width?: number, height?: number}}
 *   Attachment
 * @typedef {{seq: number, from: string, text: string, at: string, key: string, rev?: number,
 *   editedAt?: string, deleted?: boolean, replyTo?: number, attachments?: Attachment[], reactions?:
 *   Reaction[]}} Message
 */

/** A run that has grown longer is cut to {@link RUN_KEPT}, so not with every message. */
export const RUN_MAX = 300;
const RUN_KEPT = 200;

export class Messages {
  /** @type {Map<number, Message>} */
  #bySeq = new Map();
  /** Lowest and highest seq of the run shown; 0 while nothing is loaded. */
  #first = 0;
  #last = 0;
  loaded = false;
  /** There are older ones to load. */
  more = false;
  /** The run goes on to the newest message. */
  atEnd = true;
  /** Counts the changes of reactions, of which a page that is under way may not know. */
  changes = 0;
  /** Which change was the last of a message's reactions. @type {Map<number, number>} */
  #reacted = new Map();

  /** @returns {Message[]} ascending, without a gap */
  list() {
    const run = [];
    for (let seq = this.#first; seq && seq <= this.#last; seq++)
      run.push(/** @type {Message} */ (this.#bySeq.get(seq)));
    return run;
  }

  /** @param {number} seq @returns {Message|undefined} */
  find(seq) {
    return this.#bySeq.get(seq);
  }

  get first() {
    return this.#first;
  }

  get last() {
    return this.#last;
  }

  /** @param {number} seq */
  shows(seq) {
    return seq >= this.#first && seq <= this.#last && this.#bySeq.has(seq);
  }

  /** Something newer is known of, with a message missing before it: ask for what follows `last`. */
  get hasGap() {
    if (!this.loaded || !this.atEnd) return false;
    for (const seq of this.#bySeq.keys()) if (seq > this.#last) return true;
    return false;
  }

  /** @param {Message} message from an event, or one's own from its acknowledgement */
  apply(message) {
    if (!this.atEnd && message.seq > this.#last) return;
    if (message.seq >= this.#first) this.#put(message);
    this.#extend();
  }

  /** @param {{seq: number, text: string, rev: number, editedAt?: string}} edited */
  edit({ seq, text, rev, editedAt }) {
    this.#revise(seq, rev, message => ({ ...message, text, editedAt }));
  }

  /** @param {{seq: number, rev: number}} deleted */
  delete({ seq, rev }) {
    this.#revise(seq, rev, ({ seq, from, at, key }) => ({
      ...{ seq, from, at, key },
      text: "",
      deleted: true,
    }));
  }

  /** @param {{seq: number, reactions: Reaction[]}} event all of them */
  react({ seq, reactions }) {
    const message = this.#bySeq.get(seq);
    if (!message || message.deleted) return;
    this.#reacted.set(seq, ++this.changes);
    this.#bySeq.set(seq, { ...message, reactions });
  }

  /** @param {{messages: Message[], more: boolean}} page the newest messages @param {number} [since] */
  applyNewest({ messages, more }, since = this.changes) {
    const first = messages[0]?.seq ?? 0;
    const joins = this.loaded && this.atEnd && this.#last > 0 && first <= this.#last + 1;
    if (!this.atEnd) this.#forget();
    messages.forEach(message => this.#put(message, since));
    if (!joins) {
      this.#start(messages, more);
    } else if (first < this.#first) {
      this.#first = first;
      this.more = more;
    }
    this.loaded = true;
    this.#extend();
  }

  /**
   * Shows another part of the conversation.
   * @param {{messages: Message[], more: boolean, earlier: boolean}} page around a message
   * @param {number} [since]
   */
  applyAround({ messages, more, earlier }, since = this.changes) {
    this.#forget();
    messages.forEach(message => this.#put(message, since));
    this.#start(messages, earlier);
    this.atEnd = !more;
    this.loaded = true;
  }

  /** @param {{messages: Message[], more: boolean}} page asked for before `first` @param {number} [since] */
  applyOlder({ messages, more }, since = this.changes) {
    if (messages.length && /** @type {any} */ (messages.at(-1)).seq !== this.#first - 1) return;
    messages.forEach(message => this.#put(message, since));
    while (this.#bySeq.has(this.#first - 1)) this.#first--;
    this.more = more;
  }

  /** @param {{messages: Message[], more?: boolean}} page asked for after `last` @param {number} [since] */
  applyNewer({ messages, more }, since = this.changes) {
    messages.forEach(message => this.#put(message, since));
    if (!this.#last && messages.length) this.#last = messages[0].seq;
    this.#first ||= this.#last;
    if (!more) this.atEnd = true;
    this.#extend();
  }

  /**
   * Drops what is farthest from where one reads, if there is too much.
   * @param {number} seq that is in view
   */
  keepAround(seq) {
    if (this.#last - this.#first < RUN_MAX) return;
    const middle = Math.max(this.#first, Math.min(seq, this.#last));
    const latest = this.#last - RUN_KEPT + 1;
    const first = Math.max(this.#first, Math.min(middle - RUN_KEPT / 2, latest));
    const last = Math.min(this.#last, first + RUN_KEPT - 1);
    if (first > this.#first) this.more = true;
    if (last < this.#last) this.atEnd = false;
    for (const known of this.#bySeq.keys())
      if (known < first || (known > last && !this.atEnd)) this.#drop(known);
    this.#first = first;
    this.#last = last;
  }

  /** @param {number} seq */
  #drop(seq) {
    this.#bySeq.delete(seq);
    this.#reacted.delete(seq);
  }

  /**
   * The highest rev wins. A page has the reactions of when it was asked for, an event has none.
   * @param {Message} message @param {number} [since] `changes` when the page was asked for
   */
  #put(message, since = -1) {
    const known = this.#bySeq.get(message.seq);
    if (known && (known.rev ?? 1) > (message.rev ?? 1)) return;
    const isNewest = (this.#reacted.get(message.seq) ?? 0) <= since;
    const reactions = isNewest || message.deleted ? message.reactions : known?.reactions;
    this.#bySeq.set(message.seq, { ...message, text: message.text ?? "", reactions });
  }

  /** @param {number} seq @param {number} rev @param {(message: Message) => Message} revise */
  #revise(seq, rev, revise) {
    const message = this.#bySeq.get(seq);
    if (message && rev > (message.rev ?? 1)) this.#bySeq.set(seq, { ...revise(message), rev });
  }

  /** @param {Message[]} messages @param {boolean} more */
  #start(messages, more) {
    this.#first = messages[0]?.seq ?? 0;
    this.#last = messages.at(-1)?.seq ?? 0;
    this.more = more;
    for (const seq of this.#bySeq.keys()) if (seq < this.#first) this.#bySeq.delete(seq);
  }

  #forget() {
    this.#bySeq.clear();
    this.#first = this.#last = 0;
    this.atEnd = true;
  }

  /** The run grows by what follows it directly; a conversation starts with seq 1. */
  #extend() {
    if (!this.loaded) return;
    while (this.#bySeq.has(this.#last + 1)) this.#last++;
    if (!this.#first && this.#last) this.#first = 1;
  }
}
