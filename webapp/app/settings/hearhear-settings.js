/**
 * The element <hearhear-settings>: what a person decides for themselves, in sections. It needs
 * `account`, and `dm`, the element of direct messages, which keeps what concerns these; `section`
 * comes from the address. It tells by `hearhear-account` that the account has changed.
 */
import { HearhearElement } from "../element.js";
import { html, nothing } from "../lit.js";
import { icons } from "../pieces.js";
import { text } from "../texts.js";
import { LoginsSection } from "./logins-section.js";
import { NotificationsSection } from "./notifications-section.js";
import { PasswordSection } from "./password-section.js";
import { PrivacySection } from "./privacy-section.js";
import { ProfileSection } from "./profile-section.js";
import { styles } from "./styles.js";
import "./texts.js";
import { ThemeSection } from "./theme-section.js";

export class HearhearSettings extends HearhearElement {
  static styles = [styles];
  /** @type {import("../http.js").Account} set before it is put into the page */
  account = /** @type {any} */ (null);
  /** Null until there is one. @type {import("../dm/hearhear-dm.js").HearhearDm|null} */
  #dm = null;
  #section = "";
  #profile = new ProfileSection(this);
  #logins = new LoginsSection(this);
  #sections = [
    this.#profile,
    new PrivacySection(this),
    new NotificationsSection(this),
    new ThemeSection(this),
    new PasswordSection(this),
    this.#logins,
  ];

  connectedCallback() {
    this.#dm?.addEventListener("hearhear-drawn", this.update);
    this.#logins.load();
    this.draw();
    this.#arrive();
  }

  disconnectedCallback() {
    this.#dm?.removeEventListener("hearhear-drawn", this.update);
    this.#profile.picture.close();
  }

  get dm() {
    return this.#dm;
  }

  set dm(dm) {
    if (dm === this.#dm) return;
    this.#dm?.removeEventListener("hearhear-drawn", this.update);
    this.#dm = dm;
    if (this.isConnected) dm?.addEventListener("hearhear-drawn", this.update);
    this.update();
  }

  /** Where to go; "" is the top. @param {string} section */
  set section(section) {
    if (section === this.#section) return;
    this.#section = section;
    if (!this.isConnected) return;
    this.draw();
    this.#arrive();
  }

  view() {
    return html`<div class="settings">
      <header class="head"><h2 id="top" tabindex="-1">${text("settings.settings")}</h2>
        <a class="close" href="#messages" aria-label=${text("settings.close")} title=${text("settings.close")}>${icons.close}</a></header>
      <nav class="sections" aria-label=${text("settings.sections")}>${this.#sections.map(
        ({ id }) => html`<a href="#settings/${id}" aria-current=${id === this.#section ? "true" : nothing}>${text(`settings.${id}`)}</a>`,
      )}</nav>
      <div class="scroll"><div class="cards">${this.#sections.map(
        section => html`<section class="card" aria-labelledby=${section.id}>
          <h3 id=${section.id} tabindex="-1">${text(`settings.${section.id}`)}</h3>${section.view()}</section>`,
      )}</div></div>
    </div>`;
  }

  /** @param {import("../http.js").Account} account */
  changed(account) {
    this.tell("hearhear-account", { account });
  }

  loginsChanged() {
    this.#logins.load();
  }

  /** @param {string} id */
  focusSection(id) {
    this.find(`#${id}`)?.focus({ preventScroll: true });
  }

  #arrive() {
    const isKnown = this.#sections.some(({ id }) => id === this.#section);
    this.focusSection(isKnown ? this.#section : "top");
    const place = isKnown ? this.find(`#${this.#section}`).closest(".card") : this.find(".cards");
    const scroll = this.find(".scroll");
    scroll.scrollTop += place.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
  }
}
