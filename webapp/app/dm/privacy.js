/** The dialog about oneself: from whom one takes messages, receipts, and whom one has blocked. */
import { html, nothing, repeat } from "../lit.js";
import { face, notice, spinner } from "../pieces.js";
import { text } from "../texts.js";
import { Dialog } from "./dialog.js";
import { failedDeeds } from "./failed-deeds.js";
import { aboutPerson } from "./people-view.js";

export class Privacy extends Dialog {
  /** @param {import("./hearhear-dm.js").HearhearDm} dm */
  constructor(dm) {
    super(dm, "privacy");
  }

  get title() {
    return text("dm.privacy");
  }

  start = () => {
    this.show();
    this.dm.messages.privacy.load();
  };

  content() {
    const { privacy, outbox, unsentOwn } = this.dm.messages;
    const { settings, refusal } = privacy;
    if (refusal)
      return notice(refusal.message, { label: text("dm.tryAgain"), run: () => privacy.load() });
    if (!settings) return html`<div class="loading">${spinner}</div>`;
    const isUnderWay = unsentOwn.some(({ state }) => state !== "failed");
    return html`
      <div aria-live="polite">${isUnderWay ? html`<p class="soft small">${text("dm.saving")}</p>` : nothing}</div>
      ${failedDeeds(outbox, unsentOwn)}
      <div class="field"><label for="accepts">${text("dm.accepts")}</label>
        <select id="accepts" .value=${settings.accepts} @change=${this.#accept}>${[
          "everyone",
          "known",
          "nobody",
        ].map(
          who =>
            html`<option value=${who} ?selected=${who === settings.accepts}>${text(`dm.accepts.${who}`)}</option>`,
        )}</select></div>
      <label class="check"><input type="checkbox" .checked=${settings.receipts} @change=${this.#receipts}>
        <span>${text("dm.receipts")}</span></label>
      <section><h3>${text("dm.blocked")}</h3>${this.#blocked(privacy)}</section>`;
  }

  /** @param {import("./privacy-state.js").PrivacyState} privacy */
  #blocked(privacy) {
    if (!privacy.blocked.length) return html`<p class="soft small">${text("dm.blockedNobody")}</p>`;
    return html`<ul class="members">${repeat(
      privacy.blocked,
      ({ id }) => id,
      person => html`<li>${face(person)}<span class="row-text"><span class="row-name"><bdi>${person.displayName}</bdi></span>
        <span class="row-last">${aboutPerson(person)}</span></span>
        <button type="button" class="quiet" aria-label=${text("dm.unblockPerson", { name: person.displayName })}
          @click=${() => this.dm.deed(deeds => deeds.block(person.id, false))}>${text("dm.unblock")}</button></li>`,
    )}</ul>
    ${
      privacy.more
        ? html`<button type="button" class="quiet" @click=${() => privacy.loadMore()}>${text("dm.morePeople")}</button>`
        : nothing
    }`;
  }

  #accept = (/** @type {any} */ { target }) =>
    this.dm.deed(deeds => deeds.decide({ accepts: target.value }));

  #receipts = (/** @type {any} */ { target }) =>
    this.dm.deed(deeds => deeds.decide({ receipts: target.checked }));
}
