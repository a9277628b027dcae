/**
 * The element <hearhear-dm>: an account's direct messages. It needs `account`, connects while it is
 * in the page, and tells by events: `hearhear-phase` (the connection), `hearhear-open` (the
 * conversation opened or left, so that the page can keep its address), `hearhear-unread` and
 * `hearhear-arrived` (a message that one wants to be told of). `place` is set from the address.
 */
import { socketAddress } from "../addresses.js";
import { Announcer } from "../announcer.js";
import { takeEarly } from "../element.js";
import { credentials, people, peopleCalled, probe, profile } from "../http.js";
import { Later, loadSoon } from "../later.js";
import { html } from "../lit.js";
import { MemberElement } from "../member-element.js";
import { outboxStore } from "../outbox-store.js";
import { asRefusal } from "../refusal.js";
import { text } from "../texts.js";
import { cutText } from "../text-limit.js";
import { Asking } from "./asking.js";
import { Attaching } from "./attaching.js";
import { conversationListView } from "./conversation-list.js";
import { conversationView, typingText } from "./conversation-view.js";
import { DirectMessages } from "./direct-messages.js";
import { MessageMenu } from "./message-menu.js";
import { PeopleFinder } from "./people-finder.js";
import { nameOf, parsePlace } from "./place.js";
import { Reading } from "./reading.js";
import { styles } from "./styles.js";
import { messageStyles } from "./message-styles.js";
import "./texts.js";
import { Writing } from "./writing.js";

const COMPOSER_HEIGHT_MAX_PX = 200;
const ANNOUNCED_CODE_POINTS = 120;

/**
 * @typedef {import("../http.js").Person} Person
 * @typedef {import("./conversation-state.js").Conversation} Conversation
 */

export class HearhearDm extends MemberElement {
  static styles = [styles, messageStyles];
  finder = new PeopleFinder(people, peopleCalled, this.update);
  /** @type {DirectMessages} made when it is known whose they are */
  messages = /** @type {any} */ (null);
  writing = new Writing(this);
  reading = new Reading(this);
  attaching = new Attaching({
    place: () => this.messages.opened.lane ?? "",
    say: words => this.say(words),
    find: selector => this.find(selector),
    changed: this.update,
  });
  menu = new MessageMenu(this);
  asking = new Asking(this);
  groupForm = this.#later(async () => new (await import("./group-form.js")).GroupForm(this));
  details = this.#later(async () => new (await import("./details.js")).Details(this));
  finding = this.#later(async () => new (await import("./finding.js")).Finding(this));
  privacy = this.#later(async () => new (await import("./privacy.js")).Privacy(this));
  /** What the address asks for and is not known yet: the id of a person. */
  #wanted = "";
  /** The place that was set before it was known whose messages they are. @type {string|undefined} */
  #early = takeEarly(this, "place");
  #announcer = new Announcer(this.update);
  #unread = 0;
  /** Who is typing, as it was announced last. */
  #typing = "";
  /** What shall have the focus after the next drawing. */
  #focusNext = "";
  /** For which width and text the height of a field was chosen. @type {WeakMap<Element, string>} */
  #fitted = new WeakMap();

