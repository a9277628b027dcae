/** The dialog that makes a group: its name, and who is in it. */
import { peopleCalled, people } from "../http.js";
import { html, nothing, repeat } from "../lit.js";
import { icons } from "../pieces.js";
import { text } from "../texts.js";
import { cleanText, measure } from "../text-limit.js";
import { Dialog } from "./dialog.js";
import { peoplePicker } from "./people-picker.js";
import { PeopleFinder } from "./people-finder.js";

/** As the protocol has it, whatever the operator sets. */
export const TITLE_LIMIT = { codePoints: 60, bytes: 240 };

/** @typedef {import("../http.js").Person} Person */

export class GroupForm extends Dialog {
  #title = "";
  /** @type {Person[]} */
  #chosen = [];
  #historyShared = true;
  #problem = "";
  /** The group that is to be opened once it is there. */
  #key = "";

  /** @param {import("./hearhear-dm.js").HearhearDm} dm */
  constructor(dm) {
    super(dm, "group-form");
    this.finder = new PeopleFinder(people, peopleCalled, dm.update);
  }

  get title() {
    return text("dm.newGroup");
  }

  start = () => {
    Object.assign(this.finder, { isOpen: false, text: "" });
    this.#title = this.#problem = "";
    this.#chosen = [];
    this.#historyShared = true;
    this.finder.open();
    this.show("input");
  };

  /** @param {string} key @returns {boolean} whether it is the one made here last */
  made(key) {
    const isOurs = key === this.#key;
    if (isOurs) this.#key = "";
    return isOurs;
  }

  content() {
    return html`<form novalidate @submit=${this.#create}>
      <div class="field"><label for="group-title">${text("dm.groupName")}</label>
        <input id="group-title" type="text" dir="auto" autocomplete="off" maxlength="120" .value=${this.#title} @input=${this.#typed}></div>
      ${
        this.#chosen.length
          ? html`<ul class="chosen" aria-label=${text("dm.chosen")}>${repeat(
              this.#chosen,
              ({ id }) => id,
              person => html`<li><button type="button" class="chip" aria-label=${text("dm.removePerson", { name: person.displayName })}
                @click=${() => this.#choose(person)}><bdi>${person.displayName}</bdi>${icons.close}</button></li>`,
            )}</ul>`
          : nothing
      }
      ${peoplePicker(this.finder, this.#chosen, this.#choose)}
      <label class="check"><input type="checkbox" .checked=${this.#historyShared} @change=${this.#share}>
        <span>${text("dm.historyShared")}</span></label>
      <p class="problem" role="alert">${this.#problem}</p>
      <div class="actions"><button type="button" class="quiet" @click=${this.close}>${text("dm.cancel")}</button>
        <button type="submit" class="main">${text("dm.create")}</button></div>
    </form>`;
  }

  #typed = (/** @type {any} */ event) => {
    this.#title = event.target.value;
    this.#problem = "";
    this.dm.update();
  };

  #share = (/** @type {any} */ event) => (this.#historyShared = event.target.checked);

  #choose = (/** @type {Person} */ person) => {
    const others = this.#chosen.filter(({ id }) => id !== person.id);
    this.#chosen = others.length < this.#chosen.length ? others : [...others, person];
    this.#problem = "";
    this.dm.update();
  };

  #create = (/** @type {Event} */ event) => {
    event.preventDefault();
    const title = cleanText(this.#title);
    this.#problem = problemOf(title) || (this.#chosen.length ? "" : text("dm.chooseSomebody"));
    this.dm.update();
    if (this.#problem) return;
    const ids = this.#chosen.map(({ id }) => id);
    this.dm.deed(deeds => (this.#key = deeds.create(title, ids, this.#historyShared).key));
    this.close();
    this.dm.say(text("dm.creating"));
  };
}

/** @param {string} title clean @returns {string} */
export function problemOf(title) {
  if (!title) return text("dm.nameIt");
  return measure(title, TITLE_LIMIT).fits ? "" : text("dm.titleTooLong");
}
