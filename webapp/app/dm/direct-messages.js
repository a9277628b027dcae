/**
 * Direct messages of the signed-in account: joins the connection, the outbox and the pure state,
 * and says when something changed. It draws nothing.
 *
 * After every `resumed:false` the state is fetched anew; only then are events since then complete.
 * After `resumed:true` only what the loss cut off is asked for again.
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
import { AccountLog } from "./account-log.js";
import { Mailbox } from "./mailbox.js";

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
  /** @type {Mailbox} */
  #mailbox;
  /** @type {AccountLog} */
  #log = new AccountLog({
    acknowledge: n => this.connection.request({ type: "ack", n }),
    lost: () => this.connection.renew(),
  });

  /** @param {{me: Person, url: string, probe: any, store: any, listener: Listener}} options */
  constructor({ me, url, probe, store, listener }) {
    this.me = me;
    this.listener = listener;
    this.#mailbox = new Mailbox(
      me.id,
      command => ask(each => this.connection.request(each), command),
      listener.changed,
    );
    /** @type {Connection} */
    this.connection = new Connection({
      url,
      probe,
      resume: () => this.#log.resume,
      listener: {
        phase: phase => {
          if (phase !== "live") {
            this.outbox.connected(false);
            this.#log.pause();
          }
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
    this.outbox.close();
  }

  get limits() {
    const { messageCodePoints, messageBytes } = this.connection.limits ?? LIMITS_UNTIL_WELCOME;
    return { codePoints: messageCodePoints, bytes: messageBytes };
  }

  get conversations() {
    return this.#mailbox.conversations;
  }

  /** Those of the open conversation; undefined before its first one. */
  get messages() {
    return this.#mailbox.messagesWith(this.open);
  }

  /** Up to which seq the other person's clients have the open conversation. */
  get delivered() {
    return (this.open && this.conversations.findWith(this.open.id)?.delivered) || 0;
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
    if (person && this.connection.phase === "live")
      await this.#try(() => this.#mailbox.loadNewest(person));
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
    const person = this.open;
    if (!person || !this.messages?.more || this.loadingOlder) return;
    this.loadingOlder = true;
    await this.#try(() => this.#mailbox.loadOlder(person));
    this.loadingOlder = false;
    this.listener.changed();
  }

  async loadMoreConversations() {
    if (this.loadingMore || !this.conversations.next) return;
    this.loadingMore = true;
    await this.#try(() => this.#mailbox.loadMore());
    this.loadingMore = false;
    this.listener.changed();
  }

  /** Loads again what could not be loaded. */
  async reload() {
    this.refusal = null;
    await this.#try(() => this.#log.snapshot(() => this.#mailbox.snapshot(this.open)));
  }

  /** @param {any} welcome */
  async #welcomed(welcome) {
    if (welcome.resumed) {
      this.#log.goOn();
      this.outbox.connected(true);
      this.refusal = null;
      return this.#try(() => this.#mailbox.finish(this.open));
    }
    // In another epoch, that is another database, nothing known of the old one holds.
    if (!this.#log.startFrom(welcome)) this.#mailbox.forget();
    this.outbox.connected(true);
    await this.reload();
  }

  /** @param {any} event */
  #apply(event) {
    if (!this.#log.take(event)) return;
    if (event.type === "live") return this.#caughtUp();
    const isNews =
      event.type === "message" &&
      event.seq > (this.conversations.find(event.conversation)?.seq ?? 0);
    this.conversations.apply(event);
    if (event.type === "message") this.#applyMessage(event, isNews);
    if (event.type === "edited" || event.type === "deleted")
      this.#mailbox.messagesIn(event.conversation)?.revise(event.seq, event.text ?? "");
    this.listener.changed();
  }

  /** @param {any} event @param {boolean} isNews */
  #applyMessage(event, isNews) {
    if (this.conversations.isGroup(event.conversation)) return;
    const conversation = this.conversations.find(event.conversation);
    if (!conversation) return void this.#try(() => this.#mailbox.findNew());
    if (conversation.with.id === this.open?.id && event.seq === 1)
      this.#mailbox.begin(event.conversation);
    const messages = this.#mailbox.messagesIn(event.conversation);
    messages?.apply(event);
    if (messages?.hasGap) this.#try(() => this.#mailbox.closeGap(conversation.id));
    if (event.from === this.me.id) this.outbox.settled(lane(conversation.with.id), event.key);
    else if (isNews) this.listener.arrived(conversation.with, event.text);
  }

  #caughtUp() {
    const person = this.open;
    if (person) this.#try(() => this.#mailbox.refreshDelivered(person));
  }

  /** @param {import("../outbox.js").Entry} entry @param {any} reply */
  #acknowledged({ command, key }, { conversation, seq, at }) {
    this.#mailbox
      .messagesIn(conversation)
      ?.apply({ seq, at, key, from: this.me.id, text: command.text });
  }

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
