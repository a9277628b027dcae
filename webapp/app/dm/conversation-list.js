/**
 * Draws the list of conversations, and the people finder in its place while one looks for somebody.
 */
import { html, nothing, repeat } from "../lit.js";
import { face, icons, notice, spinner } from "../pieces.js";
import { text } from "../texts.js";
import { fullTime, shortTime } from "../times.js";
import { failedDeeds } from "./failed-deeds.js";
import { icons as own } from "./icons.js";
import { faceHere, groupFace, presenceText } from "./people-view.js";
import { receiptSign } from "./receipt-view.js";

/** @typedef {import("./hearhear-dm.js").HearhearDm} Dm */

/** @param {Dm} dm */
export function conversationListView(dm) {
  const { finder, groupForm } = dm;
  return html`
    <section class="list" part="list" aria-label=${text("dm.conversations")}>
      <div class="list-head">
        <h2>${text("dm.messages")}</h2>
        <div class="list-tools">
          ${tool(own.group, "dm.newGroup", groupForm.start)}
          ${finder.isOpen ? nothing : tool(icons.pencil, "dm.newConversation", dm.startFinding)}
        </div>
      </div>
      ${searchField(dm)}
      <div class="list-body">
        ${failedDeeds(dm.messages.outbox, dm.messages.unsentOwn)}
        ${finder.isOpen ? foundPeople(finder, dm.openPerson, dm.finderKey) : conversations(dm)}
      </div>
      ${ownStatus(dm)}
    </section>`;
}

/** @param {unknown} icon @param {string} key @param {() => void} run */
function tool(icon, key, run) {
  return html`<button type="button" class="round" aria-label=${text(key)} title=${text(key)} @click=${run}>${icon}</button>`;
}

/** @param {Dm} dm */
function searchField({ finder, closeFinder, finderKey }) {
  return html`
    <div class="search" role="search" aria-label=${text("dm.findPeople")}>
      ${icons.search}
      <input type="search" aria-label=${text("dm.findPeople")} placeholder=${text("dm.findPeople")} autocomplete="off"
        autocapitalize="none" dir="auto" spellcheck="false" enterkeyhint="search" maxlength="60" .value=${finder.text}
        @focus=${() => finder.open()} @input=${(/** @type {any} */ event) => finder.type(event.target.value)}
        @keydown=${finderKey}>
      ${
        finder.isOpen
          ? html`<button type="button" class="round" aria-label=${text("dm.closeSearch")} @click=${closeFinder}>${icons.close}</button>`
          : nothing
      }
    </div>`;
}

/**
 * @param {import("./people-finder.js").PeopleFinder} finder
 * @param {(person: import("../http.js").Person) => void} choose
 * @param {(event: KeyboardEvent) => void} [key]
 */
export function foundPeople(finder, choose, key) {
  if (finder.refusal)
    return notice(finder.refusal.message, {
      label: text("dm.tryAgain"),
      run: () => finder.look(finder.text),
    });
  if (!finder.people.length) {
    const hint = finder.text ? "dm.nobodyFound" : "dm.nobodyHere";
    return finder.searching
      ? html`<div class="loading">${spinner}</div>`
      : html`<div class="empty"><h3>${text(hint)}</h3><p>${text(`${hint}Hint`)}</p></div>`;
  }
  return html`
    <ul class="rows" aria-label=${text("dm.people")} @keydown=${key ?? nothing}>
      ${repeat(
        finder.people,
        person => person.id,
        person => html`
        <li><button type="button" class="row" @click=${() => choose(person)}>
          ${face(person)}
          <span class="row-text"><span class="row-name"><bdi>${person.displayName}</bdi></span>
            <span class="row-last"><bdi dir="ltr">@${person.name}</bdi></span></span>
        </button></li>`,
      )}
    </ul>
    ${
      finder.more
        ? html`<button type="button" class="quiet further" ?disabled=${finder.searching}
      @click=${() => finder.lookFurther()}>${text("dm.morePeople")}</button>`
        : nothing
    }`;
}

