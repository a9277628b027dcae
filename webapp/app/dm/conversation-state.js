/**
 * One conversation as the list knows it: who or what it is with, its newest message, how much of it
 * is unread, how far the others have got. Pure; whatever is older than what is known changes
 * nothing.
 *
 * @typedef {import("../http.js").Person} Person
 * @typedef {{seq: number, from: string, text: string, at: string, rev?: number, deleted?: boolean,
 *   attachments?: import("./messages.js").Attachment[]}} LastMessage
 */
import { cutText } from "../text-limit.js";
import { Marks } from "./marks.js";
import { UnreadCount } from "./unread-count.js";

const LAST_TEXT_CODE_POINTS = 200;

export class Conversation {
  /** @type {"direct"|"group"} */
  kind = "direct";
  /** The other person of a direct one. @type {Person|undefined} */
  with = undefined;
  /** Of a group. */
  title = "";
  /** Of a group. @type {string|undefined} */
  owner = undefined;
  historyShared = true;
  rev = 0;
  /** Who takes part, as far as it is known. @type {Person[]|undefined} */
  members = undefined;
  seq = 0;
  /** @type {LastMessage|undefined} */
  last = undefined;
  /** Of a direct one: one has blocked the other person. */
  blocked = false;
  /** @type {string|undefined} */
  mutedUntil = undefined;
  marks = new Marks();
  #count = new UnreadCount();

  /** @param {string} id @param {string} me */
  constructor(id, me) {
    this.id = id;
    this.me = me;
  }

  get unread() {
    return this.#count.total(this.seq);
  }

  /** One has read up to here. */
  get read() {
    return this.#count.mark;
  }

  get name() {
    return this.with?.displayName ?? this.title;
  }

  /** Whose receipts count: everybody but oneself. */
  get others() {
    const people = this.with ? [this.with] : (this.members ?? []);
    return people.map(({ id }) => id).filter(id => id !== this.me);
  }

  isMuted(now = Date.now()) {
    return this.mutedUntil !== undefined && Date.parse(this.mutedUntil) > now;
  }

  /** One has it before one's eyes. @param {number} seq @returns {boolean} whether that is news */
  see(seq) {
    return this.#count.see(seq);
  }

  /** @param {{seq: number, unread: number, asOf: number}} reply to `read` */
  counted({ seq, unread, asOf }) {
    this.#count.take({ read: seq, unread, asOf });
  }

  /** @param {any} summary of a list, of `open`, or a `conversation` event */
  merge(summary) {
    this.kind = summary.kind ?? this.kind;
    if (this.kind === "group") this.#mergeGroup(summary);
    else {
      const members = /** @type {Person[]|undefined} */ (summary.members);
      this.with = summary.with ?? members?.find(({ id }) => id !== this.me) ?? this.with;
      this.blocked = summary.blocked ?? this.blocked;
    }
    if (summary.asOf !== undefined) {
      this.#count.take(summary);
      this.mutedUntil = summary.mutedUntil;
    }
    if (summary.delivered && this.with)
      this.marks.take({ account: this.with.id, delivered: summary.delivered });
    summary.marks?.forEach((/** @type {any} */ mark) => this.marks.take(mark));
    if ((summary.seq ?? 0) >= this.seq && summary.last) this.last = short(summary.last);
    this.seq = Math.max(this.seq, summary.seq ?? 0);
  }

  /** @param {any} event @returns {boolean} whether it is activity */
  apply(event) {
    switch (event.type) {
      case "message":
        return this.#arrived(event);
      case "edited":
        this.#changed(event, { text: event.text });
        break;
      case "deleted":
        if (event.from !== this.me) this.#count.count(event.n, event.seq, -1);
        this.#changed(event, { text: "", deleted: true, attachments: undefined });
        break;
      case "read":
        this.counted(event);
        break;
      case "receipt":
        this.marks.take(event);
        break;
      case "muted":
        this.mutedUntil = event.mutedUntil;
        break;
    }
    return false;
  }

  /** @param {any} group */
  #mergeGroup({ rev = 0, title, owner, historyShared, members }) {
    if (rev < this.rev) return;
    // A list says nothing of the members, so those of an older revision are none.
    if (rev > this.rev) this.members = undefined;
    Object.assign(this, { rev, title, owner, historyShared });
    this.members = members ?? this.members;
  }

  /** @param {any} event */
  #arrived(event) {
    if (event.from !== this.me) this.#count.count(event.n, event.seq, 1);
    if (event.seq <= this.seq) return false;
    this.seq = event.seq;
    this.last = short(event);
    return true;
  }

  /** @param {{seq: number, rev: number}} event @param {Partial<LastMessage>} how */
  #changed({ seq, rev }, how) {
    const last = this.last;
    if (last?.seq === seq && rev > (last.rev ?? 1)) this.last = short({ ...last, ...how, rev });
  }
}

/** @param {LastMessage} message @returns {LastMessage} */
function short({ seq, from, text = "", at, rev, deleted, attachments }) {
  return { seq, from, text: cutText(text, LAST_TEXT_CODE_POINTS), at, rev, deleted, attachments };
}
