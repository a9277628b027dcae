/**
 * What the address shows, kept in its fragment so that back, forward and reload work under any
 * context root. Pure.
 *
 * @typedef {"messages"|"board"|"settings"|"moderation"} View
 * @typedef {{view: View, place: string}} Route place: with messages, `12` is a person and `c34` a
 *   conversation; with settings and moderation, a section
 */

/** What a place may be, by view. @type {Record<View, RegExp>} */
const PLACES = {
  messages: /^c?\d{1,20}$/,
  board: /^$/,
  settings: /^[a-z]{1,20}$/,
  moderation: /^[a-z]{1,20}$/,
};

/** @param {string} fragment @returns {Route} */
export function routeOf(fragment) {
  const [name, place = ""] = fragment.replace(/^#/, "").split("/");
  const view = Object.hasOwn(PLACES, name) ? /** @type {View} */ (name) : "messages";
  return { view, place: PLACES[view].test(place) ? place : "" };
}

/** @param {Route} route */
export function fragmentOf({ view, place }) {
  return place ? `#${view}/${place}` : `#${view}`;
}
