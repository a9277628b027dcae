/** Draws the head of a board: which one, in which order, what its rules are, and what one has left. */
import { html, live, nothing } from "../lit.js";
import { isModerator, openingOf, ordersOf, whyNoVotes } from "./board-rules.js";
import { boardMenu } from "./board-menu.js";
import { boardFailures } from "./moderation-view.js";
import { numberText, text, timeText } from "./texts.js";

/** @param {import("./hearhear-board.js").HearhearBoard} element */
export function boardHead(element) {
  const {
    upvotes: { board, boards },
  } = element;
  return html`
    <header class="board-head" part="head">
      <div class="board-title">${boards.length > 1 ? chooser(element) : html`<h2>${board?.rules.title ?? text("board.board")}</h2>`}
        ${isModerator(element.account) ? boardMenu(element) : nothing}</div>
      ${board?.rules.description ? html`<p class="soft small description">${board.rules.description}</p>` : nothing}
      ${board ? html`${rulesTold(element, board)}${facts(element, board)}` : nothing}
      ${boardFailures(element)}
      ${board ? toolbar(element, board) : nothing}
    </header>`;
}

/** @param {import("./hearhear-board.js").HearhearBoard} element */
function chooser({ upvotes }) {
  const { board, boards } = upvotes;
  return html`<h2 class="unseen">${board?.rules.title}</h2>
    <select class="chooser" aria-label=${text("board.choose")} .value=${live(board?.id ?? "")}
      @change=${(/** @type {any} */ { target }) => upvotes.choose(target.value)}>
      ${boards.map(({ id, title }) => html`<option value=${id} ?selected=${id === board?.id}>${title}</option>`)}
    </select>`;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Board} board
 */
function rulesTold({ upvotes, account }, { rules }) {
  const now = upvotes.now();
  const opening = openingOf(rules, now);
  const why = whyNoVotes(rules, account, now);
  if (opening !== "open") {
    const time = opening === "early" ? rules.opensAt : rules.closesAt;
    return html`<p class="rule" id="board-reason">${text(`board.why.${opening}`, { time: dateTime(time) })}</p>`;
  }
  if (why) return html`<p class="rule" id="board-reason">${text(`board.whyNoVotes.${why}`)}</p>`;
  return nothing;
}

/**
 * What changes as one votes and as time goes.
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Board} board
 */
function facts({ upvotes, account }, board) {
  const { closesAt, budget = 0 } = board.rules;
  const now = upvotes.now();
  const isOpen = openingOf(board.rules, now) === "open";
  const left = whyNoVotes(board.rules, account, now) ? undefined : upvotes.deeds.votesLeft(board);
  return html`<div class="facts">
    <p class="soft">${isOpen && closesAt ? text("board.closes", { time: dateTime(closesAt) }) : nothing}</p>
    <p class="budget ${left === 0 ? "used-up" : ""}" role="status">${
      left === undefined
        ? nothing
        : text("board.votesLeft", { left: numberText(left), count: budget })
    }</p>
  </div>`;
}

/** @param {string} [time] */
function dateTime(time) {
  return time ? timeText(Date.parse(time), { dateStyle: "medium", timeStyle: "short" }) : "";
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Board} board
 */
function toolbar(element, board) {
  const { stateFilter } = element;
  const { states = [] } = board.rules;
  return html`<div class="toolbar">
    <div class="choice"><label for="order">${text("board.order")}</label><select id="order" .value=${live(board.order)} @change=${element.reorder}>
      ${ordersOf(board.rules).map(order => html`<option value=${order} ?selected=${order === board.order}>${text(`board.order.${order}`)}</option>`)}
    </select></div>
    ${
      states.length > 1
        ? html`<div class="choice"><label for="state-filter">${text("board.filter")}</label><select id="state-filter" .value=${live(stateFilter)} @change=${element.filter}>
      <option value="">${text("board.filter.all")}</option>
      ${states.map(({ name }) => html`<option value=${name} ?selected=${name === stateFilter}>${name}</option>`)}
    </select></div>`
        : nothing
    }
  </div>`;
}
