/** The dialogs that ask before something that cannot be taken back, and for the reason of a report. */
import { html, nothing } from "../lit.js";
import { text } from "../texts.js";
import { cleanText, cutText, measure } from "../text-limit.js";
import { Dialog } from "./dialog.js";

const QUOTED_CODE_POINTS = 300;
const REASON_LIMIT = { codePoints: 1000, bytes: 4000 };

/** @typedef {import("./messages.js").Message} Message */

export class Asking extends Dialog {
  #title = "";
  #words = "";
  #yes = "";
  #quote = "";
  /** A reason is asked for. */
  #wantsReason = false;
  #reason = "";
  #problem = "";
  /** @type {(reason: string) => void} */
  #run = () => {};

  /** @param {import("./hearhear-dm.js").HearhearDm} dm */
  constructor(dm) {
    super(dm, "asking");
  }

  get title() {
    return this.#title;
  }

  /** @param {string} title @param {string} words @param {() => void} run */
  sure(title, words, run) {
    this.#ask({ title, words, yes: title, run });
  }

  /** @param {Message} message */
  deletion({ seq, text: quote }) {
    const { conversation } = this.dm.messages.opened;
    if (!conversation) return;
    this.#ask({
      ...{
        title: text("dm.deleteTitle"),
        words: text("dm.deleteSure"),
        yes: text("dm.delete"),
        quote,
      },
      run: () => this.dm.deed(deeds => deeds.delete(conversation, seq)),
    });
  }

  /** @param {Message} message */
  report({ seq, text: quote }) {
    const { conversation } = this.dm.messages.opened;
    if (!conversation) return;
    this.#ask({
      ...{
        title: text("dm.reportTitle"),
        words: text("dm.reportHint"),
        yes: text("dm.sendReport"),
        quote,
      },
      wantsReason: true,
      run: reason => this.dm.deed(deeds => deeds.report(conversation, seq, reason)),
    });
  }

  content() {
    return html`<form novalidate @submit=${this.#submit}>
      ${this.#quote ? html`<blockquote dir="auto">${cutText(this.#quote, QUOTED_CODE_POINTS)}</blockquote>` : nothing}
      <p>${this.#words}</p>
      ${
        this.#wantsReason
          ? html`<div class="field"><label for="reason">${text("dm.reason")}</label>
        <textarea id="reason" rows="3" dir="auto" aria-describedby="reason-problem" aria-invalid=${this.#problem ? "true" : nothing}
          .value=${this.#reason} @input=${this.#typed}></textarea>
        <p id="reason-problem" class="problem" role="alert">${this.#problem}</p></div>`
          : nothing
      }
      <div class="actions"><button type="button" class="quiet" @click=${this.close}>${text("dm.cancel")}</button>
        <button type="submit" class="main ${this.#wantsReason ? "" : "dangerous"}">${this.#yes}</button></div>
    </form>`;
  }

  /** @param {{title: string, words: string, yes: string, quote?: string, wantsReason?: boolean, run: (reason: string) => void}} what */
  #ask({ title, words, yes, quote = "", wantsReason = false, run }) {
    this.#title = title;
    this.#words = words;
    this.#yes = yes;
    this.#quote = quote;
    this.#wantsReason = wantsReason;
    this.#reason = this.#problem = "";
    this.#run = run;
    this.show(wantsReason ? "textarea" : ".actions .quiet");
  }

  #typed = (/** @type {any} */ event) => {
    this.#reason = event.target.value;
    this.#problem = "";
    this.dm.update();
  };

  #submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const reason = cleanText(this.#reason);
    if (this.#wantsReason && !(reason && measure(reason, REASON_LIMIT).fits)) {
      this.#problem = text("dm.reasonMissing");
      this.dm.update();
      return;
    }
    this.close();
    this.#run(reason);
  };
}
