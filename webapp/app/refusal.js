/**
 * A "no" in the protocol's terms, from a reply, from HTTP, or found here: a stable code, words for
 * people, and a delay exactly when trying again makes sense. It decides nothing by itself.
 */
import "./common-texts.js";
import { hasText, text } from "./texts.js";

export class Refusal extends Error {
  /**
   * @param {string} code a code of the protocol, or `connection_lost`, `not_kept`, `outdated`,
   *   `timeout`, `unreachable`
   * @param {string} [message] what to do, in words; the code's own words when left out
   * @param {number} [retryAfter] milliseconds
   */
  constructor(code, message, retryAfter) {
    super(message || text(hasText(`refusal.${code}`) ? `refusal.${code}` : "refusal.unavailable"));
    this.name = "Refusal";
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** @param {unknown} error @returns {Refusal} */
export function asRefusal(error) {
  if (error instanceof Refusal) return error;
  console.error(error);
  return new Refusal("unavailable");
}
