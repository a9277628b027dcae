/** One deed that a dialog tries: on its way, refused, or done. Trying again forgets the refused one. */
import { html, nothing } from "../../lit.js";
import { notice } from "../../pieces.js";
import { text } from "../texts.js";

export class Attempt {
  /** Null before the first try, and once it is done. @type {import("../../outbox.js").Entry|null} */
  #entry = null;
  /** Why it could not even be tried. */
  #problem = "";

  /** @param {import("../deeds.js").Deeds} deeds */
  constructor(deeds) {
    this.deeds = deeds;
  }

  get isBusy() {
    return this.#entry !== null && this.#entry.state !== "failed";
  }

  /** @param {import("../../outbox.js").Entry} entry */
  isOf(entry) {
    return this.#entry?.key === entry.key;
  }

  /** @param {string} lane @param {object} command @param {(reply: any) => void} done */
  try(lane, command, done) {
    if (this.isBusy) return;
    this.forget();
    try {
      this.#entry = this.deeds.perform(lane, command, reply => {
        this.#entry = null;
        done(reply);
      });
    } catch (error) {
      this.#problem = /** @type {Error} */ (error).message;
    }
  }

  /** What was refused; what is on its way goes on. */
  forget() {
    if (this.#entry?.state === "failed") this.deeds.outbox.discard(this.#entry);
    this.#entry = null;
    this.#problem = "";
  }

  view() {
    const refused = this.#entry?.state === "failed" ? this.#entry.refusal?.message : "";
    const problem = this.#problem || refused;
    if (problem) return notice(problem);
    const words = this.#entry?.state === "waiting" ? text("board.waiting") : text("board.saving");
    return html`<p class="soft small" role="status">${this.isBusy ? words : nothing}</p>`;
  }
}
