/**
 * What the address shows, kept in its fragment so that back, forward and reload work under any
 * context root. Pure.
 *
 * @typedef {{view: "messages"|"board", place: string}} Route place: `12` is a person, `c34` a
 *   conversation
 */

/** @param {string} fragment @returns {Route} */
export function routeOf(fragment) {
  const [view, place = ""] = fragment.replace(/^#/, "").split("/");
  if (view === "board") return { view: "board", place: "" };
  return { view: "messages", place: /^c?\d{1,20}$/.test(place) ? place : "" };
}

/** @param {Route} route */
export function fragmentOf({ view, place }) {
  return view === "messages" && place ? `#messages/${place}` : `#${view}`;
}
