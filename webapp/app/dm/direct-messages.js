/**
 * Direct messages of the signed-in account: joins the connection, the outbox and the pure state,
 * and says when something changed. It draws nothing.
 *
 * After every `resumed:false` the state is fetched anew; only then are events since then complete.
 * After `resumed:true` only what the loss cut off is asked for again.
 *
 * @typedef {import("../http.js").Person} Person
 * @typedef {import("../connection.js").Phase} Phase
 * @typedef {import("./messages.js").Attachment} Attachment
 * @typedef {object} Listener
 * @property {() => void} changed
 * @property {(phase: Phase) => void} phase
 * @property {(conversation: import("./conversation-state.js").Conversation, message: any) => void}
 *   arrived one of somebody else
 * @property {() => void} [left] of what is open one is no member any more
 * @property {(conversation: string, key: string) => void} [created] a group of one's own is there
 */
import { ask } from "../ask.js";
import { Connection } from "../connection.js";
import { Outbox } from "../outbox.js";
import { AccountLog } from "./account-log.js";
import { applyAcknowledged } from "./acknowledged.js";
import { Company } from "./company.js";
import { Deeds, OWN_LANE } from "./deeds.js";
import { Mailbox } from "./mailbox.js";
import { Names } from "./names.js";
import { Opened } from "./opened.js";
import { laneOf } from "./place.js";
import { PrivacyState } from "./privacy-state.js";

const LIMITS_UNTIL_WELCOME = { messageCodePoints: 8000, messageBytes: 32_768 };

