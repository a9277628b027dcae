/** The rules of a board: a new one's, or those of one that is there. */
import { html, live, nothing } from "../../lit.js";
import { BOARDS_LANE, boardLane } from "../deeds.js";
import { text } from "../texts.js";
import { Attempt } from "./attempt.js";
import { commandOf, fieldsOf, USUAL } from "./rules-form.js";

const WHO = ["everyone", "moderators", "nobody"];

export class RulesDialog {
  /**
   * @param {import("../hearhear-board.js").HearhearBoard} element
   * @param {import("../board-rules.js").Rules|null} rules null for a new board
   */
  constructor({ upvotes, dialogs, update }, rules) {
    this.upvotes = upvotes;
    this.dialogs = dialogs;
    this.update = update;
    this.board = rules?.id;
    this.title = text(rules ? "board.rules.change" : "board.rules.create");
    this.before = fieldsOf(rules ?? USUAL);
    this.fields = this.before;
    this.attempt = new Attempt(upvotes.deeds);
  }

  closed() {
    this.attempt.forget();
  }

  view() {
    const isReady = String(this.fields.title).trim() && !this.attempt.isBusy;
    return html`<form class="rules" @submit=${this.#save} @input=${this.#typed}>
      ${this.#field("title", html`<input id="rules-title" name="title" required maxlength="200" autocomplete="off" .value=${live(this.fields.title)}>`)}
      ${this.#field("description", html`<textarea id="rules-description" name="description" rows="2" .value=${live(this.fields.description)}></textarea>`)}
      <div class="pair">${this.#who("mayPost")}${this.#who("mayVote")}</div>
      <div class="pair">${this.#who("voters")}
        ${this.#field(
          "budget",
          html`<input id="rules-budget" name="budget" type="number" min="1" max="1000000" step="1" .value=${live(this.fields.budget)}
          aria-describedby="rules-budget-hint">`,
          true,
        )}</div>
      <div class="pair">${this.#time("opensAt")}${this.#time("closesAt")}</div>
      <fieldset class="flags"><legend class="unseen">${text("board.rules.flags")}</legend>
        ${this.#flag("downvotes")}${this.#flag("selfVotes")}${this.#flag("foreignItems")}</fieldset>
      ${this.#field(
        "states",
        html`<textarea id="rules-states" name="states" rows="5" .value=${live(this.fields.states)}
        aria-describedby="rules-states-hint"></textarea>`,
        true,
      )}
      ${this.attempt.view()}
      <div class="actions"><button type="button" class="quiet" @click=${this.dialogs.close}>${text("board.cancel")}</button>
        <button type="submit" class="main" aria-disabled=${isReady ? "false" : "true"}>${text(this.board ? "board.save" : "board.rules.run")}</button></div>
    </form>`;
  }

  /** @param {string} name @param {unknown} control @param {boolean} [isExplained] */
  #field(name, control, isExplained = false) {
    return html`<div class="field"><label for="rules-${name}">${text(`board.rules.${name}`)}</label>${control}
      ${isExplained ? html`<p class="hint" id="rules-${name}-hint">${text(`board.rules.${name}.hint`)}</p>` : nothing}</div>`;
  }

  /** @param {string} name */
  #who(name) {
    return this.#field(
      name,
      html`<select id="rules-${name}" name=${name}>${WHO.map(
        who =>
          html`<option value=${who} ?selected=${who === this.fields[name]}>${text(`board.rules.who.${who}`)}</option>`,
      )}</select>`,
    );
  }

  /** @param {string} name */
  #time(name) {
    return this.#field(
      name,
      html`<input id="rules-${name}" name=${name} type="datetime-local" .value=${live(this.fields[name])}>`,
    );
  }

  /** @param {string} name */
  #flag(name) {
    return html`<label><input type="checkbox" name=${name} .checked=${live(this.fields[name] === true)}>
      <span>${text(`board.rules.${name}`)}</span></label>`;
  }

  #typed = (/** @type {any} */ { target }) => {
    const value = target.type === "checkbox" ? target.checked : target.value;
    this.fields = { ...this.fields, [target.name]: value };
    this.update();
  };

  #save = (/** @type {Event} */ event) => {
    event.preventDefault();
    const command = commandOf(this.fields, this.before);
    if (!String(this.fields.title).trim()) return;
    if (!this.board) this.attempt.try(BOARDS_LANE, { type: "create", ...command }, this.#created);
    else if (!Object.keys(command).length) return this.dialogs.close();
    else
      this.attempt.try(
        boardLane(this.board),
        { type: "change", board: this.board, ...command },
        this.dialogs.close,
      );
    this.update();
  };

  #created = async (/** @type {{board: string}} */ { board }) => {
    this.dialogs.close();
    await this.upvotes.readBoards().catch(() => undefined);
    await this.upvotes.choose(board);
  };
}
