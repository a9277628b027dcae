/** Moderation: all accounts, their roles, and who cannot sign in; for administrators. */
import { accounts } from "../http.js";
import { html, nothing, repeat } from "../lit.js";
import { Pages } from "../pages.js";
import { text } from "../texts.js";
import { AccountRow } from "./account-row.js";
import { empty } from "./empty.js";

const TYPING_PAUSE_MS = 250;

export class AccountsSection {
  id = "accounts";
  #typed = "";
  /** Where the last page ended. @type {string|undefined} */
  #next;
  /** @type {any} */
  #timer = null;

  /** @param {import("./hearhear-moderation.js").HearhearModeration} element */
  constructor(element) {
    this.element = element;
    /** @type {Pages<AccountRow>} */
    this.pages = new Pages(async last => {
      const page = await accounts(this.#typed.trim(), last && this.#next);
      this.#next = page.next;
      return { rows: page.accounts.map(each => new AccountRow(element, each)), more: page.more };
    }, element.update);
  }

  begin() {
    this.pages.begin();
  }

  view() {
    const { pages } = this;
    return html`<div class="bar" role="search"><label for="account-search">${text("moderation.accounts.find")}</label>
        <input id="account-search" type="search" autocomplete="off" autocapitalize="none" dir="auto" spellcheck="false" maxlength="60"
          .value=${this.#typed} @input=${this.#type}></div>
      ${pages.isEmpty ? empty("moderation.accounts.none") : nothing}
      <ul class="rows" aria-label=${text("moderation.accounts")}>${repeat(
        pages.rows,
        ({ account }) => account.id,
        row => row.view(),
      )}</ul>
      ${pages.view()}`;
  }

  #type = (/** @type {any} */ { target }) => {
    this.#typed = target.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.begin(), TYPING_PAUSE_MS);
  };
}
