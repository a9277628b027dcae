/**
 * Draws what one has decided for oneself: from whom one takes messages, receipts, how one is seen,
 * and whom one has blocked. What is chosen holds at once.
 */
import { html, nothing, repeat } from "../lit.js";
import { face, notice, spinner } from "../pieces.js";
import { text } from "../texts.js";
import { failedDeeds } from "./failed-deeds.js";
import { aboutPerson } from "./people-view.js";

const ACCEPTS = ["everyone", "known", "nobody"];
const STATES = ["online", "dnd", "invisible"];

/** @typedef {import("./hearhear-dm.js").HearhearDm} Dm */

/** @param {Dm} dm */
export function privacyForm(dm) {
  const { privacy, outbox, unsentOwn, company } = dm.messages;
  const { settings, refusal } = privacy;
  if (refusal)
    return notice(refusal.message, { label: text("dm.tryAgain"), run: () => privacy.load() });
  if (!settings) return html`<div class="loading">${spinner}</div>`;
  const isUnderWay = unsentOwn.some(({ state }) => state !== "failed");
  return html`
    <div aria-live="polite">${isUnderWay ? html`<p class="soft small">${text("dm.saving")}</p>` : nothing}</div>
    ${failedDeeds(outbox, unsentOwn)}
    ${choice("accepts", "dm.accepts", "dm.accepts", ACCEPTS, settings.accepts, event =>
      dm.deed(deeds => deeds.decide({ accepts: event.target.value })),
    )}
    ${company.status.chosen ? choice("own-status", "dm.myStatus", "dm.status", STATES, company.status.chosen, dm.chooseStatus) : nothing}
    <label class="check"><input type="checkbox" .checked=${settings.receipts}
      @change=${(/** @type {any} */ event) => dm.deed(deeds => deeds.decide({ receipts: event.target.checked }))}>
      <span>${text("dm.receipts")}</span></label>
    <section><h3>${text("dm.blocked")}</h3>${blocked(dm)}</section>`;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string} words of the values
 * @param {string[]} values
 * @param {string} chosen
 * @param {(event: any) => void} choose
 */
function choice(id, label, words, values, chosen, choose) {
  return html`<div class="field"><label for=${id}>${text(label)}</label>
    <select id=${id} .value=${chosen} @change=${choose}>${values.map(
      value =>
        html`<option value=${value} ?selected=${value === chosen}>${text(`${words}.${value}`)}</option>`,
    )}</select></div>`;
}

/** @param {Dm} dm */
function blocked(dm) {
  const { privacy } = dm.messages;
  if (!privacy.blocked.length) return html`<p class="soft small">${text("dm.blockedNobody")}</p>`;
  return html`<ul class="members">${repeat(
    privacy.blocked,
    ({ id }) => id,
    person => html`<li>${face(person)}<span class="row-text"><span class="row-name"><bdi>${person.displayName}</bdi></span>
      <span class="row-last">${aboutPerson(person)}</span></span>
      <button type="button" class="quiet" aria-label=${text("dm.unblockPerson", { name: person.displayName })}
        @click=${() => dm.deed(deeds => deeds.block(person.id, false))}>${text("dm.unblock")}</button></li>`,
  )}</ul>
  ${
    privacy.more
      ? html`<button type="button" class="quiet" @click=${() => privacy.loadMore()}>${text("dm.morePeople")}</button>`
      : nothing
  }`;
}
