/**
 * What one does with one's own account: the menu and its two dialogs, password and login sessions.
 */
import { changePassword, logins, revokeLogin } from "../http.js";
import { html, nothing } from "../lit.js";
import { face, notice, spinner } from "../pieces.js";
import { asRefusal } from "../refusal.js";
import { agoTime, fullTime } from "../times.js";
import { deviceName } from "../user-agent.js";

const PASSWORD_MIN = 8;

export class AccountMenu {
  /** @type {import("../http.js").Login[]|null} null while they are loaded */
  #logins = null;
  /** What went wrong in the dialog that is open. */
  #problem = "";
  /** @type {"password"|"logins"|""} */
  #dialog = "";
  #busy = false;

  /**
   * @param {{account: import("../http.js").Account, signOut: () => void, say: (text: string) =>
   *   void, changed: () => void, drawNow: () => void, find: (selector: string) => any}} shell
   */
  constructor({ account, signOut, say, changed, drawNow, find }) {
    this.account = account;
    this.signOut = signOut;
    this.say = say;
    this.changed = changed;
    this.drawNow = drawNow;
    this.find = find;
  }

  view() {
    const { account } = this;
    return html`
      <button type="button" class="account" popovertarget="account-menu">${face(account)}
        <span class="unseen">Account of ${account.displayName}</span></button>
      <div id="account-menu" class="menu" popover aria-label="Account">
        <div class="menu-head">${face(account)}<div><strong>${account.displayName}</strong>
          <span class="soft small">@${account.name}${account.role === "member" ? "" : `, ${account.role}`}</span></div></div>
        <button type="button" class="menu-item" @click=${this.#openLogins}>Login sessions</button>
        <button type="button" class="menu-item" @click=${this.#openPassword}>Change password</button>
        <button type="button" class="menu-item" @click=${this.#leave}>Sign out</button>
      </div>
      <dialog id="password-dialog" aria-labelledby="password-title" @close=${this.#closed}>
        ${this.#dialog === "password" ? this.#password() : nothing}</dialog>
      <dialog id="logins-dialog" aria-labelledby="logins-title" @close=${this.#closed}>
        ${this.#dialog === "logins" ? this.#sessions() : nothing}</dialog>`;
  }

  #password() {
    return html`
      <form novalidate @submit=${this.#change}>
        <h2 id="password-title">Change password</h2>
        <p class="soft small">All other login sessions are signed out.</p>
          <input class="unseen" type="text" name="username" autocomplete="username" tabindex="-1" aria-hidden="true"
          .value=${this.account.name} readonly>
        <div class="field"><label for="current-password">Current password</label>
          <input id="current-password" name="current" type="password" autocomplete="current-password"></div>
        <div class="field"><label for="new-password">New password</label>
          <input id="new-password" name="new" type="password" autocomplete="new-password" aria-describedby="new-password-hint">
          <p id="new-password-hint" class="hint">At least ${PASSWORD_MIN} characters.</p></div>
        ${this.#problem ? notice(this.#problem) : nothing}
        <div class="actions"><button type="button" class="quiet" @click=${this.#close}>Cancel</button>
          <button type="submit" class="main" aria-disabled=${this.#busy ? "true" : "false"}>Save password</button></div>
      </form>`;
  }

  #sessions() {
    return html`
      <h2 id="logins-title">Login sessions</h2>
      <p class="soft small">Where you are signed in. End those that you do not know, and change your password then.</p>
      ${this.#problem ? notice(this.#problem, { label: "Try again", run: this.#loadLogins }) : nothing}
      ${
        !this.#logins
          ? this.#problem
            ? nothing
            : html`<div class="loading">${spinner}</div>`
          : html`<ul class="logins" aria-label="Login sessions">${this.#logins.map(login => this.#loginRow(login))}</ul>`
      }
      <div class="actions"><button type="button" class="plain" @click=${this.#close}>Done</button></div>`;
  }

  /** @param {import("../http.js").Login} login */
  #loginRow(login) {
    const device = deviceName(login.userAgent);
    const seen = Date.parse(login.lastSeenAt);
    return html`<li>
      <div><strong>${device}</strong>
        <span class="soft small" title=${fullTime(seen)}>${login.current ? "This one, in use now" : `Last seen ${agoTime(seen)}`}
          · since ${agoTime(Date.parse(login.createdAt))}</span></div>
      ${
        login.current
          ? nothing
          : html`<button type="button" class="quiet danger" aria-label="End login session: ${device}, last seen ${agoTime(seen)}"
        @click=${() => this.#revoke(login)}>End</button>`
      }
    </li>`;
  }

  /** @param {"password"|"logins"} dialog */
  #open(dialog) {
    this.find("#account-menu").hidePopover();
    this.#problem = "";
    this.#dialog = dialog;
    this.drawNow();
    this.find(`#${dialog}-dialog`).showModal();
  }

  #openPassword = () => this.#open("password");

  #openLogins = () => {
    this.#logins = null;
    this.#open("logins");
    this.#loadLogins();
  };

  #closed = () => {
    this.#dialog = "";
    this.changed();
  };

  #leave = () => {
    this.find("#account-menu").hidePopover();
    this.signOut();
  };

  #close = (/** @type {Event} */ event) =>
    /** @type {any} */ (event.target).closest("dialog").close();

  #loadLogins = async () => {
    this.#problem = "";
    try {
      this.#logins = (await logins()).sort((a, b) => Number(b.current) - Number(a.current));
    } catch (error) {
      this.#problem = asRefusal(error).message;
    }
    this.changed();
  };

  /** @param {import("../http.js").Login} login */
  async #revoke(login) {
    try {
      await revokeLogin(login.id);
      this.say("The login session was ended.");
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal.code !== "not_found") this.#problem = refusal.message;
    }
    if (!this.#problem) await this.#loadLogins();
    this.find("#logins-dialog .actions button").focus();
    this.changed();
  }

  #change = async (/** @type {any} */ event) => {
    event.preventDefault();
    if (this.#busy) return;
    const data = new FormData(event.target);
    const [current, next] = [String(data.get("current")), String(data.get("new"))];
    this.#problem = !current
      ? "Enter your current password."
      : [...next].length < PASSWORD_MIN
        ? `A password has at least ${PASSWORD_MIN} characters.`
        : "";
    if (!this.#problem) await this.#send(current, next);
    this.changed();
  };

  /** @param {string} current @param {string} next */
  async #send(current, next) {
    this.#busy = true;
    try {
      await changePassword(current, next);
      this.find("#password-dialog").close();
      this.say("Your password was changed. Other login sessions were signed out.");
    } catch (error) {
      const { code, message } = asRefusal(error);
      this.#problem = ["unauthenticated", "forbidden"].includes(code)
        ? "The current password is not right."
        : message;
    }
    this.#busy = false;
  }
}
