/**
 * What the address shows, kept in its fragment so that back, forward and reload work under any
 * context root. Pure.
 *
 * @typedef {{view: "messages"|"board", person: string}} Route
 */

/** @param {string} fragment @returns {Route} */
export function routeOf(fragment) {
  const [view, person = ""] = fragment.replace(/^#/, "").split("/");
  if (view === "board") return { view: "board", person: "" };
  return { view: "messages", person: /^\d{1,20}$/.test(person) ? person : "" };
}

/** @param {Route} route */
export function fragmentOf({ view, person }) {
  return view === "messages" && person ? `#messages/${person}` : `#${view}`;
}
