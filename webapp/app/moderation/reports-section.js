/** Moderation: the reports of messages, by state. */
import { reports } from "../http.js";
import { html, nothing, repeat } from "../lit.js";
import { Pages } from "../pages.js";
import { text } from "../texts.js";
import { empty } from "./empty.js";
import { ReportCard } from "./report-card.js";

/** @typedef {import("../http.js").ReportState} ReportState */
/** @type {ReportState[]} */
const STATES = ["open", "acted", "dismissed"];

export class ReportsSection {
  id = "reports";
  /** @type {ReportState} */
  #state = "open";

  /** @param {import("./hearhear-moderation.js").HearhearModeration} element */
  constructor(element) {
    this.element = element;
    /** @type {Pages<ReportCard>} */
    this.pages = new Pages(async last => {
      const page = await reports(this.#state, last?.report.id);
      return { rows: page.reports.map(each => new ReportCard(element, each)), more: page.more };
    }, element.update);
  }

  begin() {
    this.pages.begin();
  }

  view() {
    const { pages } = this;
    return html`<div class="bar"><label for="report-state">${text("moderation.reports.state")}</label>
        <select id="report-state" .value=${this.#state} @change=${this.#choose}>${STATES.map(
          state =>
            html`<option value=${state} ?selected=${state === this.#state}>${text(`moderation.state.${state}`)}</option>`,
        )}</select></div>
      ${pages.isEmpty ? empty(`moderation.reports.none.${this.#state}`, "moderation.reports.none.hint") : nothing}
      <ul class="cards">${repeat(
        pages.rows,
        ({ report }) => report.id,
        card => card.view(),
      )}</ul>
      ${pages.view()}`;
  }

  #choose = (/** @type {any} */ { target }) => {
    this.#state = target.value;
    this.begin();
  };
}
