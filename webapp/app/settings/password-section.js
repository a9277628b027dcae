/** Settings: another password. */
import { changePassword } from "../http.js";
import { html } from "../lit.js";
import { text } from "../texts.js";
import { Form } from "./form.js";

const MIN = 8;
const MAX = 200;
const CURRENT = "current-password";
const NEXT = "new-password";

export class PasswordSection {
  id = "password";

  /** @param {import("./hearhear-settings.js").HearhearSettings} element */
  constructor(element) {
    this.element = element;
    this.form = new Form(element);
  }

  view() {
    const { name } = this.element.account;
    return html`<form novalidate @submit=${this.#save}>
      <p class="soft small">${text("settings.password.about")}</p>
      <input class="unseen" type="text" name="username" autocomplete="username" tabindex="-1" aria-hidden="true" .value=${name} readonly>
      ${this.#field(CURRENT, text("settings.password.current"), "", "current-password")}
      ${this.#field(NEXT, text("settings.password.next"), text("settings.password.hint", { count: MIN }), "new-password")}
      <div class="actions">${this.form.view()}
        <button type="submit" class="main" aria-disabled=${this.form.isBusy ? "true" : "false"}>${text("settings.password.save")}</button></div>
    </form>`;
  }

  /** @param {string} id @param {string} label @param {string} hint @param {any} autocomplete */
  #field(id, label, hint, autocomplete) {
    return this.form.field(
      id,
      label,
      hint,
      ({ invalid, by }) => html`<input id=${id} name=${id} type="password" autocomplete=${autocomplete}
      aria-describedby=${by} aria-invalid=${invalid} @input=${this.form.forget}>`,
    );
  }

  #save = async (/** @type {any} */ event) => {
    event.preventDefault();
    const form = event.target;
    const [current, next] = [form.elements[CURRENT].value, form.elements[NEXT].value];
    if (this.form.isBusy || !this.form.check(wrongWith(current, next))) return;
    await this.form.send(
      () => changePassword(current, next).then(() => form.reset()),
      text("settings.password.saved"),
      ({ code }) =>
        code === "forbidden" || code === "unauthenticated"
          ? { [CURRENT]: text("settings.password.wrong") }
          : {},
    );
    if (this.form.done) this.element.loginsChanged();
  };
}

/** @param {string} current @param {string} next */
function wrongWith(current, next) {
  const length = [...next].length;
  /** @type {Record<string, string>} */
  const wrong = {};
  if (!current) wrong[CURRENT] = text("settings.password.noCurrent");
  if (length < MIN) wrong[NEXT] = text("settings.password.short", { count: MIN });
  if (length > MAX) wrong[NEXT] = text("settings.password.long", { count: MAX });
  return wrong;
}
