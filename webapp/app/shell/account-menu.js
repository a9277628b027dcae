/** The menu of one's own account: who one is, the way to the settings, and signing out. */
import { html } from "../lit.js";
import { face } from "../pieces.js";
import { text } from "../texts.js";

export class AccountMenu {
  /**
   * @param {{account: import("../http.js").Account, signOut: () => void, find: (selector: string) =>
   *   any}} shell
   */
  constructor({ account, signOut, find }) {
    this.account = account;
    this.signOut = signOut;
    this.find = find;
  }

  view() {
    const { name, displayName, role } = this.account;
    return html`
      <button type="button" class="account" popovertarget="account-menu">${face(this.account)}
        <span class="unseen">${text("shell.accountOf", { name: displayName })}</span></button>
      <div id="account-menu" class="menu" popover aria-label=${text("shell.account")}>
        <div class="menu-head">${face(this.account)}<div><strong><bdi>${displayName}</bdi></strong>
          <span class="soft small"><bdi dir="ltr">@${name}</bdi>${role === "member" ? "" : ` · ${text(`shell.role.${role}`)}`}</span></div></div>
        <a class="menu-item" href="#settings" @click=${this.#close}>${text("shell.settings")}</a>
        <button type="button" class="menu-item" @click=${this.#leave}>${text("shell.signOut")}</button>
      </div>`;
  }

  #close = () => this.find("#account-menu").hidePopover();

  #leave = () => {
    this.#close();
    this.signOut();
  };
}