export class DirectMessages {
  loadingMore = false;
  /** What was attached here, by id: the outbox has only the ids. @type {Map<string, Attachment>} */
  attached = new Map();
  /** @type {Mailbox} */
  #mailbox;
  /** @type {AccountLog} */
  #log = new AccountLog({
    acknowledge: n => this.request({ type: "ack", n }),
    lost: () => this.connection.renew(),
  });

  /**
   * @param {{me: Person, url: string, probe: any, token?: () => Promise<string|undefined>, store: any,
   *   listener: Listener, profile?: (id: string) => Promise<Person>}} options
   */
  constructor({ me, url, probe, token, store, listener, profile = async () => Promise.reject() }) {
    this.me = me;
    this.listener = listener;
    /** @type {Connection} */
    this.connection = new Connection({
      ...{ url, probe, token, resume: () => this.#log.resume },
      listener: {
        phase: phase => this.#phase(phase),
        welcome: welcome => this.#welcomed(welcome),
        event: event => this.#apply(event),
      },
    });
    const { request } = this;
    const changed = this.#changed;
    this.#mailbox = new Mailbox(me.id, this.ask, changed);
    this.outbox = new Outbox({
      ...{ request, store, changed },
      acknowledged: ({ command }, reply) => this.#acknowledged(command, reply),
    });
    this.deeds = new Deeds(this.outbox);
    this.privacy = new PrivacyState(this.ask, changed);
    this.names = new Names(profile, changed);
    this.company = new Company({
      ...{ request, changed, limits: () => this.connection.limits },
      counted: reply => {
        this.conversations.find(reply.conversation)?.counted(reply);
        changed();
      },
    });
    this.opened = new Opened({
      ...{ mailbox: this.#mailbox, outbox: this.outbox, changed },
      read: (conversation, seq) => this.company.readMarks.want(conversation, seq),
      isLive: () => this.connection.phase === "live",
    });
  }

  /** @param {object} command @returns {Promise<any>} */
  request = command => this.connection.request(command);

  /** For reads. @param {object} command @returns {Promise<any>} */
  ask = command => ask(this.request, command);

  /** Takes up what is unsent, and connects. */
  async start() {
    await this.outbox.restore();
    this.connection.open();
  }

  /** For good; what is unsent is left to other tabs and later pages. */
  stop() {
    this.connection.close();
    this.outbox.close();
    this.company.forget();
  }

  /** Of a text, as {@link import("../text-limit.js").measure} takes them. */
  get limits() {
    const { messageCodePoints, messageBytes } = this.connection.limits ?? LIMITS_UNTIL_WELCOME;
    return { codePoints: messageCodePoints, bytes: messageBytes };
  }

  /** The list, as far as it is loaded. */
  get conversations() {
    return this.#mailbox.conversations;
  }

  /** Opens what one has with a person, also if there is nothing yet. @param {Person} person */
  openWith(person) {
    const conversation = this.conversations.findWith(person.id)?.id ?? "";
    return this.opened.show({ person, conversation });
  }

  /**
   * Writes into what is open. It is kept and under way when this returns; what becomes of it is in
   * `opened.unsent`.
   * @param {string} text clean, within the limits
   * @param {{replyTo?: number, attachments?: Attachment[]}} [with_]
   */
  send(text, { replyTo, attachments = [] } = {}) {
    const { lane, person, conversation } = this.opened;
    if (!lane) return;
    attachments.forEach(each => this.attached.set(each.id, each));
    const ids = attachments.map(({ id }) => id);
    this.outbox.add(lane, {
      type: "send",
      ...(person ? { to: person.id } : { conversation: conversation?.id }),
      ...(text && { text }),
      ...(replyTo && { replyTo }),
      ...(ids.length && { attachments: ids }),
    });
    this.company.ownTyping.sent();
    this.opened.readTo = undefined;
  }

  /** What is unsent and belongs to no conversation. */
  get unsentOwn() {
    return this.outbox.entries(OWN_LANE);
  }

  /** A further page of the list, if there is one. */
  async loadMoreConversations() {
    if (this.loadingMore || !this.conversations.next) return;
    this.loadingMore = true;
    await this.opened.try(() => this.#mailbox.loadMore());
    this.loadingMore = false;
    this.#changed();
  }

  /** Loads again what could not be loaded. */
  async reload() {
    this.opened.refusal = null;
    await this.opened.load(() =>
      this.#log.snapshot(() => this.#mailbox.snapshot(this.opened.place)),
    );
  }

  #changed = () => {
    // The parts say so while they are put together, too.
    if (!this.opened) return;
    const { conversation, place } = this.opened;
    const people = [
      ...(conversation?.members ?? []),
      ...(place?.person ? [place.person] : []),
      ...this.conversations.list().flatMap(each => each.with ?? []),
    ];
    this.names.take([this.me, ...people]);
    const ids = people.map(({ id }) => id).filter(id => id !== this.me.id);
    this.company.watch([...new Set(ids)]);
    this.listener.changed();
  };

  /** @param {Phase} phase */
  #phase(phase) {
    if (phase !== "live") {
      this.#connected(false);
      this.#log.pause();
    }
    this.listener.phase(phase);
  }

  /** @param {boolean} live */
  #connected(live) {
    this.outbox.connected(live);
    this.company.connected(live);
  }

  /** @param {any} welcome */
  async #welcomed(welcome) {
    if (welcome.resumed) {
      this.#log.goOn();
      this.#connected(true);
      this.opened.refusal = null;
      return this.opened.load(() => this.#mailbox.finish(this.opened.place));
    }
    // In another epoch, that is another database, nothing known of the old one holds.
    if (!this.#log.startFrom(welcome)) {
      this.#mailbox.forget();
      this.company.forget();
    }
    this.#connected(true);
    await this.reload();
  }

  /** @param {any} event */
  #apply(event) {
    if (!this.#log.take(event)) return;
    if (event.type === "live") return this.#caughtUp();
    const isNews = event.seq > (this.conversations.find(event.conversation)?.seq ?? 0);
    this.conversations.apply(event);
    this.company.apply(event);
    this.privacy.apply(event);
    if (event.type === "message") this.#applyMessage(event, isNews);
    else if (event.type === "left") this.#left(event.conversation);
    else if (event.conversation) this.#applyToMessages(event);
    this.#changed();
  }

  /** @param {any} event */
  #applyToMessages(event) {
    const messages = this.#mailbox.messagesIn(event.conversation);
    if (event.type === "edited") messages?.edit(event);
    else if (event.type === "deleted") messages?.delete(event);
    else if (event.type === "reaction") messages?.react(event);
  }

  /** @param {any} event @param {boolean} isNews */
  #applyMessage(event, isNews) {
    const { conversation: id, from, key, seq } = event;
    const conversation = this.conversations.find(id);
    if (!conversation) return void this.opened.try(() => this.#mailbox.findNew());
    if (conversation === this.opened.conversation && seq === 1) this.#mailbox.begin(id);
    const messages = this.#mailbox.messagesIn(id);
    messages?.apply(event);
    if (conversation !== this.opened.conversation) messages?.keepAround(seq);
    if (messages?.hasGap) this.opened.try(() => this.#mailbox.closeGap(id));
    if (from === this.me.id)
      this.outbox.settled(laneOf({ person: conversation.with, conversation: id }), key);
    else if (isNews) this.listener.arrived(conversation, event);
  }

  /** @param {string} id */
  #left(id) {
    this.#mailbox.leave(id);
    if (this.opened.place?.conversation !== id) return;
    this.opened.show(null);
    this.listener.left?.();
  }

  #caughtUp() {
    const { place } = this.opened;
    if (place) this.opened.try(() => this.#mailbox.refreshMarks(place));
  }

  /** @param {any} command @param {any} reply */
  #acknowledged(command, reply) {
    const attachments = command.attachments?.flatMap(
      (/** @type {string} */ id) => this.attached.get(id) ?? [],
    );
    applyAcknowledged(this.#mailbox, command, reply, attachments);
    if (command.type === "settings") this.privacy.apply({ ...reply, type: "settings" });
    if (command.type === "unblock") this.privacy.apply({ ...reply, type: "blocked" });
    if (command.type === "leave") this.#left(command.conversation);
    if (command.type === "create") this.listener.created?.(reply.conversation, command.key);
  }
}
