/**
 * The form to sign in or up: keeps what is typed, says in words what is wrong, and hands over the
 * account.
 */
import { signIn, signUp } from "../http.js";
import { html, nothing } from "../lit.js";
import { brand } from "../pieces.js";
import { asRefusal } from "../refusal.js";
import { distanceText, text } from "../texts.js";
import "./texts.js";

const NAME = /^[a-z0-9._-]{3,32}$/;
const PASSWORD_MIN = 8;
const PASSWORD_MAX = 200;
const DISPLAY_NAME_MAX = 60;

export class SignIn {
  isNew = false;
  busy = false;
  isPasswordShown = false;
  /** Why one is here, if not by choice. */
  reason = "";
  problem = "";
  /** @type {Record<string, string>} what is wrong, by field */
  wrong = {};

  /**
   * @param {(account: import("../http.js").Account) => void} signedIn
   * @param {() => void} changed
   * @param {(selector: string) => void} focus
   */
  constructor(signedIn, changed, focus) {
    this.signedIn = signedIn;
    this.changed = changed;
    this.focus = focus;
  }

  view() {
    const { isNew, busy } = this;
    const way = isNew ? "up" : "in";
    return html`
      <main class="entrance">
        <div class="welcome">${brand}<h1>${text("shell.product")}</h1><p class="soft">${text("shell.motto")}</p></div>
        <form class="card" novalidate aria-labelledby="entrance-title" @submit=${this.submit}>
          <h2 id="entrance-title">${text(`shell.${way}.title`)}</h2>
          ${this.reason ? html`<p class="reason">${this.reason}</p>` : nothing}
          ${this.#field("name", { autocomplete: "username", hint: isNew ? text("shell.name.hint") : "" })}
          ${isNew ? this.#field("displayName", { autocomplete: "name", hint: text("shell.displayName.hint") }) : nothing}
          ${this.#field("password", {
            autocomplete: isNew ? "new-password" : "current-password",
            hint: isNew ? text("shell.password.hint", { count: PASSWORD_MIN }) : "",
            type: this.isPasswordShown ? "text" : "password",
          })}
          ${this.problem ? html`<p class="notice" role="alert">${this.problem}</p>` : nothing}
          <button type="submit" class="main" aria-disabled=${busy ? "true" : "false"}>${text(`shell.${way}.run`)}</button>
        </form>
        <p class="other">${text(`shell.${way}.other`)}
          <button type="button" class="quiet" @click=${this.turn}>${text(`shell.${way}.turn`)}</button></p>
      </main>`;
  }

  /**
   * @param {string} name
   * @param {{autocomplete: any, hint: string, type?: string}} how
   */
  #field(name, { autocomplete, hint, type = "text" }) {
    const wrong = this.wrong[name];
    return html`
      <div class="field">
        <label for=${name}>${text(`shell.${name}`)}</label>
        <div class="input">
          <input id=${name} name=${name} type=${type} autocomplete=${autocomplete} autocapitalize=${name === "displayName" ? "words" : "none"}
            spellcheck="false" aria-required=${name === "displayName" ? "false" : "true"} aria-invalid=${wrong ? "true" : "false"}
            aria-describedby="${name}-hint">
          ${
            name === "password"
              ? html`<button type="button" class="quiet" aria-pressed=${this.isPasswordShown ? "true" : "false"}
            aria-label=${text("shell.password.see")} @click=${this.#showPassword}>${text(this.isPasswordShown ? "shell.password.hide" : "shell.password.show")}</button>`
              : nothing
          }
        </div>
        <p id="${name}-hint" class="hint ${wrong ? "wrong" : ""}">${wrong ?? hint}</p>
      </div>`;
  }

  turn = () => {
    Object.assign(this, { isNew: !this.isNew, problem: "", wrong: {} });
    this.changed();
    this.focus("#name");
  };

  #showPassword = () => {
    this.isPasswordShown = !this.isPasswordShown;
    this.changed();
  };

  submit = async (/** @type {any} */ event) => {
    event.preventDefault();
    if (this.busy) return;
    const { name, displayName, password } = valuesOf(event.target);
    this.problem = "";
    this.wrong = this.isNew
      ? wrongForNew(name, displayName, password)
      : wrongForOld(name, password);
    const first = Object.keys(this.wrong)[0];
    if (first) {
      this.changed();
      return this.focus(`#${first}`);
    }
    await this.#send(name, displayName, password);
  };

  /** @param {string} name @param {string} displayName @param {string} password */
  async #send(name, displayName, password) {
    this.busy = true;
    this.changed();
    try {
      this.signedIn(
        await (this.isNew
          ? signUp({ name, password, ...(displayName && { displayName }) })
          : signIn({ name, password })),
      );
    } catch (error) {
      this.#refused(asRefusal(error));
    }
    this.busy = false;
    this.changed();
  }

  /** @param {import("../refusal.js").Refusal} refusal */
  #refused({ code, message, retryAfter }) {
    if (code === "conflict" && this.isNew) {
      this.wrong = { name: text("shell.up.taken") };
      return this.focus("#name");
    }
    if (code === "unauthenticated") this.problem = text("shell.in.refused");
    else if (code === "rate_limited") this.problem = waitText(retryAfter);
    else this.problem = message;
    this.focus("#password");
  }
}

/** @param {HTMLFormElement} form */
function valuesOf(form) {
  const data = new FormData(form);
  const value = (/** @type {string} */ name) => String(data.get(name) ?? "");
  return {
    name: value("name").trim().toLowerCase(),
    displayName: value("displayName").trim(),
    password: value("password"),
  };
}

/** @param {string} name @param {string} displayName @param {string} password */
function wrongForNew(name, displayName, password) {
  /** @type {Record<string, string>} */
  const wrong = {};
  if (!NAME.test(name)) wrong.name = text("shell.name.wrong");
  if ([...displayName].length > DISPLAY_NAME_MAX)
    wrong.displayName = text("shell.displayName.long", { count: DISPLAY_NAME_MAX });
  const length = [...password].length;
  if (length < PASSWORD_MIN) wrong.password = text("shell.password.short", { count: PASSWORD_MIN });
  if (length > PASSWORD_MAX) wrong.password = text("shell.password.long", { count: PASSWORD_MAX });
  return wrong;
}

/** @param {string} name @param {string} password */
function wrongForOld(name, password) {
  return {
    ...(!name && { name: text("shell.in.noName") }),
    ...(!password && { password: text("shell.in.noPassword") }),
  };
}

/** @param {number|undefined} retryAfter */
function waitText(retryAfter) {
  if (!retryAfter) return text("shell.in.later");
  const wait =
    retryAfter < 60_000
      ? distanceText(Math.ceil(retryAfter / 1000), "second")
      : distanceText(Math.ceil(retryAfter / 60_000), "minute");
  return text("shell.in.wait", { wait });
}
