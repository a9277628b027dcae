/** Draws people: faces with a dot for who is here, and in words what the dot says. */
import { html, nothing } from "../lit.js";
import { face } from "../pieces.js";
import { numberText, text } from "../texts.js";
import { agoTime } from "../times.js";
import { icons } from "./icons.js";

/** @typedef {import("./presence.js").Seen} Seen */

/** @param {import("../http.js").Person} person @param {Seen} [seen] */
export function faceHere(person, seen) {
  const isHere = seen && seen.state !== "offline";
  return html`<span class="face-here">${face(person)}${
    isHere ? html`<span class="here ${seen.state}" aria-hidden="true"></span>` : nothing
  }</span>`;
}

export const groupFace = html`<span class="face group-face" aria-hidden="true">${icons.group}</span>`;

/** @param {Seen} [seen] @returns {string} "" while it is not known */
export function presenceText(seen) {
  if (!seen) return "";
  if (seen.state !== "offline") return text(`dm.${seen.state}`);
  return seen.lastSeen
    ? text("dm.lastSeen", { ago: agoTime(Date.parse(seen.lastSeen)) })
    : text("dm.offline");
}

/**
 * The name that nobody else has, and what else is to be said of a person.
 * @param {import("../http.js").Person} person
 * @param {...string} words
 */
export function aboutPerson({ name }, ...words) {
  return html`<bdi dir="ltr">@${name}</bdi>${words.filter(Boolean).map(word => ` · ${word}`)}`;
}

/** @param {number} bytes */
export function sizeText(bytes) {
  const unit = bytes < 1e3 ? "byte" : bytes < 1e6 ? "kilobyte" : "megabyte";
  const size = bytes / { byte: 1, kilobyte: 1e3, megabyte: 1e6 }[unit];
  return numberText(size, {
    ...{ style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short" },
    maximumSignificantDigits: size < 100 ? 2 : 3,
  });
}
