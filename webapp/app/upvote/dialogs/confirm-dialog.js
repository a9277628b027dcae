/** Asks before something is done that one may regret. */
import { html } from "../../lit.js";
import { text } from "../texts.js";

export class ConfirmDialog {
  /**
   * @param {{dialogs: import("./dialogs.js").Dialogs}} element
   * @param {{title: string, words: string, label: string, run: () => void}} question
   */
  constructor({ dialogs }, { title, words, label, run }) {
    this.dialogs = dialogs;
    this.title = title;
    this.words = words;
    this.label = label;
    this.run = run;
  }

  view() {
    return html`<p class="words">${this.words}</p>
      <div class="actions"><button type="button" class="quiet" autofocus @click=${this.dialogs.close}>${text("board.cancel")}</button>
        <button type="button" class="main danger-main" @click=${this.#run}>${this.label}</button></div>`;
  }

  #run = () => {
    this.dialogs.close();
    this.run();
  };
}
