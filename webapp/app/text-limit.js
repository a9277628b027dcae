/**
 * Measures and cuts text as the protocol does: in code points and UTF-8 bytes, well-formed, without
 * U+0000.
 */

/** @typedef {{codePoints: number, bytes: number, left: number, fits: boolean}} Measure */

const encoder = new TextEncoder();

/** What may be sent of what was typed or pasted. @param {string} text */
export function cleanText(text) {
  return text.toWellFormed().replaceAll("\0", "").replaceAll("\r\n", "\n").trim();
}

/**
 * @param {string} text
 * @param {{codePoints: number, bytes: number}} limit
 * @returns {Measure} `left` is in code points, negative when too long
 */
export function measure(text, limit) {
  const codePoints = [...text].length;
  const bytes = encoder.encode(text).length;
  // Bytes over the limit are told as the characters that they are at least.
  const left = Math.min(
    limit.codePoints - codePoints,
    bytes > limit.bytes ? -Math.ceil((bytes - limit.bytes) / 4) : Infinity,
  );
  return { codePoints, bytes, left, fits: left >= 0 };
}

/** @param {string} text @param {number} codePointsMax */
export function cutText(text, codePointsMax) {
  return text.length <= codePointsMax ? text : [...text].slice(0, codePointsMax).join("");
}
