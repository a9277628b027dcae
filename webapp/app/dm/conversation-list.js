/**
 * Draws the list of conversations, and the people finder in its place while one looks for somebody.
 */
import { html, nothing, repeat } from "../lit.js";
import { delivery, face, icons, notice, spinner } from "../pieces.js";
import { fullTime, shortTime } from "../times.js";

/**
 * @param {import("./hearhear-dm.js").HearhearDm} dm
 */
export function conversationListView(dm) {
  const { finder } = dm;
  return html`
    <section class="list" aria-label="Conversations">
      <div class="list-head">
        <h2>Messages</h2>
        ${
          finder.isOpen
            ? nothing
            : html`
          <button type="button" class="round" aria-label="New conversation" title="New conversation" @click=${dm.startFinding}>
            ${icons.pencil}</button>`
        }
      </div>
      ${searchField(dm)}
      <div class="list-body">${finder.isOpen ? found(dm) : conversations(dm)}</div>
    </section>`;
}

/** @param {import("./hearhear-dm.js").HearhearDm} dm */
function searchField({ finder, closeFinder, finderKey }) {
  return html`
    <div class="search" role="search">
      ${icons.search}
      <input type="search" aria-label="Find people" placeholder="Find people" autocomplete="off" autocapitalize="none"
        spellcheck="false" enterkeyhint="search" maxlength="60" .value=${finder.text} @focus=${() => finder.open()}
        @input=${(/** @type {any} */ event) => finder.type(event.target.value)} @keydown=${finderKey}>
      ${
        finder.isOpen
          ? html`
        <button type="button" class="round" aria-label="Close search" @click=${closeFinder}>${icons.close}</button>`
          : nothing
      }
    </div>`;
}

/** @param {import("./hearhear-dm.js").HearhearDm} dm */
function found({ finder, openPerson, finderKey }) {
  if (finder.refusal)
    return notice(finder.refusal.message, {
      label: "Try again",
      run: () => finder.look(finder.text),
    });
  if (!finder.people.length) {
    return finder.searching
      ? html`<div class="loading">${spinner}</div>`
      : html`<div class="empty"><h3>${finder.text ? "Nobody found" : "Nobody else is here yet"}</h3>
          <p>${finder.text ? "Type the beginning of a name, or of one of its words." : "As soon as others have signed up you find them here."}</p></div>`;
  }
  return html`
    <ul class="rows" aria-label="People" @keydown=${finderKey}>
      ${repeat(
        finder.people,
        person => person.id,
        person => html`
        <li><button type="button" class="row" @click=${() => openPerson(person)}>
          ${face(person)}
          <span class="row-text"><span class="row-name">${person.displayName}</span>
            <span class="row-last">@${person.name}</span></span>
        </button></li>`,
      )}
    </ul>
    ${
      finder.more
        ? html`<button type="button" class="quiet further" ?disabled=${finder.searching}
      @click=${() => finder.lookFurther()}>More people</button>`
        : nothing
    }`;
}

/** @param {import("./hearhear-dm.js").HearhearDm} dm */
function conversations(dm) {
  const { conversations, refusal, open } = dm.messages;
  const list = conversations.list();
  const problem =
    refusal && !open
      ? notice(refusal.message, { label: "Try again", run: () => dm.messages.reload() })
      : nothing;
  if (!conversations.loaded)
    return problem === nothing ? html`<div class="loading">${spinner}</div>` : problem;
  if (!list.length) {
    return html`${problem}<div class="empty"><h3>No conversations yet</h3><p>Find somebody and say hello.</p>
      <button type="button" class="plain" @click=${dm.startFinding}>Find people</button></div>`;
  }
  return html`${problem}
    <ul class="rows" aria-label="Conversations, newest first">
      ${repeat(
        list,
        each => each.id,
        each => conversationRow(dm, each),
      )}
    </ul>
    ${
      conversations.next
        ? html`<button type="button" class="quiet further" ?disabled=${dm.messages.loadingMore}
      @click=${() => dm.messages.loadMoreConversations()}>More conversations</button>`
        : nothing
    }`;
}

/**
 * @param {import("./hearhear-dm.js").HearhearDm} dm
 * @param {import("./conversations.js").Conversation} conversation
 */
function conversationRow({ messages, openPerson }, { id, with: person, last, delivered }) {
  const unread = messages.conversations.unread(id);
  const at = last ? Date.parse(last.at) : 0;
  const isMine = last?.from === messages.me.id;
  return html`
    <li><button type="button" class="row ${unread ? "unread" : ""}" data-person=${person.id}
        aria-current=${messages.open?.id === person.id ? "true" : nothing} @click=${() => openPerson(person)}>
      ${face(person)}
      <span class="row-text">
        <span class="row-top"><span class="row-who"><span class="row-name">${person.displayName}</span>
            <span class="row-handle">@${person.name}</span></span>
          ${last ? html`<time class="row-time" datetime=${last.at} title=${fullTime(at)}>${shortTime(at)}</time>` : nothing}</span>
        <span class="row-bottom">${isMine ? delivery(Number(last?.seq) <= delivered) : nothing}
          <span class="row-last">${last ? `${isMine ? "You: " : ""}${last.text || "Deleted message"}` : ""}</span>
          ${
            unread
              ? html`<span class="badge"><span aria-hidden="true">${Math.min(unread, 99)}</span>
            <span class="unseen">${unread} unread</span></span>`
              : nothing
          }</span>
      </span>
    </button></li>`;
}
