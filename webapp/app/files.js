/**
 * Addresses of files that a browser fetches by itself, as images and links: there, no header can say
 * who asks, so the cookie does.
 */
import { httpAddress } from "./addresses.js";

/**
 * @param {string} path as in "api/attachments/5?size=preview"
 * @returns {string} empty while there is none
 */
export function fileAddress(path) {
  return httpAddress(path);
}
