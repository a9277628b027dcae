/**
 * One form of the settings: on its way, saved, or refused, and what is wrong with which field. What
 * is wrong with a field stands below it, everything else below the form; what was wrong first gets
 * the focus.
 */
import { html, nothing } from "../lit.js";
import { notice } from "../pieces.js";
import { asRefusal } from "../refusal.js";
import { text } from "../texts.js";

export class Form {
  isBusy = false;
  /** What is wrong, by the id of its field. @type {Record<string, string|undefined>} */
  wrong = {};
  /** What is wrong with all of it. */
  problem = "";
  /** What was done; told until something else happens here. */
  done = "";

  /** @param {import("../element.js").HearhearElement} element */
  constructor(element) {
    this.element = element;
  }

  /**
   * @param {() => Promise<unknown>} action
   * @param {string} done
   * @param {(refusal: import("../refusal.js").Refusal) => Record<string, string|undefined>} [wrongOf] what a
   *   refusal says of which field
   */
  async send(action, done, wrongOf = () => ({})) {
    if (this.isBusy) return;
    this.#begin();
    try {
      await action();
      this.done = done;
    } catch (error) {
      const refusal = asRefusal(error);
      this.wrong = wrongOf(refusal);
      if (!Object.keys(this.wrong).length) this.problem = refusal.message;
    }
    this.isBusy = false;
    this.#show();
  }

  /** @param {Record<string, string|undefined>} wrong by the id of the field @returns {boolean} whether nothing is */
  check(wrong) {
    this.forget();
    this.wrong = wrong;
    this.#show();
    return !Object.keys(wrong).length;
  }

  /** Something is typed or chosen anew. */
  forget = () => {
    Object.assign(this, { problem: "", done: "", wrong: {} });
    this.element.update();
  };

  /**
   * A field with its label and what is to be said of it.
   * @param {string} id
   * @param {string} label
   * @param {string} hint
   * @param {(described: {invalid: "true"|typeof nothing, by: string}) => unknown} input
   */
  field(id, label, hint, input) {
    const wrong = this.wrong[id];
    const by = `${id}-hint`;
    return html`<div class="field"><label for=${id}>${label}</label>${input({ invalid: wrong ? "true" : nothing, by })}
      <p id=${by} class="hint ${wrong ? "wrong" : ""}">${wrong ?? hint}</p></div>`;
  }

  /** What stands below the fields. */
  view() {
    const words = this.isBusy ? text("settings.saving") : this.done;
    return html`${this.problem ? notice(this.problem) : nothing}
      <p class="outcome ${this.done ? "done" : ""}" role="status">${words}</p>`;
  }

  #begin() {
    this.forget();
    this.isBusy = true;
  }

  #show() {
    const [first] = Object.keys(this.wrong);
    this.element.draw();
    if (first) this.element.find(`#${first}`)?.focus();
  }
}
