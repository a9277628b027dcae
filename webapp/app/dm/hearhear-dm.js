/**
 * The element <hearhear-dm>: an account's direct messages. It needs `account`, connects while it is
 * in the page, and tells by events: `hearhear-phase` (the connection), `hearhear-open` (the
 * conversation opened or left, so that the page can keep its address) and `hearhear-unread`.
 * `person` is set from the address.
 */
import { socketAddress } from "../addresses.js";
import { Announcer } from "../announcer.js";
import { HearhearElement } from "../element.js";
import { people, peopleCalled, probe } from "../http.js";
import { html } from "../lit.js";
import { outboxStore } from "../outbox-store.js";
import { cleanText, cutText, measure } from "../text-limit.js";
import { conversationListView } from "./conversation-list.js";
import { conversationView } from "./conversation.js";
import { DirectMessages } from "./direct-messages.js";
import { PeopleFinder } from "./people-finder.js";
import { ScrollKeeper } from "./scroll-keeper.js";
import { styles } from "./styles.js";

const LOAD_OLDER_FROM_PX = 120;
const COMPOSER_HEIGHT_MAX_PX = 200;
const ANNOUNCED_CODE_POINTS = 120;

/** @typedef {import("../http.js").Person} Person */

export class HearhearDm extends HearhearElement {
  static styles = [styles];
  /** @type {Person} set before it is put into the page */
  account = /** @type {any} */ (null);
  finder = new PeopleFinder(people, peopleCalled, this.update);
  hasNewsBelow = false;
  /** @type {DirectMessages} made when the element is put into the page */
  messages = /** @type {any} */ (null);
  /** The person asked for by the address and not known yet. */
  #wanted = "";
  /** What is written and not sent, by person. @type {Map<string, string>} */
  #drafts = new Map();
  #announcer = new Announcer(this.update);
  #scroll = new ScrollKeeper();
  #unread = 0;
  /** What shall have the focus after the next drawing. */
  #focusNext = "";

  connectedCallback() {
    this.messages = new DirectMessages({
      me: this.account,
      url: socketAddress("dm"),
      probe,
      store: outboxStore("dm", this.account.id),
      listener: {
        changed: this.update,
        phase: phase => this.tell("hearhear-phase", { endpoint: "dm", phase }),
        arrived: (person, text) => this.#arrived(person, text),
      },
    });
    document.addEventListener("visibilitychange", this.update);
    this.messages.start();
    this.update();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.update);
    this.messages.stop();
  }

  /** Opens a conversation by the address; "" is none. @param {string} id */
  set person(id) {
    this.#wanted = id === this.messages?.open?.id ? "" : id;
    if (!id && this.messages?.open) this.#show(null);
    else this.update();
  }

  view() {
    this.#openWanted();
    return html`<div class="dm ${this.messages.open ? "opened" : ""}">${conversationListView(this)}${conversationView(this)}</div>
      ${this.#announcer.view()}`;
  }

  draw() {
    this.#scroll.before(this.find(".scroll"));
    super.draw();
  }

  drawn() {
    const box = this.find(".scroll");
    this.#fitComposer();
    this.#scroll.after(box, this.messages.open?.id, this.messages.messages?.first ?? 0);
    this.#focusAfterDrawing();
    if (document.visibilityState === "visible" && box?.checkVisibility()) this.messages.viewed();
    const unread = this.messages.conversations.unreadTotal;
    if (unread !== this.#unread) this.tell("hearhear-unread", { unread });
    this.#unread = unread;
  }

  get draft() {
    return this.#drafts.get(this.messages.open?.id ?? "") ?? "";
  }

  set draft(text) {
    this.#drafts.set(this.messages.open?.id ?? "", text);
  }

  openPerson = (/** @type {Person} */ person) => {
    this.finder.close();
    this.#show(person);
    // A keyboard on the screen would cover what one wants to read first.
    this.#focusNext = matchMedia("(pointer: coarse)").matches ? "h2[tabindex]" : "textarea";
    this.tell("hearhear-open", { person: person.id });
  };

  back = () => {
    this.#focusNext = `[data-person="${CSS.escape(this.messages.open?.id ?? "")}"]`;
    this.#show(null);
    this.tell("hearhear-open", { person: "" });
  };

  startFinding = () => {
    this.finder.open();
    this.find("input[type=search]")?.focus();
  };

  closeFinder = () => {
    this.finder.close();
    this.find("input[type=search]")?.blur();
  };

  /** Arrow keys go through field and results; Escape ends the search. */
  finderKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      this.closeFinder();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [...this.root.querySelectorAll(".search input, .list-body .row")];
    const next = stops.indexOf(/** @type {any} */ (this.root.activeElement)) + step;
    /** @type {any} */ (stops[Math.max(0, next)])?.focus();
  };

  typed = (/** @type {any} */ event) => {
    this.draft = event.target.value;
    this.update();
  };

  composerKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    this.submit(event);
  };

  submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const text = cleanText(this.draft);
    if (!text || !measure(text, this.messages.limits).fits) return;
    try {
      this.messages.send(text);
    } catch (error) {
      return this.#announcer.say(/** @type {Error} */ (error).message);
    }
    this.draft = "";
    this.toEnd();
    this.find("textarea")?.focus();
  };

  loadOlder = () => {
    this.messages.loadOlder();
    this.update();
  };

  scrolled = (/** @type {any} */ { target }) => {
    this.#scroll.scrolled(target);
    if (this.hasNewsBelow && this.#scroll.isAtEnd(target)) {
      this.hasNewsBelow = false;
      this.update();
    }
    if (
      target.scrollTop < LOAD_OLDER_FROM_PX &&
      target.scrollHeight > target.clientHeight &&
      !this.messages.refusal
    )
      this.loadOlder();
  };

  toEnd = () => {
    this.hasNewsBelow = false;
    const box = this.find(".scroll");
    if (box) this.#scroll.toEnd(box);
    this.update();
  };

  /** @param {Person|null} person */
  #show(person) {
    this.#wanted = "";
    this.hasNewsBelow = false;
    this.messages.openWith(person);
  }

  /** The address names a person only; who that is comes with the list. */
  #openWanted() {
    const conversation = this.#wanted && this.messages.conversations.findWith(this.#wanted);
    if (conversation) this.#show(conversation.with);
  }

  /** @param {Person} person @param {string} text */
  #arrived(person, text) {
    if (person.id === this.messages.open?.id && !this.#scroll.isAtEnd(this.find(".scroll")))
      this.hasNewsBelow = true;
    this.#announcer.say(`${person.displayName}: ${cutText(text, ANNOUNCED_CODE_POINTS)}`);
  }

  #fitComposer() {
    const field = this.find("textarea");
    if (!field) return;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight + 2, COMPOSER_HEIGHT_MAX_PX)}px`;
  }

  #focusAfterDrawing() {
    if (this.#focusNext) this.find(this.#focusNext)?.focus();
    this.#focusNext = "";
  }
}
