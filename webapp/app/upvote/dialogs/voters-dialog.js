/** Who has a vote on an item, where the board tells. */
import { html } from "../../lit.js";
import { Pages } from "../../pages.js";
import { face } from "../../pieces.js";
import { text } from "../texts.js";

export class VotersDialog {
  title = text("board.voters.title");

  /**
   * @param {import("../hearhear-board.js").HearhearBoard} element
   * @param {import("../board.js").Item} item
   */
  constructor({ upvotes, dialogs, update }, item) {
    this.dialogs = dialogs;
    this.item = item;
    /** @type {Pages<{person: import("../board.js").Person, value: number}>} */
    this.pages = new Pages(async last => {
      const after = last?.person.id;
      const { voters, more } = await upvotes.ask({ type: "voters", item: item.id, after });
      return { rows: voters, more };
    }, update);
  }

  opened() {
    this.pages.further();
  }

  view() {
    const { rows, more } = this.pages;
    return html`<p class="soft small words">${this.item.title}</p>
      ${!rows.length && !more ? html`<p>${text("board.voters.none")}</p>` : ""}
      <ul class="rows">${rows.map(
        ({
          person,
          value,
        }) => html`<li>${face(person)}<div><strong><bdi>${person.displayName}</bdi></strong> <span class="soft small"><bdi dir="ltr">@${person.name}</bdi></span></div>
          <span class="soft small">${text(`board.vote.${value}`)}</span></li>`,
      )}</ul>
      ${this.pages.view()}
      <div class="actions"><button type="button" class="plain" @click=${this.dialogs.close}>${text("board.done")}</button></div>`;
  }
}
