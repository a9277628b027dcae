/**
 * Draws one item of a board, and one that is still on its way. The count is always the server's.
 */
import { html, nothing } from "../lit.js";
import { failure, icons, linkedText } from "../pieces.js";
import { agoTime, fullTime } from "../times.js";

const LONG_TEXT = 280;
const LONG_LINES = 5;

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
export function itemView(element, item) {
  const at = Date.parse(item.at);
  const vote = element.upvotes.unsentVote(item.id);
  return html`
    <li class="item" data-item=${item.id}>
      ${voteButton(element, item, vote)}
      <div class="item-text">
        <h3>${item.title}</h3>
        ${item.text ? body(element, item) : nothing}
        <p class="soft small by">${by(item)}
          <time datetime=${item.at} title=${fullTime(at)}>${agoTime(at)}</time></p>
        ${
          vote?.state !== "failed"
            ? nothing
            : failure(
                `Your vote is not counted. ${vote.refusal?.message}`,
                () => element.upvotes.outbox.retry(vote),
                () => element.upvotes.outbox.discard(vote),
              )
        }
      </div>
    </li>`;
}

/** @param {import("./board.js").Item} item */
function by({ author }) {
  return author
    ? html`<span class="author">${author.displayName}</span> @${author.name} <span aria-hidden="true">·</span>`
    : nothing;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 * @param {import("../outbox.js").Entry|undefined} vote my vote on its way
 */
function voteButton(element, item, vote) {
  const mine = vote && vote.state !== "failed" ? vote.command.value : item.mine;
  const votes = item.up === 1 ? "1 vote" : `${item.up.toLocaleString("en")} votes`;
  return html`
    <button type="button" class="vote" aria-pressed=${mine === 1 ? "true" : "false"} aria-label="Upvote ${item.title}, ${votes}"
      @click=${() => element.vote(item)}>
      ${icons.up}<span class="count">${compact(item.up)}</span>
    </button>`;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Item} item
 */
function body({ opened, toggleText }, { id, text }) {
  const isLong = text.length > LONG_TEXT || text.split("\n").length > LONG_LINES;
  const isOpen = opened.has(id);
  return html`<p class="body ${isLong && !isOpen ? "cut" : ""}">${linkedText(text)}</p>
    ${
      isLong
        ? html`<button type="button" class="quiet whole" aria-expanded=${isOpen ? "true" : "false"}
      @click=${() => toggleText(id)}>${isOpen ? "Show less" : "Show all"}</button>`
        : nothing
    }`;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("../outbox.js").Entry} entry
 */
export function unsentPostView({ upvotes: { outbox } }, entry) {
  return html`
    <li class="item unsent ${entry.state}">
      <span class="vote" aria-hidden="true">${entry.state === "failed" ? icons.failed : icons.wait}</span>
      <div class="item-text">
        <h3>${entry.command.title}</h3>
        ${
          entry.state !== "failed"
            ? html`<p class="soft small">Posting…</p>`
            : failure(
                `Not posted. ${entry.refusal?.message}`,
                () => outbox.retry(entry),
                () => outbox.discard(entry),
              )
        }
      </div>
    </li>`;
}

/** @param {number} count */
function compact(count) {
  return count < 10_000
    ? String(count)
    : new Intl.NumberFormat("en", { notation: "compact" }).format(count);
}
