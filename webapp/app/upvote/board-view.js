/** Draws a board: its head, the form for a new item, and the items with their vote buttons. */
import { html, live, nothing, repeat } from "../lit.js";
import { face, icons, notice, spinner } from "../pieces.js";
import { measure } from "../text-limit.js";
import { itemView, unsentPostView } from "./item-view.js";

const TITLE_CODE_POINTS_MAX = 200;
const TITLE_BYTES_MAX = 800;
const LIMIT_TOLD_FROM = { title: 40, text: 500 };

/** @param {import("./hearhear-board.js").HearhearBoard} element */
export function draftLimits({
  upvotes: {
    connection: { limits },
  },
}) {
  return {
    title: { codePoints: TITLE_CODE_POINTS_MAX, bytes: TITLE_BYTES_MAX },
    text: { codePoints: limits?.messageCodePoints ?? 8000, bytes: limits?.messageBytes ?? 32_768 },
  };
}

/** @param {import("./hearhear-board.js").HearhearBoard} element */
export function boardView(element) {
  const {
    upvotes: { board, boards, refusal },
    newsAbove,
  } = element;
  const problem = refusal
    ? notice(refusal.message, { label: "Try again", run: () => element.upvotes.reload() })
    : nothing;
  return html`
    <section class="board" aria-label="Board">
      <header class="board-head">${boards.length > 1 ? chooser(element) : html`<h2>${board?.title ?? "Board"}</h2>`}
        ${board?.description ? html`<p class="soft small">${board.description}</p>` : nothing}</header>
      <div class="scroll" @scroll=${element.scrolled}>
        ${problem}
        ${board?.loaded ? items(element) : refusal ? nothing : html`<div class="loading">${spinner}</div>`}
      </div>
      ${
        newsAbove
          ? html`<button type="button" class="news-above" @click=${element.toTop}>
        ${icons.up} ${newsAbove === 1 ? "1 new idea" : `${newsAbove} new ideas`}</button>`
          : nothing
      }
    </section>`;
}

/** @param {import("./hearhear-board.js").HearhearBoard} element */
function chooser({ upvotes }) {
  return html`<h2 class="unseen">${upvotes.board?.title}</h2>
    <select aria-label="Choose a board" .value=${live(upvotes.board?.id ?? "")}
      @change=${(/** @type {any} */ { target }) => upvotes.choose(target.value)}>
      ${upvotes.boards.map(({ id, title }) => html`<option value=${id} ?selected=${id === upvotes.board?.id}>${title}</option>`)}
    </select>`;
}

/** @param {import("./hearhear-board.js").HearhearBoard} element */
function items(element) {
  const { upvotes } = element;
  const board = /** @type {import("./board.js").Board} */ (upvotes.board);
  const list = board.list();
  const posts = upvotes.unsentPosts;
  return html`
    ${postForm(element)}
    ${
      list.length || posts.length
        ? nothing
        : html`<div class="empty">${icons.board}
      <h3>Nothing here yet</h3><p>Share the first idea. Others see it at once and can upvote it.</p></div>`
    }
    <ol class="items" aria-label="Ideas, newest first">
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
    ${
      board.more
        ? html`<button type="button" class="quiet older" ?disabled=${upvotes.loadingOlder}
      @click=${() => upvotes.loadOlder()}>${upvotes.loadingOlder ? "Loading…" : "Load older ideas"}</button>`
        : nothing
    }`;
}

/** @param {import("./hearhear-board.js").HearhearBoard} element */
function postForm(element) {
  const { draft, isWriting, account } = element;
  const limits = draftLimits(element);
  return html`
    <form class="post ${isWriting ? "writing" : ""}" aria-label="New idea" @submit=${element.submit} @focusin=${element.write}
      @keydown=${element.key}>
      <div class="post-title">${face(account)}
        <input name="title" aria-label="Title" placeholder="Share an idea" autocomplete="off" aria-describedby="title-limit"
          .value=${draft.title} @input=${element.typed}></div>
      ${limitTold("title", draft.title, limits.title)}
      <div class="post-more" ?hidden=${!isWriting}>
        <textarea name="text" rows="3" aria-label="Details" placeholder="Details, if you like" aria-describedby="text-limit"
          .value=${draft.text} @input=${element.typed}></textarea>
        ${limitTold("text", draft.text, limits.text)}
        <div class="post-actions">
          <button type="button" class="quiet" @click=${element.cancel}>Cancel</button>
          <button type="submit" class="main" aria-disabled=${draft.title.trim() ? "false" : "true"}>Post</button>
        </div>
      </div>
    </form>`;
}

/**
 * @param {"title"|"text"} name
 * @param {string} text
 * @param {{codePoints: number, bytes: number}} limit
 */
function limitTold(name, text, limit) {
  const { left, fits } = measure(text, limit);
  return html`<p id="${name}-limit" class="limit ${fits ? "" : "wrong"}" aria-live="polite">${
    left > LIMIT_TOLD_FROM[name]
      ? nothing
      : fits
        ? `${left} characters left`
        : `${-left} characters too long`
  }</p>`;
}