/** @param {Dm} dm */
function conversations(dm) {
  const { conversations, opened, loadingMore } = dm.messages;
  const list = conversations.list();
  const problem =
    opened.refusal && !opened.place
      ? notice(opened.refusal.message, {
          label: text("dm.tryAgain"),
          run: () => dm.messages.reload(),
        })
      : nothing;
  if (!conversations.loaded)
    return problem === nothing ? html`<div class="loading">${spinner}</div>` : problem;
  if (!list.length) {
    return html`${problem}<div class="empty"><h3>${text("dm.noConversations")}</h3>
      <p>${text("dm.noConversationsHint")}</p>
      <button type="button" class="plain" @click=${dm.startFinding}>${text("dm.findPeople")}</button></div>`;
  }
  return html`${problem}
    <ul class="rows" aria-label=${text("dm.conversationsNewest")}>
      ${repeat(
        list,
        each => each.id,
        each => conversationRow(dm, each),
      )}
    </ul>
    ${
      conversations.next
        ? html`<button type="button" class="quiet further" ?disabled=${loadingMore}
      @click=${() => dm.messages.loadMoreConversations()}>${text("dm.moreConversations")}</button>`
        : nothing
    }`;
}

/** @param {Dm} dm @param {import("./conversation-state.js").Conversation} conversation */
function conversationRow(dm, conversation) {
  const { id, with: person, last, unread } = conversation;
  const at = last ? Date.parse(last.at) : 0;
  const seen = person && dm.messages.company.presence.of(person.id);
  const isOpen = dm.messages.opened.conversation === conversation;
  const isMuted = conversation.isMuted();
  return html`
    <li><button type="button" class="row ${unread && !isMuted ? "unread" : ""}" data-conversation=${id}
        aria-current=${isOpen ? "true" : nothing} @click=${() => dm.openConversation(conversation)}>
      ${person ? faceHere(person, seen) : groupFace}
      <span class="row-text">
        <span class="row-top"><span class="row-who"><span class="row-name"><bdi>${conversation.name}</bdi></span>
            ${person ? html`<span class="row-handle"><bdi dir="ltr">@${person.name}</bdi></span>` : nothing}</span>
          ${last ? html`<time class="row-time" dir="auto" datetime=${last.at} title=${fullTime(at)}>${shortTime(at)}</time>` : nothing}</span>
        <span class="row-bottom">${lastReceipt(dm, conversation)}
          <span class="row-last"><bdi>${lastText(dm, conversation)}</bdi></span>
          ${isMuted ? html`<span class="row-muted" title=${text("dm.muted")}>${own.muted}<span class="unseen">${text("dm.muted")}</span></span>` : nothing}
          ${unread ? badge(unread, isMuted) : nothing}</span>
        ${seen ? html`<span class="unseen">${presenceText(seen)}</span>` : nothing}
      </span>
    </button></li>`;
}

/** @param {number} unread @param {boolean} isMuted */
function badge(unread, isMuted) {
  return html`<span class="badge ${isMuted ? "silent" : ""}"><span aria-hidden="true">${Math.min(unread, 99)}${unread > 99 ? "+" : ""}</span>
    <span class="unseen">${text("dm.unread", { count: unread })}</span></span>`;
}

/** @param {Dm} dm @param {import("./conversation-state.js").Conversation} conversation */
function lastReceipt({ messages }, { last, marks, others }) {
  if (!last || last.from !== messages.me.id || last.deleted) return nothing;
  return receiptSign(marks.of(last.seq, others));
}

/** @param {Dm} dm @param {import("./conversation-state.js").Conversation} conversation */
function lastText({ messages }, { last, kind }) {
  if (!last) return "";
  const files = last.attachments?.length ?? 0;
  const said = last.deleted
    ? text("dm.deletedShort")
    : last.text || (files ? text("dm.files", { count: files }) : "");
  if (last.from === messages.me.id) return text("dm.youSaid", { text: said });
  const name = kind === "group" && messages.names.find(last.from)?.displayName;
  return name ? text("dm.said", { name, text: said }) : said;
}

/** @param {Dm} dm */
function ownStatus({ messages, chooseStatus, privacy }) {
  const { chosen } = messages.company.status;
  if (!chosen) return nothing;
  return html`<div class="own-status"><span class="here ${chosen}" aria-hidden="true"></span>
    <select aria-label=${text("dm.myStatus")} .value=${chosen} @change=${chooseStatus}>
      ${["online", "dnd", "invisible"].map(
        state =>
          html`<option value=${state} ?selected=${state === chosen}>${text(`dm.status.${state}`)}</option>`,
      )}</select>
    ${tool(own.shield, "dm.privacy", privacy.start)}</div>`;
}
