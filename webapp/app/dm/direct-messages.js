/**
 * Direct messages of the signed-in account: joins the connection, the outbox and the pure state,
 * and says when something changed. It draws nothing.
 *
 * After every `resumed:false` the state is fetched anew; only then are events since then complete.
 *
 * @typedef {import("../http.js").Person} Person
 * @typedef {import("../connection.js").Phase} Phase
 * @typedef {object} Listener
 * @property {() => void} changed
 * @property {(phase: Phase) => void} phase
 * @property {(person: Person, text: string) => void} arrived a message of somebody else came
 */
import { ask } from "../ask.js";
import { Connection } from "../connection.js";
import { Outbox } from "../outbox.js";
import { asRefusal } from "../refusal.js";
import { Conversations } from "./conversations.js";
import { closeGap, findConversation, loadMoreConversations, loadNewest, PAGE } from "./loading.js";
import { Messages } from "./messages.js";

const LIMITS_UNTIL_WELCOME = { messageCodePoints: 8000, messageBytes: 32_768 };

export class DirectMessages {
  /** The person whose conversation is open. @type {Person|null} */
  open = null;
  /**
   * Why the list, or the open conversation, could not be loaded.
   * @type {import("../refusal.js").Refusal|null}
   */
  refusal = null;
  loadingOlder = false;
  loadingMore = false;
  /** What has been opened, by conversation. @type {Map<string, Messages>} */
  #messages = new Map();
  /** Where the account's log stands for us. @type {{epoch: string, n: number}} */
  #log = { epoch: "", n: 0 };
  /**
   * The same, once a snapshot is complete and there is something to resume from; null before that.
   * @type {object|null}
   */
  #position = null;

  /** @param {{me: Person, url: string, probe: any, store: any, listener: Listener}} options */
  constructor({ me, url, probe, store, listener }) {
    this.me = me;
    this.listener = listener;
    this.conversations = new Conversations(me.id);
    this.connection = new Connection({
      url,
      probe,
      resume: () => this.#position ?? undefined,
      listener: {
        phase: phase => {
          if (phase !== "live") this.outbox.connected(false);
          listener.phase(phase);
        },
        welcome: welcome => this.#welcomed(welcome),
        event: event => this.#apply(event),
      },
    });
    this.outbox = new Outbox({
      request: command => this.connection.request(command),
      store,
      acknowledged: (entry, reply) => this.#acknowledged(entry, reply),
      changed: () => listener.changed(),
    });
  }

  async start() {
    await this.outbox.restore();
    this.connection.open();
  }

  stop() {
    this.connection.close();
  }

  get limits() {
    const { messageCodePoints, messageBytes } = this.connection.limits ?? LIMITS_UNTIL_WELCOME;
    return { codePoints: messageCodePoints, bytes: messageBytes };
  }

  /** @returns {Messages|undefined} of the open conversation; undefined before its first message */
  get messages() {
    const conversation = this.open && this.conversations.findWith(this.open.id);
    return conversation ? this.#messages.get(conversation.id) : undefined;
  }

  /** The open conversation is known to have no message yet. */
  get isNew() {
    return Boolean(
      this.open &&
      this.conversations.loaded &&
      !this.conversations.next &&
      !this.conversations.findWith(this.open.id),
    );
  }

  /** @param {Person|null} person */
  async openWith(person) {
    this.open = person;
    this.refusal = null;
    this.loadingOlder = false;
    this.listener.changed();
    if (person && this.connection.phase === "live") await this.#try(() => this.#loadOpen());
  }

  /** @param {string} text clean, within the limits */
  send(text) {
    if (!this.open) return;
    this.outbox.add(lane(this.open.id), { type: "send", to: this.open.id, text });
  }

  /** What is unsent in the open conversation. */
  get unsent() {
    return this.open ? this.outbox.entries(lane(this.open.id)) : [];
  }

  /** The open conversation is in front of the person's eyes. */
  viewed() {
    const conversation = this.open && this.conversations.findWith(this.open.id);
    if (!conversation || !this.conversations.unread(conversation.id)) return;
    this.conversations.viewed(conversation.id);
    this.listener.changed();
  }

