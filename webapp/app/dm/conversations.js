/**
 * The list of an account's conversations: pure state, fed with pages and events in any order, twice
 * or late; the highest seq wins. Order is by activity as the server tells it, never by a clock.
 *
 * @typedef {import("../http.js").Person} Person
 * @typedef {{seq: number, from: string, text: string, at: string}} LastMessage
 * @typedef {{id: string, with: Person, seq: number, last?: LastMessage, viewed: number, delivered:
 *   number}} Conversation delivered: the other person's clients have all up to this seq
 */
import { cutText } from "../text-limit.js";

const LAST_TEXT_CODE_POINTS = 200;

export class Conversations {
  /** @type {Map<string, Conversation>} */
  #known = new Map();
  /** Ids, newest activity first. @type {string[]} */
  #order = [];
  /** Ids of groups, which this page does not show yet. @type {Set<string>} */
  #groups = new Set();
  /** Where the next older page begins; undefined when there is none. @type {string|undefined} */
  next = undefined;
  /** False until the first page came: an empty list means nothing before that. */
  loaded = false;

  /** @param {string} me one's own account id */
  constructor(me) {
    this.me = me;
  }

  /** @returns {Conversation[]} */
  list() {
    return this.#order.map(id => /** @type {Conversation} */ (this.#known.get(id)));
  }

  /** @param {string} id */
  find(id) {
    return this.#known.get(id);
  }

  /** @param {string} id */
  isGroup(id) {
    return this.#groups.has(id);
  }

  /** @param {string} person */
  findWith(person) {
    return this.list().find(conversation => conversation.with.id === person);
  }

  /** @param {string} id */
  unread(id) {
    const conversation = this.#known.get(id);
    return conversation ? Math.max(0, conversation.seq - conversation.viewed) : 0;
  }

  get unreadTotal() {
    return this.#order.reduce((sum, id) => sum + this.unread(id), 0);
  }

  /** All that is there of a conversation has been seen. @param {string} id */
  viewed(id) {
    const conversation = this.#known.get(id);
    if (conversation) conversation.viewed = conversation.seq;
  }

  /** @param {{conversations: any[], next?: string, more: boolean}} whole the newest activity */
  applyNewest(whole) {
    const page = this.#direct(whole);
    const ids = page.conversations.map(each => each.id);
    const joins = this.loaded && ids.some(id => this.#known.has(id));
    if (this.loaded && !joins) this.#forget(this.#order.filter(id => !ids.includes(id)));
    // What moved on while the page was under way stays in front of it.
    const ahead = page.conversations
      .filter(each => this.#seq(each.id) > each.seq)
      .map(each => each.id);
    const front = this.loaded ? this.#order.filter(id => ahead.includes(id)) : this.#order;
    page.conversations.forEach(each => this.#merge(each, this.loaded));
    this.#order = unique([...front, ...ids, ...this.#order]);
    if (!joins) this.next = page.more ? page.next : undefined;
    this.loaded = true;
  }

  /** @param {{conversations: any[], next?: string, more: boolean}} whole further down the list */
  applyOlder(whole) {
    const page = this.#direct(whole);
    page.conversations.forEach(each => this.#merge(each, false));
    this.#order = unique([...this.#order, ...page.conversations.map(each => each.id)]);
    this.next = page.more ? page.next : undefined;
  }

  /** @param {any} event `conversation`, `message` or `receipt` */
  apply(event) {
    if (event.type === "conversation" && event.kind === "group") this.#groups.add(event.id);
    else if (event.type === "conversation") this.#created(event);
    else if (event.type === "message") this.#moved(event);
    else if (event.type === "receipt") this.applyMarks(event.conversation, [event]);
    else if (event.type === "edited") this.#changed(event, event.text);
    else if (event.type === "deleted") this.#changed(event, "");
  }

  /** @param {string} id @param {{account: string, delivered: number}[]} marks one's own too */
  applyMarks(id, marks = []) {
    const conversation = this.#known.get(id);
    const theirs = marks.find(({ account }) => account === conversation?.with.id);
    if (conversation && theirs?.delivered) advance(conversation, theirs.delivered);
  }

  /** @param {any} event */
  #created({ id, members }) {
    const other = members.find((/** @type {Person} */ member) => member.id !== this.me);
    if (this.#known.has(id) || !other) return;
    this.#known.set(id, { id, with: other, seq: 0, viewed: 0, delivered: 0 });
    this.#order.unshift(id);
  }

  /** @param {any} event */
  #moved({ conversation: id, seq, from, text, at }) {
    const conversation = this.#known.get(id);
    if (!conversation || seq <= conversation.seq) return;
    conversation.seq = seq;
    conversation.last = { seq, from, text: cutText(text, LAST_TEXT_CODE_POINTS), at };
    if (from === this.me) conversation.viewed = seq;
    this.#order = unique([id, ...this.#order]);
  }

  /** The last message is another one than it was. @param {any} event @param {string} text */
  #changed({ conversation: id, seq }, text) {
    const last = this.#known.get(id)?.last;
    if (last?.seq === seq) last.text = cutText(text, LAST_TEXT_CODE_POINTS);
  }

  /** @param {{conversations: any[], next?: string, more: boolean}} page */
  #direct(page) {
    page.conversations
      .filter(each => each.kind === "group")
      .forEach(each => this.#groups.add(each.id));
    return {
      ...page,
      conversations: page.conversations.filter(each => each.kind !== "group"),
    };
  }

  /** @param {any} summary @param {boolean} isNews it was not there, or not this far up, before */
  #merge({ id, with: person, seq, last, delivered = 0 }, isNews) {
    const known = this.#known.get(id);
    if (!known) {
      // What was there before the page was opened counts as seen; only the server could know
      // better.
      const viewed = isNews && last?.from !== this.me ? seq - 1 : seq;
      this.#known.set(id, { id, with: person, seq, last, viewed, delivered });
      return;
    }
    known.with = person;
    advance(known, delivered);
    if (seq <= known.seq) return;
    known.seq = seq;
    known.last = last;
    if (last?.from === this.me) known.viewed = seq;
  }

  /** @param {string[]} ids */
  #forget(ids) {
    ids.forEach(id => this.#known.delete(id));
    this.#order = this.#order.filter(id => !ids.includes(id));
  }

  /** @param {string} id */
  #seq(id) {
    return this.#known.get(id)?.seq ?? 0;
  }
}

/**
 * Marks only grow, in whatever order they come.
 * @param {Conversation} of
 * @param {number} delivered
 */
function advance(of, delivered) {
  of.delivered = Math.max(of.delivered, delivered);
}

/** @param {string[]} ids */
function unique(ids) {
  return [...new Set(ids)];
}
