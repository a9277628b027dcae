/**
 * The element <chat-with>: the conversation with one person, and a field to write in. Give it
 * `account` and `person` before it is put into the page.
 */
import { socketAddress } from "hearhear/addresses.js";
import { DirectMessages } from "hearhear/dm/direct-messages.js";
import { probe, profile } from "hearhear/http.js";
import { outboxStore } from "hearhear/outbox-store.js";

/** What people are told while it is not live. @type {Record<string, string>} */
const STATES = {
  connecting: "Connecting …",
  reconnecting: "The connection was lost. It is being restored.",
  blocked: "Something between you and the server does not let live connections through.",
  "signed-out": "You are signed out. What you wrote is kept.",
  forbidden: "This page may not connect.",
  broken: "Please load this page again.",
};

export class ChatWith extends HTMLElement {
  /** @type {import("hearhear/http.js").Account} */
  account = /** @type {any} */ (null);
  /** @type {import("hearhear/http.js").Person} */
  person = /** @type {any} */ (null);
  #list = document.createElement("ol");
  #state = document.createElement("p");
  #field = document.createElement("input");
  /** @type {DirectMessages|null} null outside of the page */
  #messages = null;

  connectedCallback() {
    const form = document.createElement("form");
    this.#field.ariaLabel = "Message";
    this.#state.role = "status";
    form.append(this.#field);
    form.onsubmit = event => this.#send(event);
    this.replaceChildren(this.#state, this.#list, form);

    this.#messages = new DirectMessages({
      ...{ me: this.account, url: socketAddress("dm"), probe, profile },
      store: outboxStore("dm", this.account.id),
      listener: { changed: () => this.#draw(), phase: () => this.#draw(), arrived: () => {} },
    });
    this.#messages.openWith(this.person);
    this.#messages.start();
  }

  disconnectedCallback() {
    this.#messages?.stop();
    this.#messages = null;
  }

  #draw() {
    if (!this.#messages) return;
    const { connection, opened, outbox } = this.#messages;
    this.#state.textContent = opened.refusal?.message ?? STATES[connection.phase] ?? "";
    const stored = opened.messages?.list() ?? [];
    this.#list.replaceChildren(
      ...stored.map(({ from, text }) => row(from === this.account.id ? "me" : "them", text)),
      ...opened.unsent.map(entry => {
        const shown = row(entry.state, entry.command.text);
        // Refused for good: one decides oneself what becomes of it.
        if (entry.state === "failed") shown.onclick = () => outbox.discard(entry);
        return shown;
      }),
    );
  }

  /** @param {Event} event */
  #send(event) {
    event.preventDefault();
    const text = this.#field.value.trim();
    if (text) this.#messages?.send(text);
    this.#field.value = "";
  }
}

/** @param {string} kind @param {string} text */
function row(kind, text) {
  const row = document.createElement("li");
  row.className = kind;
  row.textContent = text;
  return row;
}
