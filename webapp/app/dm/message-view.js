/**
 * Draws one message: what it answers, its text or the field to edit it, files, reactions, receipt. Of
 * hundreds that are shown nearly all stay as they are while one types or a message comes in, so a
 * message is drawn again only when something has changed of what it shows.
 */
import { guard, html, nothing, repeat } from "../lit.js";
import { failure, icons, linkedText } from "../pieces.js";
import { text } from "../texts.js";
import { cutText } from "../text-limit.js";
import { clockTime, fullTime } from "../times.js";
import { attachmentsView } from "./attachments-view.js";
import { icons as own } from "./icons.js";
import { receiptSign } from "./receipt-view.js";

const QUOTED_CODE_POINTS = 140;
/** More names than this are a number. */
const READERS_MAX = 8;

/**
 * @typedef {import("./hearhear-dm.js").HearhearDm} Dm
 * @typedef {import("./timeline.js").MessageRow} Row
 * @typedef {import("../outbox.js").Entry} Entry
 */

/** @param {Dm} dm @param {Row} row @param {Entry[]} changes what one did to it and is unsent */
export function messageView(dm, row, changes) {
  return guard(whatItShows(dm, row, changes), () => drawn(dm, row, changes));
}

/**
 * Everything that {@link drawn} depends on: compared one by one, and never equal for a message that
 * is on its way, is being edited, or has files, whose addresses change.
 * @param {Dm} dm @param {Row} row @param {Entry[]} changes
 */
function whatItShows(dm, row, changes) {
  const { message, entry, starts, ends, receipt } = row;
  if (entry || changes.length || isEdited(dm, row) || message.attachments?.length) return {};
  const { messages: shown, person } = dm.messages.opened;
  return [
    ...[message, starts, ends, person === undefined, dm.reading.found === message.seq],
    ...[message.replyTo && shown?.find(message.replyTo), dm.messages.names.changes],
    ...[receipt && receiptWords(dm, row), actionsLabel(row), fullTime(row.at)],
  ];
}

/** @param {Dm} dm @param {Row} row @param {Entry[]} changes */
function drawn(dm, row, changes) {
  const { message, entry } = row;
  const author = nameOf(dm, row.from);
  const isGroup = !dm.messages.opened.person;
  const classes = [row.own ? "own" : "theirs", row.starts && "starts", row.ends && "ends"];
  return html`
    <li class="message ${classes.filter(Boolean).join(" ")} ${entry?.state ?? "sent"} ${message.deleted ? "gone" : ""}
        ${dm.reading.found === message.seq && message.seq ? "found" : ""}" data-seq=${message.seq || nothing} tabindex="-1">
      ${isGroup && !row.own && row.starts ? html`<p class="author" aria-hidden="true"><bdi>${author}</bdi></p>` : nothing}
      <span class="unseen">${author}: </span>
      ${message.replyTo && !message.deleted ? quote(dm, message.replyTo) : nothing}
      <div class="line">${said(dm, row)}${entry || message.deleted || isEdited(dm, row) ? nothing : actions(dm, row)}</div>
      ${message.text ? attachmentsView(message, entry, dm.messages.attached) : nothing}
      ${message.reactions?.length ? reactions(dm, message) : nothing}
      ${entry ? unsentState(dm, entry) : stamp(dm, row, changes)}
      ${repeat(
        changes.filter(({ state }) => state === "failed"),
        ({ key }) => key,
        change => failedChange(dm, change),
      )}
    </li>`;
}

/** @param {Dm} dm @param {string} account */
export function nameOf({ messages }, account) {
  if (account === messages.me.id) return text("dm.you");
  return messages.names.find(account)?.displayName ?? text("dm.formerMember");
}

/** @param {Dm} dm @param {Row} row */
function said(dm, { message, entry }) {
  const { editing } = dm.writing;
  if (message.deleted) return html`<div class="bubble" part="message"><em>${text("dm.deletedMessage")}</em></div>`;
  if (editing?.seq === message.seq) return editor(dm, editing);
  if (!message.text) return attachmentsView(message, entry, dm.messages.attached);
  return html`<div class="bubble" part="message" dir="auto">${linkedText(message.text)}</div>`;
}

/** @param {Dm} dm @param {Row} row */
function isEdited({ writing }, { message }) {
  return writing.editing?.seq === message.seq;
}

/** @param {Dm} dm @param {{text: string}} editing */
function editor({ writing }, editing) {
  return html`<form class="editor" @submit=${writing.saveEdit}>
    <textarea rows="2" dir="auto" aria-label=${text("dm.editing")} .value=${editing.text} @input=${writing.edited}
      @keydown=${writing.editorKey}></textarea>
    <div class="actions"><button type="button" class="quiet" @click=${writing.cancelEdit}>${text("dm.cancel")}</button>
      <button type="submit" class="main">${text("dm.save")}</button></div></form>`;
}

