/** What one can do with a message, in a popover beside its button: react, answer, edit, delete, report. */
import { html, nothing } from "../lit.js";
import { text } from "../texts.js";
import { isSingleEmoji, QUICK } from "./emoji.js";

const MARGIN_PX = 8;

/** @typedef {import("./messages.js").Message} Message */

export class MessageMenu {
  /** @type {Message|null} null while it is closed */
  #message = null;
  /** What it was opened by. @type {HTMLElement|undefined} */
  button = undefined;
  #emoji = "";
  #problem = "";

  /** @param {import("./hearhear-dm.js").HearhearDm} dm */
  constructor(dm) {
    this.dm = dm;
  }

  /** @param {Message} message @param {HTMLElement} button */
  open(message, button) {
    this.button = button;
    this.#message = message;
    this.#emoji = this.#problem = "";
    this.dm.draw();
    const box = this.#box;
    box.showPopover({ source: button });
    place(box, button);
    this.dm.find("#message-menu button")?.focus();
  }

  view() {
    return html`<div id="message-menu" class="menu" popover role="dialog" aria-label=${text("dm.actions")}
      @toggle=${this.#toggled} @keydown=${this.#key}>${this.#message ? this.#content(this.#message) : nothing}</div>`;
  }

  /** @param {number} seq @param {string} emoji @param {boolean} on */
  react(seq, emoji, on) {
    const { conversation } = this.dm.messages.opened;
    if (conversation) this.dm.deed(deeds => deeds.react(conversation, seq, emoji, on));
  }

  /** @param {Message} message */
  #content(message) {
    const isMine = message.from === this.dm.account.id;
    const isOwner = this.dm.messages.opened.conversation?.owner === this.dm.account.id;
    const mine = (message.reactions ?? []).filter(({ by }) => by.includes(this.dm.account.id));
    return html`
      <div class="emoji-row">${QUICK.map(emoji => {
        const isOn = mine.some(each => each.emoji === emoji);
        return html`<button type="button" class="emoji" aria-pressed=${isOn} aria-label=${text("dm.reactWith", { emoji })}
          @click=${() => this.#close(() => this.react(message.seq, emoji, !isOn))}>${emoji}</button>`;
      })}</div>
      <form class="emoji-form" @submit=${this.#typedEmoji}>
        <input type="text" aria-label=${text("dm.otherEmoji")} placeholder=${text("dm.otherEmoji")} autocomplete="off" maxlength="40"
          aria-invalid=${this.#problem ? "true" : nothing} aria-describedby="emoji-problem" .value=${this.#emoji} @input=${this.#type}>
        <button type="submit" class="quiet">${text("dm.react")}</button>
        <p id="emoji-problem" class="problem" role="alert">${this.#problem}</p>
      </form>
      ${this.#item("dm.reply", () => this.dm.writing.reply(message))}
      ${isMine && message.text ? this.#item("dm.edit", () => this.dm.writing.edit(message)) : nothing}
      ${message.text ? this.#item("dm.copy", () => this.#copy(message.text)) : nothing}
      ${isMine || isOwner ? this.#item("dm.delete", () => this.dm.asking.deletion(message), "danger") : nothing}
      ${isMine ? nothing : this.#item("dm.report", () => this.dm.asking.report(message))}`;
  }

  /** @param {string} key @param {() => void} run @param {string} [kind] */
  #item(key, run, kind = "") {
    return html`<button type="button" class="menu-item ${kind}" @click=${() => this.#close(run)}>${text(key)}</button>`;
  }

  #type = (/** @type {any} */ event) => {
    this.#emoji = event.target.value;
    this.#problem = "";
    this.dm.update();
  };

  #typedEmoji = (/** @type {Event} */ event) => {
    event.preventDefault();
    const emoji = this.#emoji.trim();
    const { seq } = /** @type {Message} */ (this.#message);
    if (isSingleEmoji(emoji)) return this.#close(() => this.react(seq, emoji, true));
    this.#problem = text("dm.notAnEmoji");
    this.dm.update();
  };

  /** @param {string} words */
  async #copy(words) {
    await navigator.clipboard.writeText(words);
    this.dm.say(text("dm.copied"));
  }

  /** @param {() => void} run */
  #close(run) {
    const { button } = this;
    this.#box.hidePopover();
    button?.focus();
    run();
  }

  #toggled = (/** @type {any} */ { newState }) => {
    if (newState !== "closed") return;
    this.#message = null;
    this.dm.update();
  };

  #key = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [...this.#box.querySelectorAll("button, input")];
    const at = stops.indexOf(/** @type {any} */ (this.dm.root.activeElement));
    /** @type {any} */ (stops[(at + step + stops.length) % stops.length])?.focus();
  };

  /** @returns {any} */
  get #box() {
    return this.dm.find("#message-menu");
  }
}

/** Within the window, below the button if there is room. @param {HTMLElement} box @param {HTMLElement} button */
function place(box, button) {
  const at = button.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = at.bottom + height + MARGIN_PX <= innerHeight;
  const top = below ? at.bottom + 2 : at.top - height - 2;
  const left = Math.min(at.left, innerWidth - width - MARGIN_PX);
  box.style.top = `${Math.max(MARGIN_PX, Math.min(top, innerHeight - height - MARGIN_PX))}px`;
  box.style.left = `${Math.max(MARGIN_PX, left)}px`;
}