  async loadOlder() {
    const messages = this.messages;
    const conversation = this.open && this.conversations.findWith(this.open.id);
    if (!messages?.more || !conversation || this.loadingOlder) return;
    this.loadingOlder = true;
    await this.#try(async () =>
      messages.applyOlder(
        await this.#ask({
          type: "history",
          conversation: conversation.id,
          before: messages.first,
          limit: PAGE,
        }),
      ),
    );
    this.loadingOlder = false;
    this.listener.changed();
  }

  async loadMoreConversations() {
    if (this.loadingMore || !this.conversations.next) return;
    this.loadingMore = true;
    await this.#try(() => loadMoreConversations(this.#ask, this.conversations));
    this.loadingMore = false;
    this.listener.changed();
  }

  /** Loads again what could not be loaded. */
  async reload() {
    this.refusal = null;
    await this.#try(() => this.#snapshot());
  }

  /** @param {any} welcome */
  async #welcomed({ epoch, n, resumed }) {
    if (!resumed) {
      if (this.#log.epoch !== epoch) this.#startAfresh();
      this.#position = null;
      this.#log = { epoch, n };
    }
    this.outbox.connected(true);
    if (!resumed) await this.reload();
  }

  /** Another epoch is another database: nothing known of the old one holds. */
  #startAfresh() {
    this.conversations = new Conversations(this.me.id);
    this.#messages.clear();
  }

  async #snapshot() {
    const openId = this.open && this.conversations.findWith(this.open.id)?.id;
    for (const id of [...this.#messages.keys()]) if (id !== openId) this.#messages.delete(id);
    this.conversations.applyNewest(await this.#ask({ type: "conversations", limit: PAGE }));
    this.listener.changed();
    if (this.open) await this.#loadOpen();
    this.#position = this.#log;
  }

  async #loadOpen() {
    const person = this.open;
    const id = person && (await findConversation(this.#ask, this.conversations, person.id));
    if (id) await loadNewest(this.#ask, id, this.#messagesOf(id), this.listener.changed);
  }

  /** @param {any} event */
  #apply(event) {
    if (typeof event.n === "number") this.#log.n = Math.max(this.#log.n, event.n);
    const isNews =
      event.type === "message" &&
      event.seq > (this.conversations.find(event.conversation)?.seq ?? 0);
    this.conversations.apply(event);
    if (event.type === "message") this.#applyMessage(event, isNews);
    this.listener.changed();
  }

  /** @param {any} event @param {boolean} isNews */
  #applyMessage(event, isNews) {
    const conversation = this.conversations.find(event.conversation);
    // A conversation further down the list than was loaded came alive: only the server knows with
    // whom.
    if (!conversation)
      return void this.#try(async () =>
        this.conversations.applyNewest(await this.#ask({ type: "conversations", limit: PAGE })),
      );
    if (conversation.with.id === this.open?.id) this.#startOfConversation(event);
    const messages = this.#messages.get(event.conversation);
    messages?.apply(event);
    if (messages?.hasGap) {
      this.#try(() => closeGap(this.#ask, conversation.id, messages, this.listener.changed));
    }
    if (event.from === this.me.id) this.outbox.settled(lane(conversation.with.id), event.key);
    else if (isNews) this.listener.arrived(conversation.with, event.text);
  }

  /**
   * The first message makes a conversation of what was open without one: nothing is to load then.
   * @param {any} event
   */
  #startOfConversation({ conversation, seq }) {
    if (seq !== 1 || this.#messages.has(conversation)) return;
    this.#messagesOf(conversation).applyNewest({ messages: [], more: false });
  }

  /** @param {import("../outbox.js").Entry} entry @param {any} reply */
  #acknowledged({ command, key }, { conversation, seq, at }) {
    this.#messages.get(conversation)?.apply({ seq, at, key, from: this.me.id, text: command.text });
  }

  /** @param {string} id */
  #messagesOf(id) {
    const messages = this.#messages.get(id) ?? new Messages();
    this.#messages.set(id, messages);
    return messages;
  }

  #ask = (/** @type {object} */ command) => ask(each => this.connection.request(each), command);

  /**
   * A lost connection is told as such, and everything is fetched again after it.
   * @param {() => Promise<any>} action
   */
  async #try(action) {
    try {
      await action();
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal.code !== "connection_lost") this.refusal = refusal;
    }
    this.listener.changed();
  }
}

/**
 * A person's messages keep one lane from before the conversation has an id.
 * @param {string} person
 */
function lane(person) {
  return `direct:${person}`;
}
