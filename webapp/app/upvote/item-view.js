/**
 * Draws one item of a board, and one that is still on its way. The counts are always the server's. Up
 * to ten times a second some of a thousand items get other counts, so an item is drawn again only
 * when something has changed of what it shows.
 */
import { guard, html, nothing } from "../lit.js";
import { failure, linkedText } from "../pieces.js";
import { agoTime, fullTime } from "../times.js";
import {
  isClosedState,
  isFirstState,
  mayEdit,
  mayWithdraw,
  whyNoVote,
  whyNoVotes,
} from "./board-rules.js";
import { itemLane } from "./deeds.js";
import { icons } from "./icons.js";
import { itemMenu } from "./item-menu.js";
import { itemFailures } from "./moderation-view.js";
import { text } from "./texts.js";
import { voteButtons } from "./vote-buttons.js";

const LONG_TEXT = 280;
const LONG_LINES = 5;

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
export function itemView(element, item) {
  return guard(whatItShows(element, item), () => drawn(element, item));
}

/**
 * Everything that {@link drawn} depends on: compared one by one, and never equal for an item on which
 * one is doing something, or which shows another one's title.
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
function whatItShows({ upvotes, account, menu, editor, opened }, item) {
  const { deeds } = upvotes;
  const { rules } = /** @type {import("./board.js").Board} */ (upvotes.board);
  const { id, title } = item;
  const isBusy =
    menu.opened === `item-${id}` ||
    editor.edits(id) ||
    deeds.unsentVote(id) ||
    deeds.unsent(itemLane(id)).length;
  if (isBusy || item.gone === "merged") return {};
  const now = upvotes.now();
  return [
    ...[item, rules, account, opened.has(id), whyNoVotes(rules, account, now)],
    ...[mayEdit(rules, item, account, now), mayWithdraw(rules, item, account, now)],
    ...[agoTime(Date.parse(item.at)), text("board.item.menu", { title })],
  ];
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
function drawn(element, item) {
  const { menu, editor } = element;
  const isOpen = menu.opened === `item-${item.id}`;
  return html`
    <li part="item" class="item ${item.gone ?? ""} ${isOpen ? "menu-open" : ""}" data-item=${item.id}>
      ${voteButtons(element, item)}
      <div class="item-text">
        ${editor.edits(item.id) ? editor.view() : said(element, item)}
        ${itemFailures(element, item)}
      </div>
      ${itemMenu(element, item)}
    </li>`;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
function said(element, item) {
  const at = Date.parse(item.at);
  return html`
    <h3 tabindex="-1">${item.title}</h3>
    ${item.gone === "merged" ? mergedInto(element, item) : item.text ? body(element, item) : nothing}
    <p class="soft small by">${stateChip(element, item)} ${by(item)}
      <time datetime=${item.at} title=${fullTime(at)}>${agoTime(at)}</time>
      ${item.editedAt ? html`<span aria-hidden="true">·</span> <span title=${fullTime(Date.parse(item.editedAt))}>${text("board.item.edited")}</span>` : nothing}</p>
    ${reason(element, item)}`;
}

/** @param {import("./board.js").Item} item */
function by({ author }) {
  return author
    ? html`<bdi class="author">${author.displayName}</bdi> <bdi dir="ltr">@${author.name}</bdi> <span aria-hidden="true">·</span>`
    : nothing;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
function stateChip({ upvotes: { board } }, { state }) {
  const rules = /** @type {import("./board.js").Board} */ (board).rules;
  if (isFirstState(rules, state)) return nothing;
  const isClosed = isClosedState(rules, state);
  return html`<span class="chip ${isClosed ? "closed" : ""}">${isClosed ? icons.lock : nothing}<span class="unseen">${text(
    "board.item.state",
    { state: "" },
  )}</span>${state}${isClosed ? html`<span class="unseen">, ${text("board.item.closedState")}</span>` : nothing}</span>`;
}

/**
 * Why one cannot vote on just this one; what holds for all stands in the head.
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
function reason({ upvotes: { board }, account }, item) {
  const why = whyNoVote(/** @type {any} */ (board).rules, item, account);
  return why && why !== "merged"
    ? html`<p class="soft small" id="reason-${item.id}">${text(`board.whyNoVote.${why}`, { state: item.state })}</p>`
    : nothing;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
function mergedInto(element, { id, into = "" }) {
  const target = element.upvotes.board?.find(into);
  return html`<p class="merged-into" id="reason-${id}">${text("board.item.mergedInto")}
    <button type="button" class="link" @click=${() => element.goTo(into)}>${target?.title ?? text("board.item.another")}</button></p>`;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
function body({ opened, toggleText }, { id, text: words }) {
  const isLong = words.length > LONG_TEXT || words.split("\n").length > LONG_LINES;
  const isOpen = opened.has(id);
  return html`<p class="body ${isLong && !isOpen ? "cut" : ""}">${linkedText(words)}</p>
    ${
      isLong
        ? html`<button type="button" class="quiet whole" aria-expanded=${isOpen ? "true" : "false"}
      @click=${() => toggleText(id)}>${isOpen ? text("board.item.less") : text("board.item.all")}</button>`
        : nothing
    }`;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("../outbox.js").Entry} entry
 */
export function unsentPostView({ upvotes: { deeds } }, entry) {
  return html`
    <li class="item unsent ${entry.state}">
      <span class="vote" aria-hidden="true">${entry.state === "failed" ? icons.failed : icons.wait}</span>
      <div class="item-text">
        <h3>${entry.command.title}</h3>
        ${
          entry.state !== "failed"
            ? html`<p class="soft small">${text("board.post.posting")}</p>`
            : failure(
                text("board.post.refused", { why: entry.refusal?.message ?? "" }),
                () => deeds.outbox.retry(entry),
                () => deeds.outbox.discard(entry),
              )
        }
      </div>
    </li>`;
}
