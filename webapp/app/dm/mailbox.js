/**
 * What is known of an account's conversations and their messages, and the reads that bring it. It
 * knows neither connection nor outbox; a refusal is thrown, and what had come before it stays.
 *
 * @typedef {import("../http.js").Person} Person
 */
import { Conversations } from "./conversations.js";
import {
  closeGap,
  findConversation,
  loadConversations,
  loadMoreConversations,
  loadNewest,
  PAGE,
} from "./loading.js";
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
   * @param {import("./loading.js").Ask} ask
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

  /** @param {Person|null} person @returns {Messages|undefined} undefined before the first one */
  messagesWith(person) {
    const conversation = person && this.conversations.findWith(person.id);
    return conversation ? this.#messages.get(conversation.id) : undefined;
  }

  /** @param {string} id @returns {Messages|undefined} undefined where nothing has been opened */
  messagesIn(id) {
    return this.#messages.get(id);
  }

  /** Of a conversation that has just begun, nothing is to be loaded. @param {string} id */
  begin(id) {
    if (!this.#messages.has(id)) this.#messagesOf(id).applyNewest({ messages: [], more: false });
  }

  /** Everything anew; only what is open is kept. @param {Person|null} open */
  async snapshot(open) {
    const openId = open && this.conversations.findWith(open.id)?.id;
    for (const id of [...this.#messages.keys()]) if (id !== openId) this.#messages.delete(id);
    await this.loadList();
    this.changed();
    if (open) await this.loadNewest(open);
  }

  /**
   * The connection goes on, so what is known stays known; only what was under way when it was lost
   * is missing.
   * @param {Person|null} open
   */
  async finish(open) {
    if (this.#lacksConversation) await this.loadList();
    if (open && !this.messagesWith(open)?.loaded) await this.loadNewest(open);
    for (const id of [...this.#messages.keys()]) await this.closeGap(id);
  }

  /** A message came in a conversation that was not loaded: only the list says with whom it is. */
  async findNew() {
    this.#lacksConversation = true;
    await this.loadList();
  }

  async loadList() {
    await loadConversations(this.ask, this.conversations);
    this.#lacksConversation = false;
  }

  loadMore() {
    return loadMoreConversations(this.ask, this.conversations);
  }

  /** @param {Person} person */
  async loadNewest(person) {
    const id = await findConversation(this.ask, this.conversations, person.id);
    if (id) await loadNewest(this.#history, id, this.#messagesOf(id), this.changed);
  }

  /** @param {Person} person */
  async loadOlder(person) {
    const id = this.conversations.findWith(person.id)?.id;
    const messages = this.messagesWith(person);
    if (id && messages)
      messages.applyOlder(await this.#history({ conversation: id, before: messages.first }));
  }

  /** @param {string} id */
  async closeGap(id) {
    const messages = this.#messages.get(id);
    if (messages) await closeGap(this.#history, id, messages, this.changed);
  }

  /**
   * Receipts are not repeated for who was away or slow, so the mark under his eyes is read again.
   * @param {Person} person
   */
  async refreshDelivered(person) {
    const conversation = this.conversations.findWith(person.id);
    const last = this.messagesWith(person)?.list().at(-1);
    if (conversation && last?.from === this.me && last.seq > conversation.delivered)
      await this.#history({ conversation: conversation.id, after: last.seq });
  }

  /** @type {import("./loading.js").History} */
  #history = async which => {
    const page = await this.ask({ type: "history", limit: PAGE, ...which });
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
