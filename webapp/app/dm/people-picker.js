/** Draws a field to find people and those found, to be chosen or not. */
import { html, repeat } from "../lit.js";
import { face, icons, notice } from "../pieces.js";
import { text } from "../texts.js";

/**
 * @typedef {import("../http.js").Person} Person
 * @param {import("./people-finder.js").PeopleFinder} finder
 * @param {{id: string}[]} chosen
 * @param {(person: Person) => void} choose
 */
export function peoplePicker(finder, chosen, choose) {
  const isChosen = (/** @type {Person} */ { id }) => chosen.some(each => each.id === id);
  return html`<div class="picker">
    <div class="search" role="search" aria-label=${text("dm.addPeople")}>${icons.search}
      <input type="search" dir="auto" aria-label=${text("dm.addPeople")} placeholder=${text("dm.addPeople")} autocomplete="off"
        autocapitalize="none" spellcheck="false" maxlength="60" .value=${finder.text}
        @input=${(/** @type {any} */ event) => finder.type(event.target.value)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.preventDefault()}></div>
    ${finder.refusal ? notice(finder.refusal.message) : ""}
    <ul class="rows" aria-label=${text("dm.people")}>${repeat(
      finder.people,
      ({ id }) => id,
      person => html`<li><button type="button" class="row" aria-pressed=${isChosen(person)} @click=${() => choose(person)}>
        ${face(person)}<span class="row-text"><span class="row-name"><bdi>${person.displayName}</bdi></span>
          <span class="row-last"><bdi dir="ltr">@${person.name}</bdi></span></span>
        <span class="tick" aria-hidden="true">${isChosen(person) ? icons.sent : ""}</span></button></li>`,
    )}</ul>
    ${!finder.people.length && !finder.searching ? html`<p class="soft small">${text(finder.text ? "dm.nobodyFound" : "dm.nobodyHere")}</p>` : ""}
    ${finder.more ? html`<button type="button" class="quiet" @click=${() => finder.lookFurther()}>${text("dm.morePeople")}</button>` : ""}
  </div>`;
}
