/** Draws that a list of the moderators' has nothing. */
import { html } from "../lit.js";
import { icons } from "../pieces.js";
import { text } from "../texts.js";

/** @param {string} key of its words; those of the hint are below it @param {string} [hint] */
export function empty(key, hint = `${key}.hint`) {
  return html`<div class="empty">${icons.sent}<h4>${text(key)}</h4><p>${text(hint)}</p></div>`;
}
