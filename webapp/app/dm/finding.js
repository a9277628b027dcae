/** The dialog that finds messages, here or everywhere, and leads to them. */
import { html, nothing, repeat } from "../lit.js";
import { icons, notice, spinner } from "../pieces.js";
import { text } from "../texts.js";
import { fullTime, shortTime } from "../times.js";
import { Dialog } from "./dialog.js";
import { nameOf } from "./message-view.js";
import { MessageSearch } from "./message-search.js";

export class Finding extends Dialog {
  /** @param {import("./hearhear-dm.js").HearhearDm} dm */
  constructor(dm) {
    super(dm, "finding");
    this.search = new MessageSearch(
      command => dm.messages.ask(command),
      () => {
        dm.messages.names.seek(this.search.results.map(({ from }) => from));
        dm.update();
      },
    );
  }

  get title() {
    return text("dm.search");
  }

  start = () => {
    this.search.conversation = this.dm.messages.opened.conversation?.id;
    this.show("input[type=search]");
  };

  content() {
    const { search } = this;
    const here = this.dm.messages.opened.conversation;
    return html`<form class="search-form" role="search" aria-label=${text("dm.search")} @submit=${this.#submit}>
        <div class="search">${icons.search}<input type="search" dir="auto" aria-label=${text("dm.searchFor")} placeholder=${text("dm.searchFor")}
          autocomplete="off" enterkeyhint="search" maxlength="200" .value=${search.text}
          @input=${(/** @type {any} */ event) => search.type(event.target.value)}></div>
        ${
          here
            ? html`<div class="choices">${this.#scope("dm.searchHere", here.id)}${this.#scope("dm.searchAll", undefined)}</div>`
            : nothing
        }
      </form>
      <p class="soft small" role="status">${this.#state()}</p>
      ${search.refusal ? notice(search.refusal.message, { label: text("dm.tryAgain"), run: () => search.look() }) : nothing}
      <ul class="rows results">${repeat(
        search.results,
        ({ conversation, seq }) => `${conversation} ${seq}`,
        result => this.#result(result),
      )}</ul>
      ${search.searching ? html`<div class="loading">${spinner}</div>` : nothing}
      ${
        search.more && !search.searching
          ? html`<button type="button" class="quiet further" @click=${() => search.lookFurther()}>${text("dm.searchMore")}</button>`
          : nothing
      }`;
  }

  /** @param {string} key @param {string|undefined} conversation */
  #scope(key, conversation) {
    const isChosen = this.search.conversation === conversation;
    return html`<button type="button" class="plain" aria-pressed=${isChosen} @click=${() => this.search.within(conversation)}>${text(key)}</button>`;
  }

  #state() {
    const { isDone, results, more } = this.search;
    if (!isDone) return text("dm.searchStart");
    if (!results.length) return text("dm.searchNone");
    return more ? "" : text("dm.searchFound", { count: results.length });
  }

  /** @param {import("./message-search.js").Found} result */
  #result(result) {
    const { conversation, from, at, snippet } = result;
    const where = this.dm.messages.conversations.find(conversation)?.name;
    const time = Date.parse(at);
    return html`<li><button type="button" class="row" @click=${() => this.#goTo(result)}><span class="row-text">
      <span class="row-top"><span class="row-name"><bdi>${nameOf(this.dm, from)}</bdi>${
        where && !this.search.conversation
          ? html` <span class="soft">${text("dm.searchIn", { name: where })}</span>`
          : nothing
      }</span>
        <time class="row-time" dir="auto" datetime=${at} title=${fullTime(time)}>${shortTime(time)}</time></span>
      <span class="snippet" dir="auto">${snippet}</span></span></button></li>`;
  }

  #submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    this.search.look();
  };

  /** @param {import("./message-search.js").Found} result */
  async #goTo({ conversation, seq }) {
    this.close();
    await this.dm.openAt(conversation, seq);
  }
}
