/**
 * What one is writing: a draft and what it answers, for each place its own, and the message that is
 * being edited.
 *
 * @typedef {import("./messages.js").Message} Message
 */
import { cleanText, measure } from "../text-limit.js";

export class Writing {
  /** The message that is edited in its place, and what it was; null while none is. */
  editing = /** @type {{seq: number, rev: number, text: string, before: string}|null} */ (null);
  /** By place. @type {Map<string, string>} */
  #drafts = new Map();
  /** What is answered, by place. @type {Map<string, Message>} */
  #replies = new Map();

  /** @param {import("./hearhear-dm.js").HearhearDm} dm */
  constructor(dm) {
    this.dm = dm;
  }

  get draft() {
    return this.#drafts.get(this.#place) ?? "";
  }

  set draft(text) {
    this.#drafts.set(this.#place, text);
  }

  get replyTo() {
    return this.#replies.get(this.#place);
  }

  /** What is there can be sent. */
  get isReady() {
    const { attaching, messages } = this.dm;
    const text = cleanText(this.draft);
    const isThere = Boolean(text || attaching.uploads.length);
    return isThere && attaching.isReady && measure(text, messages.limits).fits;
  }

  typed = (/** @type {any} */ event) => {
    this.draft = event.target.value;
    const { company, opened } = this.dm.messages;
    company.ownTyping.typed(opened.conversation?.id ?? "", this.draft);
    this.dm.update();
  };

  composerKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) this.submit(event);
    if (event.key === "Escape" && this.replyTo) this.cancelReply();
    if (event.key === "ArrowUp" && !this.draft) this.#editLast(event);
  };

  submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!this.isReady) return;
    const { messages, attaching } = this.dm;
    const replyTo = this.replyTo?.seq;
    try {
      messages.send(cleanText(this.draft), { replyTo, attachments: attaching.attachments });
    } catch (error) {
      return this.dm.say(/** @type {Error} */ (error).message);
    }
    this.draft = "";
    this.#replies.delete(this.#place);
    attaching.clear();
    this.dm.reading.toEnd();
    this.dm.find(".composer textarea")?.focus();
  };

  /** @param {Message} message */
  reply(message) {
    this.#replies.set(this.#place, message);
    this.dm.focusNext(".composer textarea");
  }

  cancelReply = () => {
    this.#replies.delete(this.#place);
    this.dm.focusNext(".composer textarea");
  };

  /** @param {Message} message @param {string} [text] */
  edit({ seq, rev = 1, text: before }, text = before) {
    this.editing = { seq, rev, text, before };
    this.dm.focusNext(".editor textarea");
  }

  /** With what was refused, on top of the newest. @param {import("../outbox.js").Entry} entry */
  editAgain(entry) {
    const { outbox, opened } = this.dm.messages;
    const message = opened.messages?.find(entry.command.seq);
    outbox.discard(entry);
    if (message && !message.deleted) this.edit(message, entry.command.text);
  }

  edited = (/** @type {any} */ event) => {
    if (this.editing) this.editing.text = event.target.value;
  };

  editorKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) this.saveEdit(event);
    if (event.key === "Escape") this.cancelEdit();
  };

  saveEdit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const { editing } = this;
    const { conversation } = this.dm.messages.opened;
    const text = cleanText(editing?.text ?? "");
    if (!editing || !conversation || !text || !measure(text, this.dm.messages.limits).fits) return;
    if (text !== editing.before) this.dm.deed(deeds => deeds.edit(conversation, editing, text));
    this.#closeEditor();
  };

  cancelEdit = () => this.#closeEditor();

  #closeEditor() {
    const seq = this.editing?.seq;
    this.editing = null;
    this.dm.focusNext(`[data-seq="${seq}"] .act`);
  }

  /** @param {Event} event */
  #editLast(event) {
    const { messages } = this.dm.messages.opened;
    const mine = messages?.list().findLast(({ from, text }) => from === this.dm.account.id && text);
    if (!mine) return;
    event.preventDefault();
    this.edit(mine);
  }

  get #place() {
    return this.dm.messages.opened.lane ?? "";
  }
}
