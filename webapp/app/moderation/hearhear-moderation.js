/**
 * The element <hearhear-moderation>: what moderators look after, in sections of which one is shown.
 * It needs `account`, a moderator's or an administrator's, and `board`, the element of boards, which
 * has the connection to them; `section` comes from the address.
 */
import { HearhearElement } from "../element.js";
import { html, nothing } from "../lit.js";
import { text } from "../texts.js";
import { dialogStyles } from "../upvote/dialogs/dialog-styles.js";
import { Dialogs } from "../upvote/dialogs/dialogs.js";
import { AccountsSection } from "./accounts-section.js";
import { BurstsSection } from "./bursts-section.js";
import { HiddenSection } from "./hidden-section.js";
import { ReportsSection } from "./reports-section.js";
import { styles } from "./styles.js";
import "./texts.js";

/**
 * @typedef {object} Section
 * @property {string} id
 * @property {() => void} begin it is looked at: reads it anew
 * @property {() => unknown} view
 */

export class HearhearModeration extends HearhearElement {
  static styles = [dialogStyles, styles];
  /** @type {import("../http.js").Account} set before it is put into the page */
  account = /** @type {any} */ (null);
  /** Null until there is one. @type {import("../upvote/hearhear-board.js").HearhearBoard|null} */
  #board = null;
  /** @type {Dialogs} */
  dialogs = new Dialogs(this);
  /** What the address asks for. */
  #section = "";
  /** @type {Section[]} made when the element is put into the page */
  #sections = [];

  connectedCallback() {
    const isAdministrator = this.account.role === "administrator";
    this.#sections = [
      new ReportsSection(this),
      new BurstsSection(this),
      new HiddenSection(this),
      ...(isAdministrator ? [new AccountsSection(this)] : []),
    ];
    this.#board?.addEventListener("hearhear-drawn", this.update);
    this.#arrive();
  }

  disconnectedCallback() {
    this.#board?.removeEventListener("hearhear-drawn", this.update);
  }

  get board() {
    return this.#board;
  }

  set board(board) {
    if (board === this.#board) return;
    this.#board?.removeEventListener("hearhear-drawn", this.update);
    this.#board = board;
    if (this.isConnected) board?.addEventListener("hearhear-drawn", this.update);
    this.update();
  }

  /** @param {string} section "" is the first one */
  set section(section) {
    if (section === this.#section) return;
    this.#section = section;
    if (this.isConnected) this.#arrive();
  }

  view() {
    const shown = this.#shown();
    return html`<div class="moderation">
      <header class="head"><h2>${text("moderation.moderation")}</h2>
        <nav class="sections" aria-label=${text("moderation.sections")}>${this.#sections.map(
          ({ id }) => html`<a href="#moderation/${id}" aria-current=${id === shown?.id ? "page" : nothing}>${text(`moderation.${id}`)}</a>`,
        )}</nav></header>
      <div class="scroll">${shown ? this.#sectionView(shown) : nothing}</div>
    </div>${this.dialogs.view()}`;
  }

  /** @param {Section} section */
  #sectionView(section) {
    const { id } = section;
    return html`<section class="section" aria-labelledby="section-title">
      <div class="section-head"><h3 id="section-title" tabindex="-1">${text(`moderation.${id}`)}</h3>
        <button type="button" class="quiet" @click=${() => section.begin()}>${text("moderation.again")}</button></div>
      <p class="soft small">${text(`moderation.${id}.about`)}</p>
      ${section.view()}</section>`;
  }

  #shown() {
    return this.#sections.find(({ id }) => id === this.#section) ?? this.#sections[0];
  }

  #arrive() {
    this.#shown()?.begin();
    this.draw();
    this.find("#section-title")?.focus();
  }
}
