/** Draws the open conversation: its head, its messages by day, what is unsent, and the composer. */
import { html, nothing, repeat } from "../lit.js";
import { delivery, face, failure, icons, linkedText, notice, spinner } from "../pieces.js";
import { measure } from "../text-limit.js";
import { clockTime, dayName, fullTime } from "../times.js";
import { timeline } from "./timeline.js";

const LIMIT_TOLD_FROM = 500;

/** @param {import("./hearhear-dm.js").HearhearDm} dm */
export function conversationView(dm) {
  const person = dm.messages.open;
  if (!person) {
    return html`<section class="conversation none" aria-label="Conversation"><div class="empty">
      ${icons.messages}<h2>Your conversations</h2><p>Choose one on the left, or find somebody to write to.</p></div></section>`;
  }
  return html`
    <section class="conversation" aria-label="Conversation with ${person.displayName}">
      <header class="conversation-head">
        <button type="button" class="round back" aria-label="Back to conversations" @click=${dm.back}>${icons.back}</button>
        ${face(person)}
        <div class="who"><h2 tabindex="-1">${person.displayName}</h2><p class="soft small">@${person.name}</p></div>
      </header>
      <div class="scroll" tabindex="0" role="group" aria-label="Messages with ${person.displayName}" @scroll=${dm.scrolled}>
        ${history(dm)}
      </div>
      ${dm.hasNewsBelow ? html`<button type="button" class="news-below" @click=${dm.toEnd}>${icons.down} New messages</button>` : nothing}
      ${composer(dm)}
    </section>`;
}

/** @param {import("./hearhear-dm.js").HearhearDm} dm */
function history(dm) {
  const {
    messages: { messages, unsent, isNew, open, me, refusal, loadingOlder, delivered },
  } = dm;
  const problem = refusal
    ? notice(refusal.message, { label: "Try again", run: () => dm.messages.reload() })
    : nothing;
  if (!messages?.loaded && !unsent.length) {
    if (isNew)
      return html`${problem}<div class="empty start">${face(/** @type {any} */ (open))}
      <h3>Say hello to ${open?.displayName}</h3><p>What you write is between the two of you.</p></div>`;
    return refusal
      ? problem
      : html`<div class="loading">${spinner}<span class="unseen">Loading messages</span></div>`;
  }
  return html`${problem}
    ${
      messages?.more
        ? html`<button type="button" class="quiet older" ?disabled=${loadingOlder}
      @click=${dm.loadOlder}>${loadingOlder ? "Loading…" : "Load older messages"}</button>`
        : nothing
    }
    <ol class="messages">
      ${repeat(
        timeline(messages?.list() ?? [], unsent, me.id, delivered),
        row => row.id,
        row =>
          row.kind === "day"
            ? html`<li class="day"><span>${dayName(row.at)}</span></li>`
            : messageRow(dm, row),
      )}
    </ol>`;
}

/**
 * @param {import("./hearhear-dm.js").HearhearDm} dm
 * @param {import("./timeline.js").MessageRow} row
 */
function messageRow(dm, row) {
  const author = row.own ? "You" : dm.messages.open?.displayName;
  const state = row.entry?.state;
  return html`
    <li class="message ${row.own ? "own" : "theirs"} ${row.starts ? "starts" : ""} ${row.ends ? "ends" : ""} ${state ?? "sent"}">
      <span class="unseen">${author}: </span>
      <div class="bubble">${row.text ? linkedText(row.text) : html`<em>This message was deleted.</em>`}</div>
      ${
        row.entry
          ? unsentState(dm, row.entry)
          : html`
        <span class="stamp"><time datetime=${new Date(row.at).toISOString()} title=${fullTime(row.at)}>${clockTime(row.at)}</time>
          ${row.own ? delivery(row.delivered) : nothing}</span>`
      }
    </li>`;
}

/** @param {import("./hearhear-dm.js").HearhearDm} dm @param {import("../outbox.js").Entry} entry */
function unsentState({ messages: { outbox, connection } }, entry) {
  if (entry.state === "failed") {
    return failure(
      `Not sent. ${entry.refusal?.message}`,
      () => outbox.retry(entry),
      () => outbox.discard(entry),
    );
  }
  const isHeldUp = entry.refusal && entry.refusal.code !== "connection_lost";
  const state =
    connection.phase !== "live"
      ? "Waiting for the connection"
      : isHeldUp
        ? "The server is busy, trying again"
        : "Sending";
  return html`<span class="stamp pending">${icons.wait}<span>${state}…</span></span>`;
}

/** @param {import("./hearhear-dm.js").HearhearDm} dm */
function composer(dm) {
  const { left, fits } = measure(dm.draft, dm.messages.limits);
  const told = left <= LIMIT_TOLD_FROM;
  return html`
    <form class="composer" @submit=${dm.submit}>
      <div class="composer-field">
        <textarea rows="1" aria-label="Message" placeholder="Write a message" enterkeyhint="send" aria-describedby="limit"
          aria-invalid=${fits ? nothing : "true"} .value=${dm.draft} @input=${dm.typed} @keydown=${dm.composerKey}></textarea>
        <p id="limit" class="limit ${fits ? "" : "wrong"}" aria-live="polite">${
          !told
            ? nothing
            : fits
              ? `${left.toLocaleString("en")} characters left`
              : `${(-left).toLocaleString("en")} characters too long. Shorten it, or send it in two messages.`
        }</p>
      </div>
      <button type="submit" class="main send" aria-label="Send" title="Send (Enter)"
        aria-disabled=${fits && dm.draft.trim() ? "false" : "true"}>${icons.send}</button>
    </form>`;
}