/** @param {Dm} dm @param {Row} row */
function actions({ menu }, row) {
  return html`<button type="button" class="round act" aria-label=${actionsLabel(row)}
    aria-haspopup="dialog" @click=${(/** @type {any} */ event) => menu.open(row.message, event.currentTarget)}>${own.more}</button>`;
}

/** @param {Row} row */
function actionsLabel({ at }) {
  return `${text("dm.actions")}, ${clockTime(at)}`;
}

/** @param {Dm} dm @param {number} seq */
function quote(dm, seq) {
  const message = dm.messages.opened.messages?.find(seq);
  const words =
    message && (message.deleted ? text("dm.deletedShort") : message.text || text("dm.attachment"));
  return html`<button type="button" class="quote" title=${text("dm.goToAnswered")} @click=${() => dm.reading.goTo(seq)}>${
    own.reply
  }<span class="quote-text" dir="auto">${
    message
      ? html`<strong><bdi>${nameOf(dm, message.from)}</bdi></strong> <bdi>${cutText(String(words), QUOTED_CODE_POINTS)}</bdi>`
      : text("dm.answerToUnknown")
  }</span></button>`;
}

/** @param {Dm} dm @param {import("./messages.js").Message} message */
function reactions(dm, { seq, reactions = [] }) {
  return html`<ul class="reactions" aria-label=${text("dm.reactions")}>${repeat(
    reactions,
    ({ emoji }) => emoji,
    ({ emoji, by }) => {
      const isMine = by.includes(dm.messages.me.id);
      const names = by
        .slice(0, READERS_MAX)
        .map(id => nameOf(dm, id))
        .join(", ");
      const label = text(isMine ? "dm.reactedRemove" : "dm.reactedAdd", {
        emoji,
        count: by.length,
        names,
      });
      return html`<li><button type="button" class="reaction ${isMine ? "mine" : ""}" aria-pressed=${isMine} aria-label=${label}
        title=${names} @click=${() => dm.menu.react(seq, emoji, !isMine)}><span aria-hidden="true">${emoji} ${by.length}</span></button></li>`;
    },
  )}</ul>`;
}

/** @param {Dm} dm @param {Row} row @param {Entry[]} changes */
function stamp(dm, row, changes) {
  const { message, at } = row;
  const isUnderWay = changes.some(
    ({ state, command }) => state !== "failed" && command.type !== "react",
  );
  const isTelling = isUnderWay || (message.editedAt && !message.deleted);
  return html`<span class="stamp ${isTelling ? "telling" : ""}">
    <time dir="auto" datetime=${new Date(at).toISOString()} title=${fullTime(at)}>${clockTime(at)}</time>
    ${
      message.editedAt && !message.deleted
        ? html`<span title=${text("dm.editedAt", { time: fullTime(Date.parse(message.editedAt)) })}>${text("dm.edited")}</span>`
        : nothing
    }
    ${isUnderWay ? html`<span>${text("dm.saving")}</span>` : nothing}
    ${row.receipt ? receiptSign(row.receipt, receiptWords(dm, row)) : nothing}</span>`;
}

/** @param {Dm} dm @param {Row} row */
function receiptWords(dm, { message, receipt }) {
  const { conversation, person } = dm.messages.opened;
  if (person || !conversation) return text(`dm.${receipt}`);
  const readers = conversation.marks.readers(message.seq, conversation.others);
  if (!readers.length) return text(`dm.${receipt}`);
  const names = readers
    .slice(0, READERS_MAX)
    .map(id => nameOf(dm, id))
    .join(", ");
  return text("dm.readBy", {
    names: readers.length > READERS_MAX ? String(readers.length) : names,
  });
}

/** @param {Dm} dm @param {Entry} entry */
function unsentState({ messages: { outbox, connection } }, entry) {
  if (entry.state === "failed") {
    return failure(
      text("dm.notSent", { reason: entry.refusal?.message ?? "" }),
      () => outbox.retry(entry),
      () => outbox.discard(entry),
    );
  }
  const isHeldUp = entry.refusal && entry.refusal.code !== "connection_lost";
  const state =
    connection.phase !== "live"
      ? "dm.waitingForConnection"
      : isHeldUp
        ? "dm.serverBusy"
        : "dm.sending";
  return html`<span class="stamp pending">${icons.wait}<span>${text(state)}</span></span>`;
}

/** @param {Dm} dm @param {Entry} change */
function failedChange({ messages: { outbox }, writing }, change) {
  const { type, emoji = "" } = change.command;
  const reason = change.refusal?.message ?? "";
  const discard = () => outbox.discard(change);
  if (type === "react")
    return failure(text("dm.notReacted", { emoji, reason }), () => outbox.retry(change), discard);
  if (type === "delete")
    return failure(text("dm.notDeleted", { reason }), () => outbox.retry(change), discard);
  // What was changed elsewhere is to be seen before it is changed again.
  const isConflict = change.refusal?.code === "conflict";
  return failure(
    text(isConflict ? "dm.editConflict" : "dm.notEdited", { reason }),
    () => (isConflict ? writing.editAgain(change) : outbox.retry(change)),
    discard,
  );
}
