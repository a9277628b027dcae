/**
 * How one reads a conversation: what is scrolled to, what of it has been seen, and the ways to what
 * is new, to what is answered and to what was found.
 */
import { ScrollKeeper, lastRowIn } from "./scroll-keeper.js";

/** A page is there before one gets to the end of what is loaded. */
const LOAD_FROM_PX = 1_000;
const FOUND_FOR_MS = 2_500;

export class Reading {
  hasNewsBelow = false;
  /** The message that one was led to, for a moment. @type {number|undefined} */
  found = undefined;
  #scroll = new ScrollKeeper();
  /** Where to go once it is drawn: a message, or the line above what is new. */
  #target = /** @type {number|"new"|undefined} */ (undefined);
  #wasAtLine = false;
  /** @type {any} */
  #timer = null;

  /** @param {import("./hearhear-dm.js").HearhearDm} dm */
  constructor(dm) {
    this.dm = dm;
  }

  /** Another conversation is shown, from where it is new. */
  begin() {
    this.hasNewsBelow = false;
    this.#target = "new";
    this.#wasAtLine = false;
  }

  /** Where the line above what is new stands; undefined where there is none, or further up. */
  get lineFrom() {
    const { readTo, messages } = this.#opened;
    const isAbove = readTo !== undefined && messages?.more && messages.first > readTo + 1;
    return isAbove ? undefined : readTo;
  }

  /** What is new begins further up than what is loaded, and one has not been there. */
  get isUnreadAbove() {
    const { readTo } = this.#opened;
    return !this.#wasAtLine && readTo !== undefined && this.lineFrom === undefined;
  }

  beforeDrawing() {
    const { messages, shown } = this.#opened;
    const seq = this.#scroll.before(this.#box, shown);
    messages?.keepAround(seq ?? messages.last);
  }

  afterDrawing() {
    const box = this.#box;
    const { messages, shown } = this.#opened;
    this.#scroll.after(box, shown, messages?.atEnd !== false);
    if (this.dm.find(".new-line")) this.#wasAtLine = true;
    if (box && messages?.loaded && this.#target !== undefined) this.#arrive(box, this.#target);
    this.#see(box);
  }

  /** A message of somebody else came into what is open. */
  arrived() {
    if (!this.#scroll.isAtEnd(this.#box)) this.hasNewsBelow = true;
  }

  scrolled = (/** @type {any} */ { target: box }) => {
    this.#scroll.scrolled(box);
    this.#see(box);
    if (this.hasNewsBelow && this.#scroll.isAtEnd(box)) {
      this.hasNewsBelow = false;
      this.dm.update();
    }
    if (box.scrollHeight <= box.clientHeight || this.#opened.refusal) return;
    if (box.scrollTop < LOAD_FROM_PX) this.#opened.loadOlder();
    else if (box.scrollHeight - box.scrollTop - box.clientHeight < LOAD_FROM_PX)
      this.#opened.loadNewer();
  };

  loadOlder = () => this.#opened.loadOlder();

  toEnd = async () => {
    this.hasNewsBelow = false;
    await this.#opened.loadNewest();
    if (this.#box) this.#scroll.toEnd(this.#box);
    this.dm.update();
  };

  toUnread = () => {
    const { readTo } = this.#opened;
    this.#wasAtLine = true;
    if (readTo !== undefined) this.goTo(readTo + 1, "new");
  };

  /** @param {number} seq @param {number|"new"} [target] */
  async goTo(seq, target = seq) {
    await this.#opened.goTo(seq);
    this.#target = target;
    if (target !== "new") this.#mark(seq);
    this.dm.update();
  }

  /** @param {number} seq */
  #mark(seq) {
    this.found = seq;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.found = undefined;
      this.dm.update();
    }, FOUND_FOR_MS);
  }

  /** @param {Element} box @param {number|"new"} target */
  #arrive(box, target) {
    this.#target = undefined;
    const row = this.dm.find(target === "new" ? ".new-line" : `[data-seq="${target}"]`);
    if (!row) return;
    this.#scroll.toPlace(box, row);
    if (target !== "new") row.focus({ preventScroll: true });
  }

  /** Up to the last message whose beginning is in view. @param {Element|null} box */
  #see(box) {
    if (!box || document.visibilityState !== "visible" || !box.checkVisibility()) return;
    const last = lastRowIn(box);
    if (last) this.#opened.viewed(Number(last.dataset.seq));
  }

  get #box() {
    return /** @type {Element|null} */ (this.dm.find(".scroll"));
  }

  get #opened() {
    return this.dm.messages.opened;
  }
}
