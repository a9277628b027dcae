/** Draws a board: its head, the form for a new item, and the items with their vote buttons. */
import { html, nothing, repeat } from "../lit.js";
import { icons, notice, spinner } from "../pieces.js";
import { boardHead } from "./board-head.js";
import { itemView, unsentPostView } from "./item-view.js";
import { postForm } from "./post-form.js";
import { text } from "./texts.js";

/** @param {import("./hearhear-board.js").HearhearBoard} element */
export function boardView(element) {
  const {
    upvotes: { board, refusal },
  } = element;
  const problem = refusal
    ? notice(refusal.message, {
        label: text("board.tryAgain"),
        run: () => element.upvotes.reload(),
      })
    : nothing;
  return html`
    <section class="board" aria-label=${text("board.board")} @click=${element.menu.clicked}>
      ${boardHead(element)}
      <div class="list-place">
        <div class="scroll" @scroll=${element.scrolled}>
          ${problem}
          ${board?.loaded ? items(element, board) : refusal ? nothing : html`<div class="loading">${spinner}</div>`}
        </div>
        ${news(element)}
      </div>
    </section>`;
}

/**
 * What is new and not to be seen yet.
 * @param {import("./hearhear-board.js").HearhearBoard} element
 */
function news({ upvotes: { board }, newsAbove, toTop, showNewOrder }) {
  const isRanked = board?.ranking;
  const count = isRanked ? board.newCount : newsAbove;
  const words = [
    ...(board?.ranking?.isOutdated ? [text("board.newOrder")] : []),
    ...(count ? [text("board.newIdeas", { count })] : []),
  ];
  return html`<div class="news-place" aria-live="polite">${
    words.length
      ? html`<button type="button" class="news-above" @click=${isRanked ? showNewOrder : toTop}>
    ${icons.up} ${words.join(" · ")}</button>`
      : nothing
  }</div>`;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Board} board
 */
function items(element, board) {
  const { upvotes, stateFilter } = element;
  const list = board.list().filter(({ state }) => !stateFilter || state === stateFilter);
  const posts = upvotes.deeds.unsentPosts(board.id);
  const label = board.ranking
    ? text("board.list.ranked", { order: text(`board.order.${board.ranking.order}`) })
    : text("board.list.new");
  return html`
    ${postForm(element)}
    ${list.length || posts.length ? nothing : emptiness(element)}
    <ol class="items" aria-label=${label} tabindex="-1">
      ${repeat(
        posts,
        entry => entry.key,
        entry => unsentPostView(element, entry),
      )}
      ${repeat(
        list,
        item => item.id,
        item => itemView(element, item),
      )}
    </ol>
    ${board.more ? more(element, board) : nothing}`;
}

/** @param {import("./hearhear-board.js").HearhearBoard} element */
function emptiness({ stateFilter }) {
  if (stateFilter) return html`<div class="empty"><p>${text("board.filter.none")}</p></div>`;
  return html`<div class="empty">${icons.board}
    <h3>${text("board.empty")}</h3><p>${text("board.empty.hint")}</p></div>`;
}

/**
 * @param {import("./hearhear-board.js").HearhearBoard} element
 * @param {import("./board.js").Board} board
 */
function more({ upvotes }, { ranking }) {
  const label = ranking ? text("board.loadFurther") : text("board.loadOlder");
  return html`<button type="button" class="quiet older" ?disabled=${upvotes.loadingOlder}
    @click=${() => upvotes.loadOlder()}>${upvotes.loadingOlder ? text("board.loading") : label}</button>`;
}
