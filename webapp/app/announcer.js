/**
 * Speaks to people who listen to the page: a polite live region of an element, one sentence at a
 * time. Used for what happens without being asked for; the answer to one's own action is where the
 * action was.
 */
import { html } from "./lit.js";

const SPOKEN_FOR_MS = 4_000;

export class Announcer {
  #text = "";
  /** @type {any} */
  #timer = null;

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
  }

  /** @param {string} text */
  say(text) {
    clearTimeout(this.#timer);
    this.#text = text;
    // Emptied again, so that the same sentence is a change the next time.
    if (text) this.#timer = setTimeout(() => this.say(""), SPOKEN_FOR_MS);
    this.changed();
  }

  view() {
    return html`<div class="unseen" aria-live="polite">${this.#text}</div>`;
  }
}
