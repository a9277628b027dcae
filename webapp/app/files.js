/**
 * Files that a browser fetches by itself, as images and links: no header can say there who asks. The
 * cookie does, and where there is none an address that was signed for it.
 */
import { httpAddress } from "./addresses.js";
import { credentials, signAddresses } from "./http.js";

/** As many as the server signs at once. */
const SIGNED_AT_ONCE = 100;
const KEPT_MAX = 1000;

/**
 * By path, with what it holds by and how long. @type {Map<string, {address: string, token:
 *   string|undefined, until: number}>}
 */
const signed = new Map();
/** @type {Set<string>} */
const wanted = new Set();
/** @type {Set<() => void>} */
const listeners = new Set();

/**
 * Where an image is.
 * @param {string} path as in "api/attachments/5?size=preview"
 * @returns {string} empty while it is being signed for the first time, the one before while it is
 *   signed anew; listeners are told when it is
 */
export function fileAddress(path) {
  if (!credentials.isByTicket) return httpAddress(path);
  const found = signed.get(path);
  if (!found || found.token !== credentials.current || Date.now() > found.until) {
    if (!wanted.size) queueMicrotask(sign);
    wanted.add(path);
  }
  return found ? httpAddress(found.address) : "";
}

/** @param {() => void} listener @returns {() => void} ends it */
export function onSigned(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * For a click on a link to a file: with an address that is signed at that moment.
 * @param {Event} event
 * @param {string} path
 */
export async function follow(event, path) {
  if (!credentials.isByTicket) return;
  event.preventDefault();
  const { target, download } = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  const { addresses } = await signAddresses([path]);
  const link = document.createElement("a");
  Object.assign(link, { href: httpAddress(addresses[0]), target, download, rel: "noopener" });
  link.click();
}

/** Those that were asked for first are forgotten first. */
function trim() {
  for (const path of signed.keys()) {
    if (signed.size <= KEPT_MAX) break;
    signed.delete(path);
  }
}

async function sign() {
  const paths = [...wanted].slice(0, SIGNED_AT_ONCE);
  try {
    const { addresses, expiresIn } = await signAddresses(paths);
    const until = Date.now() + expiresIn;
    const token = credentials.current;
    paths.forEach((path, i) => signed.set(path, { address: addresses[i], token, until }));
    trim();
    listeners.forEach(listener => listener());
  } catch {
    // Whoever draws again asks again.
  } finally {
    paths.forEach(path => wanted.delete(path));
    if (wanted.size) queueMicrotask(sign);
  }
}
