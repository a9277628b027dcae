/**
 * The list of an account's conversations: pure state, fed with pages and events in any order, twice
 * or late; the highest seq and rev win. Order is by activity as the server tells it, never by a
 * clock.
 *
 * @typedef {import("../http.js").Person} Person
 */
import { Conversation } from "./conversation-state.js";

export class Conversations {
  /** @type {Map<string, Conversation>} */
  #known = new Map();
  /** Ids, newest activity first. @type {string[]} */
  #order = [];
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

  /** @param {string} person */
  findWith(person) {
    return this.list().find(conversation => conversation.with?.id === person);
  }

  /** @param {string} id */
  unread(id) {
    return this.#known.get(id)?.unread ?? 0;
  }

  /** Of what is not muted. */
  get unreadTotal() {
    return this.list().reduce((sum, each) => sum + (each.isMuted() ? 0 : each.unread), 0);
  }

  /** @param {{conversations: any[], next?: string, more: boolean}} page the newest activity */
  applyNewest(page) {
    const ids = page.conversations.map(each => each.id);
    const joins = this.loaded && ids.some(id => this.#known.has(id));
    if (this.loaded && !joins) this.#forget(this.#order.filter(id => !ids.includes(id)));
    // What moved on while the page was under way stays in front of it.
    const ahead = page.conversations
      .filter(each => (this.#known.get(each.id)?.seq ?? 0) > each.seq)
      .map(each => each.id);
    const front = this.loaded ? this.#order.filter(id => ahead.includes(id)) : this.#order;
    page.conversations.forEach(each => this.#merge(each));
    this.#order = unique([...front, ...ids, ...this.#order]);
    if (!joins) this.next = page.more ? page.next : undefined;
    this.loaded = true;
  }

  /** @param {{conversations: any[], next?: string, more: boolean}} page further down the list */
  applyOlder(page) {
    page.conversations.forEach(each => this.#merge(each));
    this.#order = unique([...this.#order, ...page.conversations.map(each => each.id)]);
    this.next = page.more ? page.next : undefined;
  }

  /** @param {any} reply the answer to `open` @returns {Conversation} */
  applyOpened({ conversation, ...rest }) {
    const known = this.#known.get(conversation.id);
    const opened = this.#merge({ ...rest, ...conversation });
    // How far down it belongs only the list says.
    if (!known) this.#order = unique([...this.#order, conversation.id]);
    return opened;
  }

  /** @param {any} event */
  apply(event) {
    if (event.type === "conversation") this.#told(event);
    else if (event.type === "left") this.#forget([event.conversation]);
    else if (event.type === "blocked") this.#blocked(event);
    else if (this.#known.get(event.conversation)?.apply(event)) {
      this.#order = unique([event.conversation, ...this.#order]);
    }
  }

  /** @param {string} id @param {any[]} [marks] one's own too */
  applyMarks(id, marks = []) {
    marks.forEach(mark => this.#known.get(id)?.marks.take(mark));
  }

  /** A new one, or a group that has changed. @param {any} event */
  #told(event) {
    const isNew = !this.#known.has(event.id);
    this.#merge(event);
    if (isNew) this.#order = unique([event.id, ...this.#order]);
  }

  /** @param {{account: string, on: boolean}} event */
  #blocked({ account, on }) {
    const conversation = this.findWith(account);
    if (conversation) conversation.blocked = on;
  }

  /** @param {any} summary */
  #merge(summary) {
    const known = this.#known.get(summary.id) ?? new Conversation(summary.id, this.me);
    this.#known.set(summary.id, known);
    known.merge(summary);
    return known;
  }

  /** @param {string[]} ids */
  #forget(ids) {
    ids.forEach(id => this.#known.delete(id));
    this.#order = this.#order.filter(id => !ids.includes(id));
  }
}

/** @param {string[]} ids */
function unique(ids) {
  return [...new Set(ids)];
}
