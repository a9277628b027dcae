/**
 * The element <hearhear-board>: boards, items and my votes; the attribute `board` says with which of
 * them it begins. It connects while it is in the page, and tells by `hearhear-phase` how its
 * connection is.
 */
import { socketAddress } from "../addresses.js";
import { Announcer } from "../announcer.js";
import { credentials, probe } from "../http.js";
import { html } from "../lit.js";
import { MemberElement } from "../member-element.js";
import { outboxStore } from "../outbox-store.js";
import { cleanText, measure } from "../text-limit.js";
import { whyNoPost } from "./board-rules.js";
import { boardView } from "./board-view.js";
import { dialogStyles } from "./dialogs/dialog-styles.js";
import { Dialogs } from "./dialogs/dialogs.js";
import { ItemDialog } from "./dialogs/item-dialog.js";
import { ItemEditor } from "./item-editor.js";
import { Menu } from "./menu.js";
import { draftLimits } from "./post-form.js";
import { styles } from "./styles.js";
import { text } from "./texts.js";
import { Upvotes } from "./upvotes.js";

const LOAD_OLDER_FROM_PX = 400;
const NEWS_TOLD_FROM_PX = 120;

export class HearhearBoard extends MemberElement {
  static styles = [styles, dialogStyles];
  /** @type {Upvotes} made when it is known whose votes they are */
  upvotes = /** @type {any} */ (null);
  draft = { title: "", text: "" };
  isWriting = false;
  /** How many came in above what is looked at. */
  newsAbove = 0;
  /** The state that was chosen to be shown; empty for all. */
  #stateFilter = "";
  /** Items whose long text is shown whole. @type {Set<string>} */
  opened = new Set();
  menu = new Menu(this);
  dialogs = new Dialogs(this);
  editor = new ItemEditor(this);
  #announcer = new Announcer(this.update);
  /** @type {any} */
  #minute = null;

  /** @param {import("../http.js").Account} account */
  enter(account) {
    this.upvotes = new Upvotes({
      ...{ me: account, url: socketAddress("upvote"), probe },
      token: () => credentials.token(),
      store: outboxStore("upvote", account.id),
      chosen: this.getAttribute("board") ?? "",
      listener: {
        changed: this.update,
        phase: phase => this.phased("upvote", phase),
        arrived: item => this.#arrived(item),
        restarted: () => this.#restarted(),
      },
    });
    this.#minute = setInterval(this.update, 60_000);
    this.upvotes.start();
  }

  leave() {
    clearInterval(this.#minute);
    this.upvotes.stop();
  }

  memberView() {
    return html`${boardView(this)}${this.dialogs.view()}${this.#announcer.view()}`;
  }

  /**
   * @param {import("./board.js").Item} item
   * @param {1|-1} value the same again takes it back
   * @param {string} reasonId what says why one cannot; empty if one can
   */
  vote(item, value, reasonId) {
    if (reasonId) return this.#announcer.say(this.find(`#${reasonId}`)?.textContent ?? "");
    const { deeds } = this.upvotes;
    this.#attempt(() => deeds.vote(item.id, deeds.voteOn(item) === value ? 0 : value));
  }

  /**
   * Something durable that is told of where it is done.
   * @param {string} lane
   * @param {object} command
   * @returns {boolean} whether it is on its way
   */
  perform(lane, command) {
    return this.#attempt(() => this.upvotes.deeds.perform(lane, command));
  }

  /** @param {() => void} deed */
  #attempt(deed) {
    try {
      deed();
      return true;
    } catch (error) {
      this.#announcer.say(/** @type {Error} */ (error).message);
      return false;
    }
  }

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
    const { upvotes, account } = this;
    const { board } = upvotes;
    if (!board || whyNoPost(board.rules, account, upvotes.now())) return;
    const title = cleanText(this.draft.title).replaceAll("\n", " ");
    const body = cleanText(this.draft.text);
    const limits = draftLimits(this);
    if (!title || !measure(title, limits.title).fits || !measure(body, limits.text).fits)
      return this.find("input[name=title]").focus();
    if (!this.#attempt(() => upvotes.deeds.post(board.id, title, body))) return;
    this.cancel();
    this.#announcer.say(text("board.post.onItsWay"));
    this.toTop();
  };

  toggleText = (/** @type {string} */ id) => {
    if (!this.opened.delete(id)) this.opened.add(id);
    this.update();
  };

  reorder = (/** @type {any} */ { target }) => {
    this.upvotes.chooseOrder(target.value);
    this.toTop();
  };

  /** The state that is shown, if this board has it; empty for all. */
  get stateFilter() {
    const { states = [] } = this.upvotes.board?.rules ?? {};
    return states.some(({ name }) => name === this.#stateFilter) ? this.#stateFilter : "";
  }

  filter = (/** @type {any} */ { target }) => {
    this.#stateFilter = target.value;
    this.update();
  };

  /** The focus goes where reading goes on. */
  showNewOrder = async () => {
    await this.upvotes.showNewOrder();
    this.draw();
    this.find(".items")?.focus({ preventScroll: true });
    this.toTop();
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

  /** To an item, wherever it is. @param {string} id */
  goTo(id) {
    const shown = this.find(`[data-item="${id}"] h3`);
    if (!shown) return this.dialogs.show(new ItemDialog(this, id));
    shown.scrollIntoView({ block: "center", behavior: "smooth" });
    shown.focus({ preventScroll: true });
  }

  /** @param {import("./board.js").Item} item */
  #arrived(item) {
    const isHidden = this.find(".scroll")?.scrollTop >= NEWS_TOLD_FROM_PX;
    if (isHidden && !this.upvotes.board?.ranking) this.newsAbove++;
    this.#announcer.say(text("board.arrived", { title: item.title }));
  }

  #restarted() {
    this.toTop();
    this.#announcer.say(text("board.restarted"));
  }
}
