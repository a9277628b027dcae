/**
 * A "no" in the protocol's terms, from a reply, from HTTP, or found here: a stable code, words for
 * people, and a delay exactly when trying again makes sense. It decides nothing by itself.
 */
export class Refusal extends Error {
  /**
   * @param {string} code a code of the protocol, or `connection_lost`, `outdated`, `timeout`,
   *   `unreachable`
   * @param {string} [message] what to do, in words; the code's own words when left out
   * @param {number} [retryAfter] milliseconds
   */
  constructor(code, message, retryAfter) {
    super(message || WORDS[code] || WORDS.unavailable);
    this.name = "Refusal";
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** @type {Record<string, string>} */
const WORDS = {
  bad_request: "The server did not understand this. Load the page again and try once more.",
  too_large: "This is too long. Shorten it and try again.",
  unauthenticated: "You are signed out. Sign in again.",
  not_found: "This does not exist any more, or you cannot see it.",
  forbidden: "You are not allowed to do this.",
  conflict: "Someone else was faster. Look at the new state and try again.",
  key_reused: "This was sent before with other content. Discard it and write it anew.",
  rate_limited: "That was a little fast. Wait a moment and try again.",
  blocked: "You have blocked this person. Unblock them to write to them.",
  not_accepting: "This person does not take messages from you at the moment.",
  closed: "This is closed, nothing can be added.",
  quota: "A limit is reached. Remove something first.",
  unavailable: "The server cannot do this right now. Try again in a moment.",
  connection_lost: "The connection was lost. It is being restored.",
  outdated: "This was written long ago and may have been sent. Look first, then send it again.",
  timeout: "The server did not answer in time. Try again.",
  unreachable: "The server cannot be reached. Check your connection and try again.",
};

/** @param {unknown} error @returns {Refusal} */
export function asRefusal(error) {
  if (error instanceof Refusal) return error;
  console.error(error);
  return new Refusal("unavailable");
}
