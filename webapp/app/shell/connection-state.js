/**
 * Tells in words how the page's connections are: of several, the worst. Pure.
 *
 * @typedef {import("../connection.js").Phase} Phase
 * @typedef {{name: string, label: string, advice: string}} State name is for styles; advice may be
 *   empty
 */

/** @type {Phase[]} the worst first */
const WORST_FIRST = [
  "broken",
  "forbidden",
  "signed-out",
  "blocked",
  "reconnecting",
  "closed",
  "connecting",
  "live",
];

/**
 * @param {Phase[]} phases one for each connection
 * @returns {State}
 */
export function connectionState(phases) {
  switch (WORST_FIRST.find(phase => phases.includes(phase))) {
    case "live":
      return { name: "live", label: "Live", advice: "" };
    case "reconnecting":
      return {
        name: "offline",
        label: "Offline, reconnecting",
        advice: "What you write now is kept, and sent as soon as the connection is back.",
      };
    case "blocked":
      return {
        name: "offline",
        label: "Offline, reconnecting",
        advice:
          "The server answers, but live connections to it fail; it may be about to restart, or something on the way blocks them. What you write is kept.",
      };
    case "signed-out":
      return { name: "signed-out", label: "Signed out", advice: "" };
    case "forbidden":
      return {
        name: "stopped",
        label: "Stopped",
        advice: "The server does not let this account connect. Ask whoever runs it.",
      };
    case "broken":
      return {
        name: "stopped",
        label: "Stopped",
        advice: "This page and the server do not understand each other. Load the page again.",
      };
    default:
      return { name: "connecting", label: "Connecting", advice: "" };
  }
}
