/**
 * The open conversation, or the person to whom there is none yet: what is known of it, how much of
 * it was new, and its pages as one scrolls. It draws nothing.
 *
 * @typedef {import("../http.js").Person} Person
 * @typedef {import("./mailbox.js").Mailbox} Mailbox
 * @typedef {import("./place.js").Place} Place
 */
import { asRefusal } from "../refusal.js";
import { isSamePlace, laneOf } from "./place.js";

export class Opened {
  /** @type {Place|null} */
  place = null;
  /** What others wrote behind it was new when one came. @type {number|undefined} nothing was */
  readTo = undefined;
  /** Why it, or the list, could not be loaded. @type {import("../refusal.js").Refusal|null} */
  refusal = null;
  /** A page is under way. */
  loadingPage = false;

  /**
   * @param {object} options
   * @param {Mailbox} options.mailbox
   * @param {import("../outbox.js").Outbox} options.outbox
   * @param {(conversation: string, seq: number) => void} options.read one has read up to there
   * @param {() => boolean} options.isLive
   * @param {() => void} options.changed
   */
  constructor({ mailbox, outbox, read, isLive, changed }) {
    this.mailbox = mailbox;
    this.outbox = outbox;
    this.read = read;
    this.isLive = isLive;
    this.changed = changed;
  }

  /** Undefined before its first message. */
  get conversation() {
    return this.mailbox.conversationAt(this.place);
  }

  /** The other person. @returns {Person|undefined} undefined in a group */
  get person() {
    return this.conversation?.with ?? this.place?.person ?? undefined;
  }

  /** Undefined before its first message. */
  get messages() {
    return this.mailbox.messagesAt(this.place);
  }

  /** It is known to have no message yet. */
  get isNew() {
    if (this.conversation) return this.conversation.seq === 0;
    const { loaded, next } = this.mailbox.conversations;
    return Boolean(this.place?.person && loaded && !next);
  }

  /** Where in the outbox what is written here waits; undefined while it is not known what is open. */
  get lane() {
    const { person, conversation } = this;
    return person || conversation ? laneOf({ person, conversation: conversation?.id }) : undefined;
  }

  /** Tells one from another; undefined while nothing is open. */
  get shown() {
    return this.place ? this.lane : undefined;
  }

  /** What is unsent. */
  get unsent() {
    return this.lane ? this.outbox.entries(this.lane) : [];
  }

  /** Opens it; null leaves what is open. @param {Place|null} place */
  async show(place) {
    if (place && isSamePlace(place, this.place)) return;
    const { conversation } = this;
    // What was left at a message of the past begins at its end the next time.
    if (conversation && this.messages && !this.messages.atEnd) this.mailbox.leave(conversation.id);
    Object.assign(this, { place, refusal: null, loadingPage: false, readTo: undefined });
    if (this.conversation?.unread) this.readTo = this.conversation.read;
    this.changed();
    if (place && this.isLive()) await this.load(() => this.mailbox.load(place));
  }

  /** It is in front of the person's eyes up to there. @param {number} seq */
  viewed(seq) {
    const { conversation } = this;
    if (!conversation?.see(seq)) return;
    this.read(conversation.id, seq);
    this.changed();
  }

  /** What comes from here on is new to who comes back. */
  lookedAway() {
    const { conversation } = this;
    if (conversation && !conversation.unread) this.readTo = conversation.read;
  }

  /** A page before what is loaded. */
  loadOlder() {
    return this.#page(Boolean(this.messages?.more), place => this.mailbox.loadOlder(place));
  }

  /** A page behind what is loaded, where that is not the end. */
  loadNewer() {
    return this.#page(!this.messages?.atEnd, place => this.mailbox.loadNewer(place));
  }

  /** Back to the end. */
  loadNewest() {
    return this.#page(!this.messages?.atEnd, place => this.mailbox.loadNewest(place));
  }

  /** Shows what is around a message. @param {number} seq */
  goTo(seq) {
    const isElsewhere = !this.messages?.shows(seq);
    return this.#page(isElsewhere, place => this.mailbox.loadAround(place, seq));
  }

  /** What of it was unread is known once it is loaded. @param {() => Promise<any>} load */
  async load(load) {
    const { place, conversation: known } = this;
    await this.try(load);
    if (known || place !== this.place || !this.conversation?.unread) return;
    this.readTo ??= this.conversation.read;
    this.changed();
  }

  /**
   * A lost connection is told as such, and everything is fetched again after it.
   * @param {() => Promise<any>} action
   */
  async try(action) {
    try {
      await action();
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal.code !== "connection_lost") this.refusal = refusal;
    }
    this.changed();
  }

  /** @param {boolean} isThere @param {(place: Place) => Promise<void>} load */
  async #page(isThere, load) {
    const { place } = this;
    if (!place || !isThere || this.loadingPage) return;
    this.loadingPage = true;
    await this.try(() => load(place));
    this.loadingPage = false;
    this.changed();
  }
}
