/**
 * The base of the elements that belong to an account: where the page does not say whose they are,
 * they find out, by the cookie or by a ticket, and until then show why there is nothing to see.
 *
 * A page of another origin gives tickets: as a function, `element.ticket = async () => "…"`, or by
 * the attribute `ticket-from`, an address of its own that answers a POST with `{"ticket": "…"}`.
 */
import { isForeign } from "./addresses.js";
import { HearhearElement, takeEarly } from "./element.js";
import { onSigned } from "./files.js";
import { credentials, me } from "./http.js";
import { html } from "./lit.js";
import { notice, spinner } from "./pieces.js";
import { asRefusal } from "./refusal.js";
import { text } from "./member-texts.js";

const RETRY_MS = 10_000;

/** @typedef {import("./http.js").Account} Account */

export class MemberElement extends HearhearElement {
  /** Whose it is, null while that is not known; the page may set it before it puts the element in. @type {Account} */
  account = takeEarly(this, "account") ?? /** @type {any} */ (null);
  /** The page has said whose it is, and looks after signing in and out itself. */
  #isGiven = false;
  #isIn = false;
  /** Why nobody is in. @type {import("./refusal.js").Refusal|null} */
  #refusal = null;
  /** The newest try to find out whose it is: what an older one finds is of somebody else, perhaps. */
  #seeking = {};
  /** @type {any} */
  #timer = null;
  /** @type {() => void} */
  #endSigned = () => {};

  /** Where tickets come from. @param {import("./credentials.js").TicketSource} source */
  set ticket(source) {
    if (credentials.use(source) && this.isConnected && !this.#isGiven) this.#again();
  }

  connectedCallback() {
    this.#endSigned = onSigned(this.update);
    this.#upgrade();
    this.#isGiven = this.account !== null;
    if (this.account) this.#enter(this.account);
    else this.#seek();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#seeking = {};
    this.#endSigned();
    this.#leave();
    if (!this.#isGiven) this.account = /** @type {any} */ (null);
  }

  view() {
    return this.#isIn ? this.memberView() : this.#entrance();
  }

  drawn() {
    if (this.#isIn) this.memberDrawn();
  }

  /** Connects; `account` is there. @param {Account} account */
  enter(account) {}

  /** Disconnects. */
  leave() {}

  /** @returns {unknown} */
  memberView() {
    return "";
  }

  memberDrawn() {}

  /** How the connection is. @param {string} endpoint @param {import("./connection.js").Phase} phase */
  phased(endpoint, phase) {
    this.tell("hearhear-phase", { endpoint, phase });
    if (phase === "signed-out" && !this.#isGiven) this.#again();
  }

  /** What a page has set before this class was there hides the property. */
  #upgrade() {
    if (Object.hasOwn(this, "ticket")) this.ticket = takeEarly(this, "ticket");
    const address = this.getAttribute("ticket-from");
    if (address && !credentials.isByTicket) credentials.use(() => ticketFrom(address));
  }

  #again = () => {
    this.#leave();
    this.account = /** @type {any} */ (null);
    this.#refusal = null;
    this.#seek();
  };

  async #seek() {
    clearTimeout(this.#timer);
    const seeking = (this.#seeking = {});
    this.update();
    try {
      const account = await this.#find();
      if (this.isConnected && this.#seeking === seeking) this.#enter(account);
    } catch (error) {
      if (this.#seeking !== seeking) return;
      this.#refusal = asRefusal(error);
      if (this.#refusal.code !== "unauthenticated" && this.isConnected)
        this.#timer = setTimeout(this.#again, this.#refusal.retryAfter ?? RETRY_MS);
      this.update();
    }
  }

  /** @returns {Promise<Account>} */
  #find() {
    if (isForeign && !credentials.isByTicket) return new Promise(() => {}); // Until there is a source.
    return me();
  }

  /** @param {Account} account */
  #enter(account) {
    this.account = account;
    this.#refusal = null;
    this.#isIn = true;
    this.enter(account);
    this.update();
  }

  #leave() {
    if (!this.#isIn) return;
    this.#isIn = false;
    this.leave();
  }

  #entrance() {
    if (!this.#refusal)
      return html`<div class="loading" role="status">${spinner}<span class="unseen">${text("member.loading")}</span></div>`;
    const isOut = this.#refusal.code === "unauthenticated";
    return html`<div class="entrance-note">${notice(isOut ? text("member.signedOut") : this.#refusal.message, { label: text("member.again"), run: this.#again })}</div>`;
  }
}

/** @param {string} address */
async function ticketFrom(address) {
  const response = await fetch(address, { method: "POST", headers: { Accept: "application/json" } });
  if (response.status === 401 || response.status === 403) return null;
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return (await response.json()).ticket;
}
