/**
 * What is open: a conversation by its id, or a person with whom there may be none yet. Pure. In the
 * page's address a person is `12` and a conversation `c34`.
 *
 * @typedef {import("../http.js").Person} Person
 * @typedef {{conversation: string, person: Person|null}} Place conversation is "" while it is not
 *   known, or not there yet
 */

/** @param {string} name as in an address @returns {{conversation: string, person: string}} */
export function parsePlace(name) {
  return name.startsWith("c")
    ? { conversation: name.slice(1), person: "" }
    : { conversation: "", person: name };
}

/** @param {Place|null} place @returns {string} its name in an address */
export function nameOf(place) {
  if (!place) return "";
  return place.conversation ? `c${place.conversation}` : (place.person?.id ?? "");
}

/** @param {Place|null} a @param {Place|null} b */
export function isSamePlace(a, b) {
  if (!a || !b) return a === b;
  if (a.conversation && b.conversation) return a.conversation === b.conversation;
  return Boolean(a.person && b.person && a.person.id === b.person.id);
}

/**
 * What is written in a place is sent in order. A person's messages keep one lane from before the
 * conversation has an id.
 * @param {{person?: {id: string}|null, conversation?: string}} place
 */
export function laneOf({ person, conversation }) {
  return person ? `direct:${person.id}` : `group:${conversation}`;
}
