/**
 * Tells in words how the page's connections are: of several, the worst. Pure.
 *
 * @typedef {import("../connection.js").Phase} Phase
 * @typedef {{name: string, label: string, advice: string}} State name is for styles; advice may be
 *   empty
 */
import { text } from "../texts.js";
import "./texts.js";

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
      return state("live", "live");
    case "reconnecting":
      return state("offline", "offline", "kept");
    case "blocked":
      return state("offline", "offline", "blocked");
    case "signed-out":
      return state("signed-out", "signedOut");
    case "forbidden":
      return state("stopped", "stopped", "forbidden");
    case "broken":
      return state("stopped", "stopped", "broken");
    default:
      return state("connecting", "connecting");
  }
}

/** @param {string} name @param {string} label @param {string} [advice] @returns {State} */
function state(name, label, advice) {
  return {
    name,
    label: text(`shell.state.${label}`),
    advice: advice ? text(`shell.advice.${advice}`) : "",
  };
}