  /** @param {import("../http.js").Account} account */
  enter(account) {
    this.messages = new DirectMessages({
      ...{ me: account, url: socketAddress("dm"), probe, profile },
      token: () => credentials.token(),
      store: outboxStore("dm", account.id),
      listener: {
        changed: this.update,
        phase: phase => this.phased("dm", phase),
        arrived: (conversation, message) => this.#arrived(conversation, message),
        left: () => this.tell("hearhear-open", { place: "" }),
        created: (conversation, key) => this.groupForm.part?.made(key) && this.openAt(conversation),
      },
    });
    document.addEventListener("visibilitychange", this.#visibility);
    this.attaching.connect();
    this.messages.start();
    loadSoon([this.groupForm, this.details, this.finding, this.privacy]);
    if (this.#early !== undefined) this.place = this.#early;
    this.#early = undefined;
  }

  leave() {
    document.removeEventListener("visibilitychange", this.#visibility);
    this.attaching.disconnect();
    this.messages.stop();
  }

  /** Opens what an address names; "" is nothing. @param {string} name */
  set place(name) {
    if (!this.messages) {
      this.#early = name;
      return;
    }
    const { conversation, person } = parsePlace(name);
    const { opened } = this.messages;
    this.#wanted = "";
    if (!name) opened.place && this.#show(null);
    else if (conversation)
      opened.conversation?.id !== conversation && this.#show({ conversation, person: null });
    else if (person !== opened.person?.id) this.#wanted = person;
    this.update();
  }

  memberView() {
    this.#openWanted();
    return html`<div class="dm ${this.messages.opened.place ? "opened" : ""}">${conversationListView(this)}${conversationView(this)}</div>
      ${this.menu.view()}${this.groupForm.view()}${this.details.view()}${this.finding.view()}${this.privacy.view()}${this.asking.view()}
      ${this.#announcer.view()}`;
  }

  draw() {
    if (this.messages) this.reading.beforeDrawing();
    super.draw();
  }

  memberDrawn() {
    this.#fitFields();
    this.reading.afterDrawing();
    this.#focusAfterDrawing();
    this.#sayWhoTypes();
    const { conversations, names, opened } = this.messages;
    names.seek(opened.messages?.list().map(({ from }) => from) ?? []);
    const unread = conversations.unreadTotal;
    if (unread !== this.#unread) this.tell("hearhear-unread", { unread });
    this.#unread = unread;
  }

  /** @param {string} words */
  say(words) {
    this.#announcer.say(words);
  }

  /** @param {string} selector */
  focusNext(selector) {
    this.#focusNext = selector;
    this.update();
  }

  /** Does what lasts, or says why it cannot. @param {(deeds: import("./deeds.js").Deeds) => void} run */
  deed(run) {
    try {
      run(this.messages.deeds);
    } catch (error) {
      this.say(asRefusal(error).message);
    }
  }

  openPerson = (/** @type {Person} */ person) => {
    const conversation = this.messages.conversations.findWith(person.id)?.id ?? "";
    this.#open({ person, conversation });
  };

  /** @param {Conversation} conversation */
  openConversation({ id, with: person }) {
    this.#open({ conversation: id, person: person ?? null });
  }

  /** @param {string} conversation @param {number} [seq] a message in it */
  async openAt(conversation, seq) {
    if (this.messages.opened.conversation?.id !== conversation) {
      const person = this.messages.conversations.find(conversation)?.with ?? null;
      await this.#open({ conversation, person });
    }
    if (seq) await this.reading.goTo(seq);
  }

  back = () => {
    this.#focusNext = `[data-conversation="${CSS.escape(this.messages.opened.conversation?.id ?? "")}"]`;
    this.#show(null);
    this.tell("hearhear-open", { place: "" });
  };

  startFinding = () => {
    this.finder.open();
    this.find(".list input[type=search]")?.focus();
  };

  closeFinder = () => {
    this.finder.close();
    this.find(".list input[type=search]")?.blur();
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
    const stops = [...this.root.querySelectorAll(".list .search input, .list-body .row")];
    const next = stops.indexOf(/** @type {any} */ (this.root.activeElement)) + step;
    /** @type {any} */ (stops[Math.max(0, next)])?.focus();
  };

  chooseStatus = async (/** @type {any} */ { target }) => {
    try {
      await this.messages.company.status.choose(target.value);
    } catch (error) {
      this.say(asRefusal(error).message);
    }
    this.update();
  };

  /** @param {import("./place.js").Place} place */
  #open(place) {
    this.finder.close();
    // A keyboard on the screen would cover what one wants to read first.
    this.#focusNext = matchMedia("(pointer: coarse)").matches
      ? "h2[tabindex]"
      : ".composer textarea";
    const shown = this.#show(place);
    this.tell("hearhear-open", { place: nameOf(place) });
    return shown;
  }

  /** @param {import("./place.js").Place|null} place */
  #show(place) {
    this.#wanted = "";
    this.writing.editing = null;
    this.reading.begin();
    return this.messages.opened.show(place);
  }

  /** The address names a person only; who that is comes with the list. */
  #openWanted() {
    const conversation = this.#wanted && this.messages.conversations.findWith(this.#wanted);
    if (conversation)
      this.#show({ conversation: conversation.id, person: conversation.with ?? null });
  }

  /** @param {Conversation} conversation @param {any} message */
  #arrived(conversation, { from, seq, text: words, attachments = [] }) {
    const isOpen = conversation === this.messages.opened.conversation;
    if (isOpen) this.reading.arrived();
    const name = this.messages.names.find(from)?.displayName ?? conversation.name;
    const said = cutText(
      words || text("dm.files", { count: attachments.length }),
      ANNOUNCED_CODE_POINTS,
    );
    if (isOpen || !conversation.isMuted()) this.say(text("dm.said", { name, text: said }));
    if (conversation.isMuted() || this.messages.company.status.chosen === "dnd") return;
    const group = conversation.kind === "group" ? conversation.name : "";
    const title = group ? text("dm.arrivedIn", { name, group }) : name;
    this.tell("hearhear-arrived", { conversation: conversation.id, seq, title, words: said });
  }

  /**
   * A dialog that is loaded when it is needed.
   * @template {import("./dialog.js").Dialog & {start: () => void}} Part
   * @param {() => Promise<Part>} make
   */
  #later(make) {
    return new Later(make, why => this.say(why));
  }

  #sayWhoTypes() {
    const typing = typingText(this);
    if (typing && typing !== this.#typing) this.say(typing);
    this.#typing = typing;
  }

  #visibility = () => {
    const isHidden = document.visibilityState === "hidden";
    this.messages.company.status.hide(isHidden);
    if (isHidden) this.messages.opened.lookedAway();
    this.update();
  };

  /** To look how high a text is takes a layout of the whole conversation, so only when it is another. */
  #fitFields() {
    const fields = /** @type {NodeListOf<HTMLTextAreaElement>} */ (
      this.root.querySelectorAll(".conversation textarea")
    );
    for (const field of fields) {
      const { style, value, clientWidth } = field;
      const fitted = `${clientWidth} ${value}`;
      if (this.#fitted.get(field) === fitted) continue;
      this.#fitted.set(field, fitted);
      style.height = "auto";
      style.height = `${Math.min(field.scrollHeight + 2, COMPOSER_HEIGHT_MAX_PX)}px`;
    }
  }

  #focusAfterDrawing() {
    if (this.#focusNext) this.find(this.#focusNext)?.focus();
    this.#focusNext = "";
  }
}
