/**
 * Settings: from whom one takes messages, receipts, how one is seen, and whom one has blocked. All
 * of it is kept by direct messages, whose element has the connection.
 */
import { privacyForm } from "../dm/privacy-form.js";
import { html } from "../lit.js";
import { spinner } from "../pieces.js";
import { text } from "../texts.js";

export class PrivacySection {
  id = "privacy";
  #isAsked = false;

  /** @param {import("./hearhear-settings.js").HearhearSettings} element */
  constructor(element) {
    this.element = element;
  }

  view() {
    const { dm } = this.element;
    const isLive = dm?.messages?.connection.phase === "live";
    if (dm && isLive && !this.#isAsked) {
      this.#isAsked = true;
      dm.messages.privacy.load();
    }
    return html`<p class="soft small">${text("settings.privacy.about")}</p>
      ${
        dm && this.#isAsked
          ? html`<div class="fields">${privacyForm(dm)}</div>`
          : html`<div class="loading" role="status">${spinner}<span class="unseen">${text("settings.privacy.connecting")}</span></div>`
      }`;
  }
}
