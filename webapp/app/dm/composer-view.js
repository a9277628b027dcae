/** Draws where one writes: what one answers, what is attached, the field, and why one cannot write. */
import { html, nothing, repeat } from "../lit.js";
import { icons, notice } from "../pieces.js";
import { numberText, text } from "../texts.js";
import { cutText, measure } from "../text-limit.js";
import { icons as own } from "./icons.js";
import { nameOf } from "./message-view.js";
import { sizeText } from "./people-view.js";

const LIMIT_TOLD_FROM = 500;
const QUOTED_CODE_POINTS = 140;

/** @typedef {import("./hearhear-dm.js").HearhearDm} Dm */

/** @param {Dm} dm */
export function composerView(dm) {
  const { conversation, person } = dm.messages.opened;
  if (conversation?.blocked && person) {
    return html`<div class="composer-blocked">${notice(
      text("dm.blockedHint", { name: person.displayName }),
      {
        label: text("dm.unblock"),
        run: () => dm.messages.deeds.block(person.id, false),
      },
    )}</div>`;
  }
  const { draft } = dm.writing;
  const { left, fits } = measure(draft, dm.messages.limits);
  const { uploads } = dm.attaching;
  return html`
    <form class="composer" part="composer" @submit=${dm.writing.submit}>
      ${answering(dm)}
      ${uploads.length ? tray(dm) : nothing}
      <div class="composer-line">
        <button type="button" class="round" aria-label=${text("dm.attach")} title=${text("dm.attach")} @click=${dm.attaching.pick}>${own.clip}</button>
        <input type="file" multiple hidden aria-label=${text("dm.attach")} @change=${dm.attaching.picked}>
        <div class="composer-field">
          <textarea rows="1" dir="auto" aria-label=${text("dm.message")} placeholder=${text("dm.write")} enterkeyhint="send"
            aria-describedby="limit" aria-invalid=${fits ? nothing : "true"} .value=${draft} @input=${dm.writing.typed}
            @keydown=${dm.writing.composerKey} @paste=${dm.attaching.paste}></textarea>
          <p id="limit" class="limit ${fits ? "" : "wrong"}" aria-live="polite">${limitText(left)}</p>
        </div>
        <button type="submit" class="main send" aria-label=${text("dm.send")} title=${text("dm.sendHint")}
          aria-disabled=${dm.writing.isReady ? "false" : "true"}>${icons.send}</button>
      </div>
    </form>`;
}

/** @param {number} left */
function limitText(left) {
  if (left > LIMIT_TOLD_FROM) return nothing;
  const key = left >= 0 ? "dm.charactersLeft" : "dm.charactersOver";
  return text(key, { count: Math.abs(left), left: numberText(Math.abs(left)) });
}

/** @param {Dm} dm */
function answering(dm) {
  const { replyTo } = dm.writing;
  if (!replyTo) return nothing;
  return html`<div class="answering">${own.reply}
    <p><strong><bdi>${text("dm.replyingTo", { name: nameOf(dm, replyTo.from) })}</bdi></strong>
      <bdi class="soft">${cutText(replyTo.text || text("dm.attachment"), QUOTED_CODE_POINTS)}</bdi></p>
    <button type="button" class="round" aria-label=${text("dm.cancelReply")} title=${text("dm.cancelReply")}
      @click=${dm.writing.cancelReply}>${icons.close}</button></div>`;
}

/** @param {Dm} dm */
function tray({ attaching }) {
  return html`<ul class="tray" aria-label=${text("dm.attached")}>${repeat(
    attaching.uploads,
    ({ key }) => key,
    upload => html`<li class="upload ${upload.state}">
      ${upload.preview ? html`<img src=${upload.preview} alt="" width="40" height="40">` : own.file}
      <span class="upload-text"><span class="file-name"><bdi>${upload.name}</bdi></span>${uploadState(attaching, upload)}</span>
      <button type="button" class="round" aria-label=${text("dm.uploadRemove", { name: upload.name })}
        title=${text("dm.uploadRemove", { name: upload.name })} @click=${() => attaching.remove(upload)}>${icons.close}</button>
    </li>`,
  )}</ul>
  <p class="soft small tray-hint">${text(attaching.isReady ? "dm.uploadHint" : "dm.uploadWait")}</p>`;
}

/** @param {import("./attaching.js").Attaching} attaching @param {import("./uploads.js").Upload} upload */
function uploadState(attaching, upload) {
  const { name, file } = upload;
  if (upload.state === "failed") {
    const canRetry = upload.refusal?.code !== "too_large" && upload.refusal?.code !== "bad_request";
    return html`<span class="upload-problem" role="alert">${upload.refusal?.message}
      ${
        canRetry
          ? html`<button type="button" class="quiet" aria-label=${text("dm.uploadRetry", { name })}
        @click=${() => attaching.retry(upload)}>${text("dm.tryAgain")}</button>`
          : nothing
      }</span>`;
  }
  if (upload.state === "done")
    return html`<span class="soft">${sizeText(upload.sent?.bytes ?? file.size)}</span>`;
  const percent = Math.round(upload.progress * 100);
  return html`<progress max="100" .value=${percent} aria-label=${text("dm.uploading", { name, percent })}></progress>`;
}
