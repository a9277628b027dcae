/**
 * The form to sign in or up: keeps what is typed, says in words what is wrong, and hands over the
 * account.
 */
import { signIn, signUp } from "../http.js";
import { html, nothing } from "../lit.js";
import { brand } from "../pieces.js";
import { asRefusal } from "../refusal.js";

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
    return html`
      <main class="entrance">
        <div class="welcome">${brand}<h1>Hearhear</h1><p class="soft">Talk to each other, and say what you think is good.</p></div>
        <form class="card" novalidate aria-labelledby="entrance-title" @submit=${this.submit}>
          <h2 id="entrance-title">${isNew ? "Create your account" : "Welcome back"}</h2>
          ${this.reason ? html`<p class="reason">${this.reason}</p>` : nothing}
          ${this.#field("name", "Name", { autocomplete: "username", hint: isNew ? "3 to 32 of a–z, 0–9, dot, dash, underscore. Others find you by it." : "" })}
          ${isNew ? this.#field("displayName", "Display name", { autocomplete: "name", hint: "Optional. What others see." }) : nothing}
          ${this.#field("password", "Password", {
            autocomplete: isNew ? "new-password" : "current-password",
            hint: isNew ? "At least 8 characters. A few words are a good password." : "",
            type: this.isPasswordShown ? "text" : "password",
          })}
          ${this.problem ? html`<p class="notice" role="alert">${this.problem}</p>` : nothing}
          <button type="submit" class="main" aria-disabled=${busy ? "true" : "false"}>${isNew ? "Sign up" : "Sign in"}</button>
        </form>
        <p class="other">${isNew ? "You have one already?" : "You are new here?"}
          <button type="button" class="quiet" @click=${this.turn}>${isNew ? "Use my account" : "Create an account"}</button></p>
      </main>`;
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {{autocomplete: any, hint: string, type?: string}} how
   */
  #field(name, label, { autocomplete, hint, type = "text" }) {
    const wrong = this.wrong[name];
    return html`
      <div class="field">
        <label for=${name}>${label}</label>
        <div class="input">
          <input id=${name} name=${name} type=${type} autocomplete=${autocomplete} autocapitalize=${name === "displayName" ? "words" : "none"}
            spellcheck="false" aria-required=${name === "displayName" ? "false" : "true"} aria-invalid=${wrong ? "true" : "false"}
            aria-describedby="${name}-hint">
          ${
            name === "password"
              ? html`<button type="button" class="quiet" aria-pressed=${this.isPasswordShown ? "true" : "false"}
            aria-label="Show what is typed" @click=${this.#showPassword}>${this.isPasswordShown ? "Hide" : "Show"}</button>`
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
      this.wrong = { name: "This name is taken. Choose another one." };
      return this.focus("#name");
    }
    if (code === "unauthenticated")
      this.problem = "Name and password do not belong together. Check both and try again.";
    else if (code === "rate_limited")
      this.problem = `Too many tries. Try again ${waitWords(retryAfter)}.`;
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
  if (!NAME.test(name)) wrong.name = "A name has 3 to 32 of a–z, 0–9, dot, dash and underscore.";
  if ([...displayName].length > DISPLAY_NAME_MAX)
    wrong.displayName = `A display name has at most ${DISPLAY_NAME_MAX} characters.`;
  const length = [...password].length;
  if (length < PASSWORD_MIN) wrong.password = `A password has at least ${PASSWORD_MIN} characters.`;
  if (length > PASSWORD_MAX) wrong.password = `A password has at most ${PASSWORD_MAX} characters.`;
  return wrong;
}

/** @param {string} name @param {string} password */
function wrongForOld(name, password) {
  return {
    ...(!name && { name: "Enter your name." }),
    ...(!password && { password: "Enter your password." }),
  };
}

/** @param {number|undefined} retryAfter */
function waitWords(retryAfter) {
  if (!retryAfter) return "later";
  const minutes = Math.ceil(retryAfter / 60_000);
  return retryAfter < 60_000
    ? `in ${Math.ceil(retryAfter / 1000)} seconds`
    : minutes === 1
      ? "in a minute"
      : `in ${minutes} minutes`;
}
