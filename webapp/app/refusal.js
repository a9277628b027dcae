/**
 * A "no" in the protocol's terms, from a reply, from HTTP, or found here: a stable code, words for
 * people, and a delay exactly when trying again makes sense. It decides nothing by itself.
 */
import "./common-texts.js";
import { hasText, isTranslated, text } from "./texts.js";

export class Refusal extends Error {
  /**
   * @param {string} code a code of the protocol, or `connection_lost`, `not_kept`, `outbox_full`,
   *   `outdated`, `timeout`, `unreachable`
   * @param {string} [message] what to do, in the server's words; the code's own when left out
   * @param {number} [retryAfter] milliseconds
   */
  constructor(code, message, retryAfter) {
    super(wordsOf(code, message));
    this.name = "Refusal";
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/**
 * A server speaks English: who is spoken to in another language gets words that fit less closely.
 * @param {string} code
 * @param {string} [message]
 */
function wordsOf(code, message) {
  const key = `refusal.${code}`;
  if (message && !isTranslated(key)) return message;
  return text(hasText(key) ? key : "refusal.unavailable");
}

/** @param {unknown} error @returns {Refusal} */
export function asRefusal(error) {
  if (error instanceof Refusal) return error;
  console.error(error);
  return new Refusal("unavailable");
}
