/** Draws the form for a new item, or why there is none. */
import { html, nothing } from "../lit.js";
import { face } from "../pieces.js";
import { measure } from "../text-limit.js";
import { whyNoPost } from "./board-rules.js";
import { text } from "./texts.js";

const TITLE_CODE_POINTS_MAX = 200;
const TITLE_BYTES_MAX = 800;
const LIMIT_TOLD_FROM = { title: 40, text: 500 };

/** @param {import("./hearhear-board.js").HearhearBoard} element */
export function draftLimits({ upvotes: { connection } }) {
  const { limits } = connection;
  return {
    title: { codePoints: TITLE_CODE_POINTS_MAX, bytes: TITLE_BYTES_MAX },
    text: { codePoints: limits?.messageCodePoints ?? 8000, bytes: limits?.messageBytes ?? 32_768 },
  };
}

/** @param {import("./hearhear-board.js").HearhearBoard} element */
export function postForm(element) {
  const { upvotes, account, draft } = element;
  const { rules } = /** @type {import("./board.js").Board} */ (upvotes.board);
  const why = whyNoPost(rules, account, upvotes.now());
  // What was written stays to be taken along.
  if (why && !draft.title && !draft.text)
    return why === "nobody" || why === "moderators"
      ? html`<p class="soft small no-post">${text(`board.whyNoPost.${why}`)}</p>`
      : nothing;
  return form(element, why !== "");
}

/** @param {import("./hearhear-board.js").HearhearBoard} element @param {boolean} isRefused */
function form(element, isRefused) {
  const { draft, isWriting, account } = element;
  const limits = draftLimits(element);
  const isReady = draft.title.trim() && !isRefused;
  return html`
    <form part="post" class="post ${isWriting ? "writing" : ""}" aria-label=${text("board.post.form")} @submit=${element.submit}
      @focusin=${element.write} @keydown=${element.key}>
      <div class="post-title">${face(account)}
        <input name="title" aria-label=${text("board.post.title")} placeholder=${text("board.post.titleHint")} autocomplete="off"
          aria-describedby="title-limit" .value=${draft.title} @input=${element.typed}></div>
      ${limitTold("title-limit", "title", draft.title, limits.title)}
      <div class="post-more" ?hidden=${!isWriting}>
        <textarea name="text" rows="3" aria-label=${text("board.post.text")} placeholder=${text("board.post.textHint")}
          aria-describedby="text-limit" .value=${draft.text} @input=${element.typed}></textarea>
        ${limitTold("text-limit", "text", draft.text, limits.text)}
        <div class="post-actions">
          <button type="button" class="quiet" @click=${element.cancel}>${text("board.cancel")}</button>
          <button type="submit" class="main" aria-disabled=${isReady ? "false" : "true"}>${text("board.post.submit")}</button>
        </div>
      </div>
    </form>`;
}

/**
 * @param {string} id
 * @param {"title"|"text"} name
 * @param {string} typed
 * @param {{codePoints: number, bytes: number}} limit
 */
export function limitTold(id, name, typed, limit) {
  const { left, fits } = measure(typed, limit);
  const words = fits
    ? text("board.limit.left", { count: left })
    : text("board.limit.over", { count: -left });
  return html`<p id=${id} class="limit ${fits ? "" : "wrong"}" aria-live="polite">${
    left > LIMIT_TOLD_FROM[name] ? nothing : words
  }</p>`;
}
