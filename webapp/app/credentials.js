/**
 * Who one is in a page of another origin, where no cookie says so: a ticket, which that page gets
 * from its own backend, buys a token. It is held in memory, and renewed before it ends, so that
 * connections stay. Where there is no source of tickets there is no token, and the cookie counts.
 *
 * A page has one person at a time: all elements share this.
 */
import { Refusal } from "./refusal.js";

const RENEWED_AT = 0.8;
const RETRY_MS = 10_000;
/** So that none ends on its way. */
const MARGIN_MS = 5_000;

/** @typedef {{token: string, expiresIn: number}} Token */
/**
 * @typedef {() => Promise<string|null|undefined>} TicketSource none: nobody is signed in there
 */

export class Credentials {
  /** @type {TicketSource|null} */
  #source = null;
  /** @type {{token: string, until: number}|null} */
  #held = null;
  /** @type {Promise<string>|null} */
  #buying = null;
  /** @type {any} */
  #timer = null;

  /** @param {(ticket: string, old?: string) => Promise<Token>} change brings a ticket to the server */
  constructor(change) {
    this.change = change;
  }

  /** Whether tokens say who one is. */
  get isByTicket() {
    return this.#source !== null;
  }

  /**
   * @param {TicketSource} source
   * @returns {boolean} whether it is another one, of somebody else perhaps
   */
  use(source) {
    if (source === this.#source) return false;
    this.#source = source;
    this.forget();
    return true;
  }

  /** The token that is held now; undefined while there is none. */
  get current() {
    return this.#held?.token;
  }

  /**
   * @returns {Promise<string|undefined>} undefined where the cookie counts; rejected with a {@link
   *   Refusal}: `unauthenticated` when the page has no ticket
   */
  async token() {
    if (!this.#source) return undefined;
    if (this.#held && Date.now() < this.#held.until - MARGIN_MS) return this.#held.token;
    return this.#renew();
  }

  /** The server does not know it any more. @param {string} token */
  refused(token) {
    if (this.#held?.token === token) this.#held = null;
  }

  forget() {
    clearTimeout(this.#timer);
    this.#held = null;
    this.#buying = null;
  }

  /** Those who need it at once share one. */
  #renew() {
    const buying = (this.#buying ??= this.#buy().finally(() => {
      if (this.#buying === buying) this.#buying = null;
    }));
    return buying;
  }

  async #buy() {
    const source = /** @type {TicketSource} */ (this.#source);
    const ticket = await ticketOf(source);
    const { token, expiresIn } = await this.change(ticket, this.#held?.token);
    if (source !== this.#source) throw new Refusal("unauthenticated");
    this.#held = { token, until: Date.now() + expiresIn };
    this.#renewAfter(expiresIn * RENEWED_AT);
    return token;
  }

  /** @param {number} delay */
  #renewAfter(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#renew().catch(() => this.#renewAfter(RETRY_MS)), delay);
  }
}

/** @param {TicketSource} source */
async function ticketOf(source) {
  let ticket;
  try {
    ticket = await source();
  } catch (error) {
    console.warn("The page gave no ticket:", error);
    throw new Refusal("unreachable");
  }
  if (!ticket) throw new Refusal("unauthenticated");
  return ticket;
}
