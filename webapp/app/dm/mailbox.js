/**
 * What is known of an account's conversations and their messages, and the reads that bring it. It
 * knows neither connection nor outbox; a refusal is thrown, and what had come before it stays.
 *
 * @typedef {import("./place.js").Place} Place
 */
import { Conversations } from "./conversations.js";
import * as loading from "./loading.js";
import { Messages } from "./messages.js";

export class Mailbox {
  /** @type {Conversations} */
  conversations;
  /** What has been opened, by conversation. @type {Map<string, Messages>} */
  #messages = new Map();
  /** Something came in a conversation that is not in the list, and the list did not come yet. */
  #lacksConversation = false;

  /**
   * @param {string} me
   * @param {loading.Ask} ask
   * @param {() => void} changed
   */
  constructor(me, ask, changed) {
    this.me = me;
    this.ask = ask;
    this.changed = changed;
    this.conversations = new Conversations(me);
  }

  /** Nothing that is known holds any more. */
  forget() {
    this.conversations = new Conversations(this.me);
    this.#messages.clear();
    this.#lacksConversation = false;
  }

  /** @param {Place|null} place @returns undefined before its first message */
  conversationAt(place) {
    if (!place) return undefined;
    if (place.conversation) return this.conversations.find(place.conversation);
    return place.person ? this.conversations.findWith(place.person.id) : undefined;
  }

  /** @param {Place|null} place @returns {Messages|undefined} undefined before the first one */
  messagesAt(place) {
    const conversation = this.conversationAt(place);
    return conversation && this.#messages.get(conversation.id);
  }

  /** @param {string} id @returns {Messages|undefined} undefined where nothing has been opened */
  messagesIn(id) {
    return this.#messages.get(id);
  }

  /** Of a conversation that has just begun, nothing is to be loaded. @param {string} id */
  begin(id) {
    if (!this.#messages.has(id)) this.#messagesOf(id).applyNewest({ messages: [], more: false });
  }

  /** One sees nothing of it any more. @param {string} id */
  leave(id) {
    this.#messages.delete(id);
  }

  /** Everything anew; only what is open is kept. @param {Place|null} open */
  async snapshot(open) {
    const openId = this.conversationAt(open)?.id;
    for (const id of [...this.#messages.keys()]) if (id !== openId) this.#messages.delete(id);
    await this.loadList();
    this.changed();
    if (open) await this.load(open);
  }

  /**
   * The connection goes on, so what is known stays known; only what was under way when it was lost
   * is missing.
   * @param {Place|null} open
   */
  async finish(open) {
    if (this.#lacksConversation) await this.loadList();
    if (open && !this.messagesAt(open)?.loaded) await this.load(open);
    for (const id of [...this.#messages.keys()]) await this.closeGap(id);
  }

  /** A message came in a conversation that was not loaded: only the list says what it is. */
  async findNew() {
    this.#lacksConversation = true;
    await this.loadList();
  }

  async loadList() {
    await loading.loadConversations(this.ask, this.conversations);
    this.#lacksConversation = false;
  }

  loadMore() {
    return loading.loadMoreConversations(this.ask, this.conversations);
  }

  /** What it is and who is in it, and its newest messages. @param {Place} place */
  async load(place) {
    const id = await this.#identify(place);
    if (!id) return;
    await this.loadMembers(id);
    const messages = this.#messagesOf(id);
    if (messages.atEnd) await loading.loadNewest(this.#history, id, messages, this.changed);
  }

  /** Who is in a group, and what a list does not say of it. @param {string} id */
  async loadMembers(id) {
    const known = this.conversations.find(id);
    if (known && (known.kind === "direct" || known.members)) return;
    this.conversations.applyOpened(await this.ask({ type: "open", conversation: id }));
    this.changed();
  }

  /** @param {Place} place */
  async loadNewest(place) {
    const id = this.conversationAt(place)?.id;
    if (id) await loading.loadNewest(this.#history, id, this.#messagesOf(id), this.changed);
  }

  /** @param {Place} place */
  async loadOlder(place) {
    const id = this.conversationAt(place)?.id;
    const messages = this.messagesAt(place);
    if (id && messages) await loading.loadOlder(this.#history, id, messages);
  }

  /** @param {Place} place */
  async loadNewer(place) {
    const id = this.conversationAt(place)?.id;
    const messages = this.messagesAt(place);
    if (id && messages) await loading.loadNewer(this.#history, id, messages);
  }

  /** @param {Place} place @param {number} seq */
  async loadAround(place, seq) {
    const id = this.conversationAt(place)?.id;
    if (id) await loading.loadAround(this.#history, id, this.#messagesOf(id), seq);
  }

  /** @param {string} id */
  async closeGap(id) {
    const messages = this.#messages.get(id);
    if (messages) await loading.closeGap(this.#history, id, messages, this.changed);
  }

  /**
   * Receipts are not repeated for who was away or slow, so the marks under his eyes are read again.
   * @param {Place} place
   */
  async refreshMarks(place) {
    const conversation = this.conversationAt(place);
    const last = this.messagesAt(place)?.list().at(-1);
    if (!conversation || !last || last.from !== this.me) return;
    if (conversation.marks.of(last.seq, conversation.others) !== "read")
      await this.#history({ conversation: conversation.id, after: last.seq });
  }

  /** @param {Place} place @returns {Promise<string|undefined>} */
  async #identify({ conversation, person }) {
    if (conversation || !person) return conversation;
    return loading.findConversation(this.ask, this.conversations, person.id);
  }

  /** @type {loading.History} */
  #history = async which => {
    const page = await this.ask({ type: "history", limit: loading.PAGE, ...which });
    this.conversations.applyMarks(which.conversation, page.marks);
    return page;
  };

  /** @param {string} id */
  #messagesOf(id) {
    const messages = this.#messages.get(id) ?? new Messages();
    this.#messages.set(id, messages);
    return messages;
  }
}
