/**
 * The element <hearhear-board>: boards, items and my votes. It needs `account`, connects while it
 * is in the page, and tells by `hearhear-phase` how its connection is.
 */
import { socketAddress } from "../addresses.js";
import { Announcer } from "../announcer.js";
import { HearhearElement } from "../element.js";
import { probe } from "../http.js";
import { html } from "../lit.js";
import { outboxStore } from "../outbox-store.js";
import { cleanText, measure } from "../text-limit.js";
import { boardView, draftLimits } from "./board-view.js";
import { styles } from "./styles.js";
import { Upvotes } from "./upvotes.js";

const LOAD_OLDER_FROM_PX = 400;
const NEWS_TOLD_FROM_PX = 120;

export class HearhearBoard extends HearhearElement {
  static styles = [styles];
  /** @type {import("../http.js").Person} set before it is put into the page */
  account = /** @type {any} */ (null);
  /** @type {Upvotes} made when the element is put into the page */
  upvotes = /** @type {any} */ (null);
  draft = { title: "", text: "" };
  isWriting = false;
  /** How many came in above what is looked at. */
  newsAbove = 0;
  /** Items whose long text is shown whole. @type {Set<string>} */
  opened = new Set();
  #announcer = new Announcer(this.update);
  /** @type {any} */
  #minute = null;

  connectedCallback() {
    this.upvotes = new Upvotes({
      me: this.account,
      url: socketAddress("upvote"),
      probe,
      store: outboxStore("upvote", this.account.id),
      listener: {
        changed: this.update,
        phase: phase => this.tell("hearhear-phase", { endpoint: "upvote", phase }),
        arrived: item => this.#arrived(item),
      },
    });
    this.#minute = setInterval(this.update, 60_000);
    this.upvotes.start();
    this.update();
  }

  disconnectedCallback() {
    clearInterval(this.#minute);
    this.upvotes.stop();
  }

  view() {
    return html`${boardView(this)}${this.#announcer.view()}`;
  }

  vote = (/** @type {import("./board.js").Item} */ item) => {
    const mine = this.upvotes.unsentVote(item.id)?.command.value ?? item.mine;
    try {
      this.upvotes.vote(item.id, mine === 1 ? 0 : 1);
    } catch (error) {
      this.#announcer.say(/** @type {Error} */ (error).message);
    }
  };

  write = () => {
    if (this.isWriting) return;
    this.isWriting = true;
    this.update();
  };

  typed = (/** @type {any} */ { target }) => {
    this.draft = { ...this.draft, [target.name]: target.value };
    this.update();
  };

  cancel = () => {
    this.draft = { title: "", text: "" };
    this.isWriting = false;
    this.update();
  };

  /**
   * In the title Enter posts; in the details it makes a line, and Ctrl or Command with it posts.
   */
  key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && !this.draft.title && !this.draft.text) this.cancel();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.submit(event);
  };

  submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const title = cleanText(this.draft.title).replaceAll("\n", " ");
    const text = cleanText(this.draft.text);
    const limits = draftLimits(this);
    if (!title || !measure(title, limits.title).fits || !measure(text, limits.text).fits) {
      return this.find("input[name=title]").focus();
    }
    try {
      this.upvotes.post(title, text);
    } catch (error) {
      return this.#announcer.say(/** @type {Error} */ (error).message);
    }
    this.cancel();
    this.#announcer.say("Your idea is on its way.");
    this.toTop();
  };

  toggleText = (/** @type {string} */ id) => {
    if (!this.opened.delete(id)) this.opened.add(id);
    this.update();
  };

  scrolled = (/** @type {any} */ { target }) => {
    if (this.newsAbove && target.scrollTop < NEWS_TOLD_FROM_PX) {
      this.newsAbove = 0;
      this.update();
    }
    const below = target.scrollHeight - target.scrollTop - target.clientHeight;
    if (below < LOAD_OLDER_FROM_PX && !this.upvotes.refusal) this.upvotes.loadOlder();
  };

  toTop = () => {
    this.newsAbove = 0;
    this.find(".scroll").scrollTo({ top: 0, behavior: "smooth" });
    this.update();
  };

  /** @param {import("./board.js").Item} item */
  #arrived(item) {
    if (this.find(".scroll")?.scrollTop >= NEWS_TOLD_FROM_PX) this.newsAbove++;
    this.#announcer.say(`New idea: ${item.title}`);
  }
}
