/** Draws what became of deeds on items and boards: on their way, or refused, with why. */
import { html, nothing } from "../lit.js";
import { failure } from "../pieces.js";
import { BOARDS_LANE, boardLane, itemLane } from "./deeds.js";
import { text } from "./texts.js";

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
export function itemFailures({ upvotes: { deeds }, dialogs }, { id }) {
  const vote = deeds.unsentVote(id);
  return html`${
    vote?.state === "failed" ? refused(deeds, vote, "board.item.voteRefused") : nothing
  }${deeds.unsent(itemLane(id)).map(entry => progress(deeds, dialogs, entry))}`;
}

/** @param {import("./hearhear-board.js").HearhearBoard} element */
export function boardFailures({ upvotes: { deeds, board }, dialogs }) {
  const lanes = [BOARDS_LANE, ...(board ? [boardLane(board.id)] : [])];
  return lanes.flatMap(lane => deeds.unsent(lane).map(entry => progress(deeds, dialogs, entry)));
}

/**
 * What an open dialog tells of itself is not told twice.
 * @param {import("./deeds.js").Deeds} deeds
 * @param {import("./dialogs/dialogs.js").Dialogs} dialogs
 * @param {import("../outbox.js").Entry} entry
 */
function progress(deeds, dialogs, entry) {
  if (dialogs.tellsOf(entry)) return nothing;
  return entry.state === "failed"
    ? refused(deeds, entry, "board.notSaved")
    : html`<p class="soft small" role="status">${text("board.saving")}</p>`;
}

/**
 * @param {import("./deeds.js").Deeds} deeds
 * @param {import("../outbox.js").Entry} entry
 * @param {string} key
 */
function refused({ outbox }, entry, key) {
  return failure(
    text(key, { why: entry.refusal?.message ?? "" }),
    () => outbox.retry(entry),
    () => outbox.discard(entry),
  );
}
