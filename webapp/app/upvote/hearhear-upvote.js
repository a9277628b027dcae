/**
 * The element <hearhear-upvote>: a vote on one thing that a page shows. `item` is the page's own
 * key for it, with `board`, the board that takes such keys; or `item-id` an item that is there.
 * `label` says what it is to people who do not see the page.
 *
 * All of a page share one connection. It tells by `hearhear-tally` when counts or the own vote have
 * changed, and by `hearhear-phase` how the connection is.
 */
import { socketAddress } from "../addresses.js";
import { credentials, probe } from "../http.js";
import { html, nothing } from "../lit.js";
import { MemberElement } from "../member-element.js";
import { outboxStore } from "../outbox-store.js";
import { spinner } from "../pieces.js";
import { asRefusal } from "../refusal.js";
import { whyNoVote, whyNoVotes } from "./board-rules.js";
import { ItemVotes } from "./item-votes.js";
import { icons } from "./icons.js";
import { text } from "./texts.js";
import { upvoteStyles } from "./upvote-styles.js";
import { compact } from "./vote-buttons.js";

/**
 * What the elements of this page share.
 * @type {{account: string, votes: ItemVotes, users: Set<HearhearUpvote>}|null}
 */
let shared = null;

/** @typedef {import("./item-votes.js").Place} Place */

export class HearhearUpvote extends MemberElement {
  static styles = [upvoteStyles];
  static observedAttributes = ["item", "board", "item-id", "label"];
  /** What is shown; null while it is not said. @type {Place|null} */
  #place = null;
  /** @type {ItemVotes|null} */
  #votes = null;
  #told = "";
  #problem = "";

  attributeChangedCallback() {
    if (this.#votes) this.#show(this.#votes);
    this.update();
  }

  /** @param {import("../http.js").Account} account */
  enter(account) {
    this.#votes = join(account, this);
    this.#show(this.#votes);
  }

  leave() {
    if (this.#votes && this.#place) this.#votes.hide(this.#place);
    this.#place = null;
    this.#votes = null;
    part(this);
  }

  memberView() {
    const votes = /** @type {ItemVotes} */ (this.#votes);
    const place = this.#place;
    if (!place || votes.isMissing(place))
      return html`<p class="wrong">${text(place ? "upvote.missing" : "upvote.unsaid")}</p>`;
    if (!votes.isKnown(place) && !votes.find(place))
      return html`<div class="loading" role="status">${spinner}<span class="unseen">${text("member.loading")}</span></div>`;
    const unsent = votes.unsent(place);
    const problem = unsent?.state === "failed" ? unsent.refusal?.message : this.#problem;
    const why = this.#why(votes, place);
    const mine = votes.mine(place);
    const hasDown = votes.rulesOf(place)?.downvotes || mine === -1;
    return html`<div class="votes ${unsent ? "unsent" : ""}" part="votes">
        ${this.#button(1, mine, why)}${hasDown ? this.#button(-1, mine, why) : nothing}
      </div>
      <p id="why" class=${why ? "unseen" : "unseen none"}>${why}</p>
      <p class="wrong" role="status">${problem ?? ""}</p>`;
  }

  memberDrawn() {
    const { up = 0, down = 0 } = (this.#place && this.#votes?.find(this.#place)) ?? {};
    const mine = this.#place ? (this.#votes?.mine(this.#place) ?? 0) : 0;
    const now = JSON.stringify({ up, down, mine });
    if (now !== this.#told) this.tell("hearhear-tally", { up, down, mine });
    this.#told = now;
  }

  /** @param {1|-1} value @param {number} mine @param {string} why one cannot; empty if one can */
  #button(value, mine, why) {
    const { up = 0, down = 0 } = (this.#place && this.#votes?.find(this.#place)) ?? {};
    const isUp = value === 1;
    const count = isUp ? up : down;
    const values = {
      title: this.getAttribute("label") ?? text("upvote.this"),
      votes: text(isUp ? "board.item.votes" : "board.item.against", { count }),
    };
    const shown = html`<span class="count">${compact(count)}</span>`;
    return html`<button type="button" class="vote ${isUp ? "" : "down"}" part="vote ${isUp ? "up" : "down"}"
      aria-pressed=${mine === value ? "true" : "false"} aria-label=${text(isUp ? "board.item.upvote" : "board.item.downvote", values)}
      aria-disabled=${why ? "true" : nothing} aria-describedby=${why ? "why" : nothing} title=${why || nothing}
      @click=${() => this.#vote(value, why)}>${isUp ? html`${icons.up}${shown}` : html`${shown}${icons.down}`}</button>`;
  }

  /** @param {ItemVotes} votes @param {Place} place @returns {string} */
  #why(votes, place) {
    const rules = votes.rulesOf(place);
    const item = votes.find(place);
    if (!rules) return "";
    const why = whyNoVotes(rules, this.account, Date.now());
    if (why) return text(["nobody", "moderators"].includes(why) ? `board.whyNoVotes.${why}` : "upvote.closed");
    if (item) {
      const whyItem = whyNoVote(rules, item, this.account);
      return whyItem ? text(whyItem === "own" ? "board.whyNoVote.own" : "upvote.closed") : "";
    }
    return rules.foreignItems ? "" : text("upvote.noKeys");
  }

  /** The same again takes it back. @param {1|-1} value @param {string} why */
  #vote(value, why) {
    const votes = /** @type {ItemVotes} */ (this.#votes);
    const place = /** @type {Place} */ (this.#place);
    this.#problem = why;
    try {
      if (!why) votes.vote(place, votes.mine(place) === value ? 0 : value);
    } catch (error) {
      this.#problem = asRefusal(error).message;
    }
    this.update();
  }

  /** @param {ItemVotes} votes */
  #show(votes) {
    if (this.#place) votes.hide(this.#place);
    this.#place = this.#wanted();
    if (this.#place) votes.show(this.#place);
  }

  /** @returns {Place|null} */
  #wanted() {
    const [id, board, foreign] = ["item-id", "board", "item"].map(name => this.getAttribute(name));
    if (id) return { item: id };
    return board && foreign ? { board, foreign } : null;
  }
}

/** @param {import("../http.js").Account} account @param {HearhearUpvote} user */
function join(account, user) {
  if (shared && shared.account !== account.id) {
    shared.votes.stop();
    shared = null;
  }
  if (!shared) {
    /** @type {Set<HearhearUpvote>} */
    const users = new Set();
    const votes = new ItemVotes({
      ...{ url: socketAddress("upvote"), probe, token: () => credentials.token() },
      store: outboxStore("upvote", account.id),
      changed: () => users.forEach(each => each.update()),
      phase: phase => users.forEach(each => each.phased("upvote", phase)),
    });
    shared = { account: account.id, votes, users };
    votes.start();
  }
  shared.users.add(user);
  return shared.votes;
}

/** @param {HearhearUpvote} user */
function part(user) {
  if (!shared?.users.delete(user) || shared.users.size) return;
  shared.votes.stop();
  shared = null;
}
