/**
 * Addresses of this installation, derived from where this module was loaded: any context root
 * works.
 */
const root = new URL("../", import.meta.url);

/** Whether the page that uses these modules is one of another origin. */
export const isForeign = "location" in globalThis && root.origin !== location.origin;

/** Tells this installation from others that keep something in the same browser storage. */
export const installation = isForeign ? root.origin + root.pathname : root.pathname;

/** @param {string} path relative to the context root, as in "api/me" */
export function httpAddress(path) {
  return new URL(path, root).href;
}

/** @param {"dm"|"upvote"} endpoint */
export function socketAddress(endpoint) {
  const address = new URL(endpoint, root);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

/** The place where a secure copy of this page would be, for the hint on plain http. */
export function secureAddress() {
  const address = new URL(root);
  address.protocol = "https:";
  return address.href;
}
