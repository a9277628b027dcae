/**
 * Recognises web addresses in text. Pure: it gives parts, never markup; only http and https become
 * links, and the parts joined are the text unchanged.
 *
 * @typedef {{text: string, href?: string}} Part
 */
const ADDRESS = /\bhttps?:\/\/[^\s<>"]+/giu;
const TRAILING = /[.,;:!?'’”»*_~]+$/u;

/** @param {string} text @returns {Part[]} */
export function linkParts(text) {
  /** @type {Part[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTrailing(match[0]);
    const href = addressOf(address);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/**
 * Punctuation after an address belongs to the sentence, and so does a bracket that was opened
 * before it.
 * @param {string} address
 */
function withoutTrailing(address) {
  for (;;) {
    const before = address;
    address = address.replace(TRAILING, "");
    for (const [open, close] of ["()", "[]", "{}"]) {
      if (address.endsWith(close) && count(address, close) > count(address, open))
        address = address.slice(0, -1);
    }
    if (address === before) return address;
  }
}

/** @param {string} text @param {string} character */
function count(text, character) {
  return text.split(character).length - 1;
}

/** @param {string} address */
function addressOf(address) {
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}
