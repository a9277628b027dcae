/**
 * Moderation: one report, what was said when it is opened, and deciding on it. A decision can be
 * taken back, so it is not asked twice; of two moderators the second one is told of the first.
 */
import { decide, report } from "../http.js";
import { html, nothing } from "../lit.js";
import { linkedText, notice, spinner } from "../pieces.js";
import { asRefusal } from "../refusal.js";
import { text } from "../texts.js";
import { cleanText, measure } from "../text-limit.js";
import { agoTime, clockTime, fullTime } from "../times.js";

const NOTE_LIMIT = { codePoints: 2000, bytes: 8000 };

/**
 * @typedef {import("../http.js").ReportState} ReportState
 * @typedef {import("../http.js").ListedReport & Partial<import("../http.js").Report>} Report
 */

export class ReportCard {
  isOpen = false;
  #isBusy = false;
  #problem = "";
  /** What is wrong with the note. */
  #wrong = "";
  #done = "";
  /** What is typed; null while it is as it was. @type {string|null} */
  #note = null;

  /**
   * @param {import("./hearhear-moderation.js").HearhearModeration} element
   * @param {Report} report what was said is read when it is opened
   */
  constructor(element, report) {
    this.element = element;
    this.report = report;
  }

  view() {
    const { id, state, reason, at, reporter, reported, decidedBy, decidedAt } = this.report;
    const key = this.isOpen ? "hide" : "show";
    return html`<li class="card">
      <div class="card-head"><h4><bdi>${text("moderation.report.of", { name: reported.displayName })}</bdi>
          <span class="soft small"><bdi dir="ltr">@${reported.name}</bdi></span></h4>
        <span class="chip ${state}">${text(`moderation.state.${state}`)}</span></div>
      <blockquote dir="auto">${reason}</blockquote>
      <p class="soft small"><bdi>${text("moderation.report.reason", { name: reporter.displayName, ago: ago(at) })}</bdi></p>
      ${
        decidedBy && decidedAt
          ? html`<p class="soft small"><bdi>${text("moderation.report.decided", { name: decidedBy.displayName, ago: ago(decidedAt) })}</bdi></p>`
          : nothing
      }
      <button type="button" class="quiet fold" aria-expanded=${this.isOpen ? "true" : "false"} aria-controls="report-${id}"
        aria-label=${text(`moderation.report.${key}Of`, { id })} @click=${this.#toggle}>${text(`moderation.report.${key}`)}</button>
      <div id="report-${id}" ?hidden=${!this.isOpen}>${this.isOpen ? this.#details() : nothing}</div>
      ${this.#problem ? notice(this.#problem) : nothing}
      <p class="outcome" role="status">${this.#isBusy ? text("moderation.saving") : this.#done}</p>
    </li>`;
  }

  #details() {
    const { id, messages, note = "" } = this.report;
    if (!messages) return this.#problem ? nothing : html`<div class="loading">${spinner}</div>`;
    return html`<ol class="said" aria-label=${text("moderation.report.said")}>${messages.map(
      message => this.#message(message),
    )}</ol>
      <form novalidate @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <div class="field"><label for="note-${id}">${text("moderation.report.note")}</label>
          <textarea id="note-${id}" rows="2" dir="auto" aria-describedby="note-${id}-problem" aria-invalid=${this.#wrong ? "true" : nothing}
            .value=${this.#note ?? note} @input=${this.#type}></textarea>
          <p id="note-${id}-problem" class="hint wrong">${this.#wrong}</p></div>
        <div class="actions">${this.#choices()}</div>
      </form>`;
  }

  /** @param {import("../http.js").ReportedMessage} message */
  #message({ seq, from, text: words, at, rev, deleted, attachments = [] }) {
    const { seq: reported, people = [] } = this.report;
    const time = Date.parse(at);
    const name = people.find(({ id }) => id === from)?.displayName ?? from;
    const isThis = seq === reported;
    return html`<li class=${isThis ? "this" : ""}>
      <p class="soft small"><strong><bdi>${name}</bdi></strong> <time datetime=${at} title=${fullTime(time)}>${clockTime(time)}</time>
        ${rev > 1 ? text("moderation.report.edited") : nothing}
        ${isThis ? html`<span class="chip open">${text("moderation.report.this")}</span>` : nothing}</p>
      <p class="words" dir="auto">${deleted ? html`<em>${text("moderation.report.deleted")}</em>` : linkedText(words)}</p>
      ${attachments.length ? html`<p class="soft small"><bdi>${text("moderation.report.files", { names: attachments.map(({ name }) => name).join(", ") })}</bdi></p>` : nothing}
    </li>`;
  }

  #choices() {
    const button = (/** @type {ReportState} */ state, /** @type {string} */ key, kind = "plain") =>
      html`<button type="button" class=${kind} aria-disabled=${this.#isBusy ? "true" : "false"}
        @click=${() => this.#decide(state)}>${text(`moderation.report.${key}`)}</button>`;
    if (this.report.state !== "open") return button("open", "reopen");
    return [button("dismissed", "dismiss"), button("acted", "act", "main")];
  }

  #toggle = async () => {
    this.isOpen = !this.isOpen;
    this.#problem = this.#done = "";
    this.element.update();
    if (this.isOpen && !this.report.messages) await this.#try(() => report(this.report.id));
  };

  #type = (/** @type {any} */ { target }) => {
    this.#note = target.value;
    this.#wrong = "";
    this.element.update();
  };

  /** @param {ReportState} state */
  async #decide(state) {
    if (this.#isBusy) return;
    const { id, state: from, note: before = "" } = this.report;
    const note = cleanText(this.#note ?? before);
    const { left, fits } = measure(note, NOTE_LIMIT);
    if (!fits) {
      this.#wrong = text("moderation.report.noteLong", { count: -left });
      this.element.draw();
      return this.element.find(`#note-${id}`).focus();
    }
    this.#problem = this.#done = "";
    this.#isBusy = true;
    await this.#try(() => decide(id, { from, state, note }), text(`moderation.report.now.${state}`));
    // The button that was pressed may be gone.
    this.element.draw();
    this.element.find(`[aria-controls="report-${id}"]`)?.focus();
  }

  /** @param {() => Promise<Report>} action @param {string} [done] */
  async #try(action, done = "") {
    try {
      this.report = await action();
      if (done) this.#note = null;
      this.#done = done;
    } catch (error) {
      await this.#refused(asRefusal(error));
    }
    this.#isBusy = false;
    this.element.update();
  }

  /** @param {import("../refusal.js").Refusal} refusal */
  async #refused({ code, message }) {
    this.#problem = message;
    if (code !== "conflict") return;
    this.#problem = text("moderation.report.conflict");
    this.report = await report(this.report.id).catch(() => this.report);
  }
}

/** @param {string} at */
function ago(at) {
  return agoTime(Date.parse(at));
}
