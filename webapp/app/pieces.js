/** Small templates that several views share: faces, linked text, notices, icons. They only draw. */
import { html, nothing, svg } from "./lit.js";
import "./common-texts.js";
import { linkParts } from "./links.js";
import { text } from "./texts.js";

const HUES = 8;

/**
 * A person's picture, or initials on a colour of their own; decoration, the name stands beside it.
 * @param {import("./http.js").Person} person
 */
export function face(person) {
  const hue = [...person.id].reduce((sum, digit) => (sum * 10 + Number(digit)) % 997, 0) % HUES;
  return html`<hearhear-face class="face hue-${hue}" aria-hidden="true" .person=${person}></hearhear-face>`;
}

/** @param {string} words */
export function linkedText(words) {
  return linkParts(words).map(({ text, href }) =>
    href
      ? html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`
      : text,
  );
}

/** @param {string} words @param {{label: string, run: () => void}} [action] */
export function notice(words, action) {
  return html`<div class="notice" role="alert"><p>${words}</p>
    ${action ? html`<button type="button" class="quiet" @click=${action.run}>${action.label}</button>` : nothing}</div>`;
}

/**
 * What could not be sent, why, and what one can do.
 * @param {string} words
 * @param {() => void} retry
 * @param {() => void} discard
 */
export function failure(words, retry, discard) {
  return html`<div class="failure" role="alert"><p>${icons.failed}<span>${words}</span></p>
    <div><button type="button" class="quiet" @click=${retry}>${text("common.retry")}</button>
      <button type="button" class="quiet" @click=${discard}>${text("common.discard")}</button></div></div>`;
}

/**
 * One check: the server has it. Two: the other person's device has it too.
 * @param {boolean|undefined} isDelivered
 */
export function delivery(isDelivered) {
  const word = text(isDelivered ? "common.delivered" : "common.sent");
  return html`<span class="delivery"><span aria-hidden="true" title=${word}>${isDelivered ? icons.delivered : icons.sent}</span><span
    class="unseen">${word}</span></span>`;
}

export const spinner = html`<span class="spinner" aria-hidden="true"></span>`;

/** @param {unknown} paths @param {string} [kind] `flips` for one that points along the lines of text */
export const icon =
  (paths, kind = "") => html`<svg class="icon ${kind}" viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill="none"
  stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;

export const icons = {
  back: icon(svg`<path d="M15 5l-7 7 7 7"/>`, "flips"),
  board: icon(svg`<path d="M4 20V11M12 20V4M20 20v-6"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`),
  delivered: icon(svg`<path d="M2 12.5l4.5 4.5L16 7.5M12.5 16.5l.5.5L22.5 7.5"/>`),
  down: icon(svg`<path d="M12 5v14M6 13l6 6 6-6"/>`),
  failed: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.3v.2"/>`),
  messages: icon(
    svg`<path d="M4 7a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-6l-5 4v-4.2A3 3 0 0 1 4 13z"/>`,
  ),
  moderation: icon(svg`<path d="M12 3.5l7.5 3v5.2c0 4.3-3 7.3-7.5 8.8-4.5-1.5-7.5-4.5-7.5-8.8V6.5z"/>`),
  pencil: icon(svg`<path d="M4 20l1-4L16 5l3 3L8 19z"/>`),
  search: icon(svg`<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>`),
  send: icon(svg`<path d="M5 12h13M12.5 5.5L19 12l-6.5 6.5"/>`, "flips"),
  sent: icon(svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`),
  up: icon(svg`<path d="M6 15l6-6 6 6"/>`),
  wait: icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`),
};

/** The sign of the product. */
export const brand = html`<svg class="brand" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
  <rect class="brand-ground" width="64" height="64" rx="16"/>
  <path class="brand-shape" d="M14 21a7 7 0 0 1 7-7h22a7 7 0 0 1 7 7v17a7 7 0 0 1-7 7H30l-9.3 7.4A1.7 1.7 0 0 1 18 51v-6.5A7 7 0 0 1 14 38z"/>
  <path class="brand-arrow" d="M22 33.5l10-10 10 10" fill="none" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
</svg>`;
