/** Order of ids, which are strings of decimal digits and may be longer than a number can hold. */

/** @param {string} a @param {string} b @returns {number} below 0 when a is the older */
export function compareIds(a, b) {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
