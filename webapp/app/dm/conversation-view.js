/** Draws the open conversation: its head, its messages by day, who types, and the composer. */
import { html, nothing, repeat } from "../lit.js";
import { face, icons, notice, spinner } from "../pieces.js";
import { text } from "../texts.js";
import { dayName } from "../times.js";
import { composerView } from "./composer-view.js";
import { failedDeeds } from "./failed-deeds.js";
import { icons as own } from "./icons.js";
import { messageView } from "./message-view.js";
import { withUnsent } from "./overlay.js";
import { aboutPerson, faceHere, groupFace, presenceText } from "./people-view.js";
import { timeline } from "./timeline.js";

/** @typedef {import("./hearhear-dm.js").HearhearDm} Dm */

/** @param {Dm} dm */
export function conversationView(dm) {
  const { place, conversation, person } = dm.messages.opened;
  if (!place) {
    return html`<section class="conversation none" part="conversation" aria-label=${text("dm.conversation")}><div class="empty">
      ${icons.messages}<h2>${text("dm.yourConversations")}</h2><p>${text("dm.chooseOne")}</p></div></section>`;
  }
  const name = person?.displayName ?? conversation?.name ?? "";
  return html`
    <section class="conversation" part="conversation" aria-label=${text("dm.conversationWith", { name })}
      @dragover=${dm.attaching.dragOver} @dragleave=${dm.attaching.dragLeave} @drop=${dm.attaching.drop}>
      ${head(dm, name)}
      <div class="scroll" tabindex="0" role="group" aria-label=${text("dm.messagesWith", { name })} @scroll=${dm.reading.scrolled}>
        ${history(dm, name)}
      </div>
      ${unreadAbove(dm)}${newsBelow(dm)}
      <p class="typing" aria-hidden="true">${typingText(dm)}</p>
      ${composerView(dm)}
      ${dm.attaching.isOver ? html`<div class="drop-here" aria-hidden="true"><p>${text("dm.dropHere")}</p></div>` : nothing}
    </section>`;
}

/** @param {Dm} dm @param {string} name */
function head(dm, name) {
  const { conversation, person } = dm.messages.opened;
  const seen = person && dm.messages.company.presence.of(person.id);
  const about = person
    ? aboutPerson(person, presenceText(seen))
    : conversation?.members
      ? text("dm.groupOf", { count: conversation.members.length })
      : text("dm.group");
  return html`
    <header class="conversation-head" part="head">
      <button type="button" class="round back" aria-label=${text("dm.back")} @click=${dm.back}>${icons.back}</button>
      ${person ? faceHere(person, seen) : groupFace}
      <div class="who"><h2 tabindex="-1"><bdi>${name}</bdi></h2><p class="soft small">${about}</p></div>
      ${
        conversation
          ? html`
        <button type="button" class="round" aria-label=${text("dm.search")} title=${text("dm.search")}
          @click=${dm.finding.start}>${icons.search}</button>
        <button type="button" class="round" aria-label=${text("dm.details")} title=${text("dm.details")}
          @click=${dm.details.start}>${own.info}</button>`
          : nothing
      }
    </header>`;
}

/** @param {Dm} dm @param {string} name */
function history(dm, name) {
  const { messages: state } = dm;
  const { opened } = state;
  const { messages, unsent, refusal, isNew, conversation, loadingPage } = opened;
  const problem = refusal
    ? notice(refusal.message, { label: text("dm.tryAgain"), run: () => state.reload() })
    : nothing;
  if (!messages?.loaded && !unsent.length) {
    if (isNew) return html`${problem}${beginning(dm, name)}`;
    return refusal
      ? problem
      : html`<div class="loading">${spinner}<span class="unseen">${text("dm.loading")}</span></div>`;
  }
  const { messages: shown, changes } = withUnsent(messages?.list() ?? [], unsent, state.me.id);
  const rows = timeline({
    ...{ messages: shown, me: state.me.id },
    readTo: dm.reading.lineFrom,
    unsent: messages?.atEnd === false ? [] : unsent,
    receipt: seq => conversation?.marks.of(seq, conversation.others) ?? "sent",
  });
  return html`${problem}
    ${
      messages?.more
        ? html`<button type="button" class="quiet older" ?disabled=${loadingPage}
      @click=${dm.reading.loadOlder}>${text(loadingPage ? "dm.loadingOlder" : "dm.loadOlder")}</button>`
        : nothing
    }
    ${!rows.length ? beginning(dm, name) : nothing}
    <ol class="messages">
      ${repeat(
        rows,
        row => row.id,
        row => rowView(dm, row, changes),
      )}
    </ol>
    ${failedDeeds(state.outbox, unsent)}`;
}

/** @param {Dm} dm @param {any} row @param {Map<number, import("../outbox.js").Entry[]>} changes */
function rowView(dm, row, changes) {
  if (row.kind === "day") return html`<li class="day"><span>${dayName(row.at)}</span></li>`;
  if (row.kind === "new")
    return html`<li class="day new-line"><span>${text("dm.newFromHere")}</span></li>`;
  return messageView(dm, row, changes.get(row.message.seq) ?? []);
}

/** @param {Dm} dm @param {string} name */
function beginning({ messages }, name) {
  const { person } = messages.opened;
  const key = person ? "dm.sayHello" : "dm.groupBegins";
  return html`<div class="empty start">${person ? face(person) : groupFace}
    <h3><bdi>${text(key, { name })}</bdi></h3><p>${text(`${key}Hint`)}</p></div>`;
}

/** @param {Dm} dm */
function unreadAbove({ reading }) {
  if (!reading.isUnreadAbove) return nothing;
  return html`<button type="button" class="news unread-above" @click=${reading.toUnread}>${icons.up}
    ${text("dm.toFirstUnread")}</button>`;
}

/** @param {Dm} dm */
function newsBelow({ reading, messages }) {
  const isPast = messages.opened.messages?.atEnd === false;
  if (!reading.hasNewsBelow && !isPast) return nothing;
  return html`<button type="button" class="news news-below" @click=${reading.toEnd}>${icons.down}
    ${text(isPast ? "dm.toNewest" : "dm.newMessages")}</button>`;
}

/** @param {Dm} dm */
export function typingText({ messages }) {
  const { conversation } = messages.opened;
  const typing = conversation ? messages.company.typing.in(conversation.id) : [];
  const names = typing.map(id => messages.names.find(id)?.displayName ?? text("dm.formerMember"));
  if (!names.length) return "";
  if (names.length > 2) return text("dm.typingMany");
  return text(names.length === 1 ? "dm.typing" : "dm.typingTwo", {
    name: names[0],
    other: names[1] ?? "",
  });
}
