/** Draws the buttons that vote on an item, with its counts. */
import { html, nothing } from "../lit.js";
import { whyNoVote, whyNoVotes } from "./board-rules.js";
import { icons } from "./icons.js";
import { numberText, text } from "./texts.js";

const COMPACT_FROM = 10_000;

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
export function voteButtons(element, item) {
  const { upvotes, account } = element;
  const { rules } = /** @type {import("./board.js").Board} */ (upvotes.board);
  const reasonId = whyNoVote(rules, item, account)
    ? `reason-${item.id}`
    : whyNoVotes(rules, account, upvotes.now())
      ? "board-reason"
      : "";
  const mine = upvotes.deeds.voteOn(item);
  // A vote against it that is there can be taken back, whatever the rules are now.
  const hasDown = rules.downvotes || mine === -1;
  return html`<div class="votes">
    ${button(element, item, 1, mine, reasonId)}
    ${hasDown ? button(element, item, -1, mine, reasonId) : nothing}
  </div>`;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 * @param {1|-1} value
 * @param {number} mine
 * @param {string} reasonId what says why one cannot; empty if one can
 */
function button(element, item, value, mine, reasonId) {
  const { title } = item;
  const count = value === 1 ? item.up : item.down;
  const label =
    value === 1
      ? text("board.item.upvote", { title, votes: text("board.item.votes", { count }) })
      : text("board.item.downvote", { title, votes: text("board.item.against", { count }) });
  const shown = html`<span class="count">${compact(count)}</span>`;
  return html`
    <button type="button" class="vote ${value === 1 ? "" : "down"}" aria-pressed=${mine === value ? "true" : "false"} aria-label=${label}
      aria-disabled=${reasonId ? "true" : nothing} aria-describedby=${reasonId || nothing}
      @click=${() => element.vote(item, value, reasonId)}>
      ${value === 1 ? html`${icons.up}${shown}` : html`${shown}${icons.down}`}
    </button>`;
}

/** As short as a button needs it. @param {number} count */
export function compact(count) {
  return count < COMPACT_FROM ? String(count) : numberText(count, { notation: "compact" });
}
