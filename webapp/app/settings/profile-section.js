/** Settings: what others see of oneself, the display name and the picture. */
import { changeDisplayName } from "../http.js";
import { html } from "../lit.js";
import { text } from "../texts.js";
import { cleanText, measure } from "../text-limit.js";
import { Form } from "./form.js";
import { PictureForm } from "./picture-form.js";

const LIMIT = { codePoints: 60, bytes: 120 };
const NAME = "display-name";

export class ProfileSection {
  id = "profile";
  /** What is typed; null while it is as it was. @type {string|null} */
  #typed = null;

  /** @param {import("./hearhear-settings.js").HearhearSettings} element */
  constructor(element) {
    this.element = element;
    this.form = new Form(element);
    this.picture = new PictureForm(element);
  }

  view() {
    const { name, displayName } = this.element.account;
    const hint = text("settings.profile.hint", { count: LIMIT.codePoints, name });
    return html`<p class="soft small">${text("settings.profile.about", { name })}</p>
      ${this.picture.view()}
      <form novalidate @submit=${this.#save}>
        ${this.form.field(
          NAME,
          text("settings.profile.name"),
          hint,
          ({ invalid, by }) => html`<input id=${NAME} name=${NAME} type="text" dir="auto" autocomplete="name" autocapitalize="words"
          spellcheck="false" aria-describedby=${by} aria-invalid=${invalid} .value=${this.#typed ?? displayName} @input=${this.#type}>`,
        )}
        <div class="actions">${this.form.view()}
          <button type="submit" class="main" aria-disabled=${this.form.isBusy ? "true" : "false"}>${text("settings.save")}</button></div>
      </form>`;
  }

  #type = (/** @type {any} */ { target }) => {
    this.#typed = target.value;
    this.form.forget();
  };

  #save = (/** @type {Event} */ event) => {
    event.preventDefault();
    const displayName = cleanText(this.#typed ?? this.element.account.displayName);
    const { left, fits } = measure(displayName, LIMIT);
    const long = text("settings.profile.long", { count: -left });
    if (!this.form.check(fits ? {} : { [NAME]: long })) return;
    this.form.send(
      async () => {
        this.element.changed(await changeDisplayName(displayName));
        this.#typed = null;
      },
      text("settings.profile.saved"),
      ({ code }) => (code === "bad_request" ? { [NAME]: text("settings.profile.refused") } : {}),
    );
  };
}
