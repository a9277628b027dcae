/**
 * Choices that hold in this browser only, by name: whatever JSON can say. They are kept as far as
 * the browser lets us, and else until the page is left. Another installation has its own.
 */
import { installation } from "./addresses.js";

const PREFIX = `hearhear ${installation} `;
/** What could not be kept. @type {Map<string, unknown>} */
const unkept = new Map();

/** @template T @param {string} name @param {T} otherwise @returns {T} */
export function kept(name, otherwise) {
  if (unkept.has(name)) return /** @type {T} */ (unkept.get(name));
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {string} name @param {unknown} value */
export function keep(name, value) {
  unkept.delete(name);
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    unkept.set(name, value);
  }
}

/** Another tab chose. @param {string} name @param {() => void} changed */
export function whenKept(name, changed) {
  addEventListener("storage", ({ key }) => key === PREFIX + name && changed());
}
