/**
 * The element <hearhear-app>: the whole page. It finds out who is signed in, shows the way in or
 * the shell with its views, keeps the address, and tells how the connections are. It knows no
 * protocol.
 */
import { secureAddress } from "../addresses.js";
import { HearhearElement } from "../element.js";
import { me, signOut } from "../http.js";
import { html, nothing } from "../lit.js";
import { Notifier } from "../notifications.js";
import { brand, icons, notice, spinner } from "../pieces.js";
import { forgetUnsent, isAnyUnkept, unsentCount } from "../outbox-store.js";
import { asRefusal } from "../refusal.js";
import { text } from "../texts.js";
import { isModerator } from "../upvote/board-rules.js";
import { AccountMenu } from "./account-menu.js";
import { connectionState } from "./connection-state.js";
import { fragmentOf, routeOf } from "./route.js";
import { SignIn } from "./sign-in.js";
import { styles } from "./styles.js";
import { isLoaded, loadElement } from "./views.js";
import "./texts.js";

const TITLE = document.title;
const RETRY_MS = 5_000;
const TOAST_MS = 5_000;

export class HearhearApp extends HearhearElement {
  static styles = [styles];
  /**
   * Null while signed out, undefined while not known.
   * @type {import("../http.js").Account|null|undefined}
   */
  #account = undefined;
  /** Why it is not known. */
  #problem = "";
  #toast = "";
  /** @type {any} */
  #toastTimer = null;
  #route = routeOf(location.hash);
  /** What is open in the messages, whatever is looked at: its place in the address. */
  #conversation = this.#route.view === "messages" ? this.#route.place : "";
  /** @type {Record<string, import("../connection.js").Phase>} by endpoint */
  #phases = {};
  #unread = 0;
  /** @type {AccountMenu|null} null while signed out */
  #menu = null;
  /** Null until somebody is signed in: plain http lacks what it needs. @type {Notifier|null} */
  #notifier = null;
  #signIn = new SignIn(
    account => this.#enter(account),
    this.update,
    selector => this.#focus(selector),
  );

  connectedCallback() {
    addEventListener("hashchange", () => this.#goTo(routeOf(location.hash)));
    this.addEventListener("hearhear-phase", event =>
      this.#phase(/** @type {CustomEvent} */ (event).detail),
    );
    this.addEventListener("hearhear-open", event =>
      this.#opened(/** @type {CustomEvent} */ (event).detail),
    );
    this.addEventListener("hearhear-unread", event =>
      this.#count(/** @type {CustomEvent} */ (event).detail),
    );
    this.addEventListener("hearhear-arrived", event =>
      this.#notifier?.tell(/** @type {CustomEvent} */ (event).detail),
    );
    this.addEventListener("hearhear-account", event =>
      this.#changed(/** @type {CustomEvent} */ (event).detail),
    );
    addEventListener("beforeunload", event => isAnyUnkept() && event.preventDefault());
    this.update();
    if (window.isSecureContext) this.#look();
  }

  view() {
    if (!window.isSecureContext) return insecure();
    if (this.#account) return this.#shell(this.#account);
    if (this.#account === null) return this.#signIn.view();
    return html`<main class="entrance">${brand}${
      this.#problem
        ? notice(this.#problem, { label: text("common.tryAgain"), run: () => this.#look() })
        : html`<div class="loading" role="status">${spinner}<span class="unseen">${text("common.loading")}</span></div>`
    }</main>`;
  }

  /** @param {import("../http.js").Account} account */
  #shell(account) {
    const { view, place } = shownTo(account, this.#route);
    const state = connectionState(Object.values(this.#phases));
    return html`
      <div class="shell ${view} ${view === "messages" && place ? "conversing" : ""}">
        <header class="top">
          <a class="home" href="#messages" aria-label=${text("shell.product")}>${brand}<span>${text("shell.product")}</span></a>
          ${this.#views(account)}
          <p class="state ${state.name}" role="status"><span class="dot" aria-hidden="true"></span>${state.label}</p>
          ${this.#menu?.view()}
        </header>
        ${state.advice ? advice(state) : nothing}
        <main class="panes">
          <h1 class="unseen">${text("shell.product")}</h1>
          <hearhear-dm class="pane" .account=${account} .place=${this.#conversation}></hearhear-dm>
          <hearhear-board class="pane" .account=${account}></hearhear-board>
          ${
            view === "settings"
              ? this.#once(
                  ["hearhear-dm", "hearhear-settings"],
                  () => html`<hearhear-settings class="pane" .account=${account} .dm=${this.find("hearhear-dm")} .section=${place}></hearhear-settings>`,
                )
              : nothing
          }
          ${
            view === "moderation"
              ? this.#once(
                  ["hearhear-board", "hearhear-moderation"],
                  () => html`<hearhear-moderation class="pane" .account=${account} .board=${this.find("hearhear-board")} .section=${place}></hearhear-moderation>`,
                )
              : nothing
          }
        </main>
        <div class="toast-place" aria-live="polite">${this.#toast ? html`<p class="toast">${this.#toast}</p>` : nothing}</div>
      </div>`;
  }

  /** What needs these elements. @param {string[]} names @param {() => unknown} view */
  #once(names, view) {
    if (names.every(isLoaded)) return view();
    Promise.all(names.map(loadElement)).then(this.update);
    return html`<div class="pane loading" role="status">${spinner}<span class="unseen">${text("common.loading")}</span></div>`;
  }

  /** @param {import("../http.js").Account} account */
  #views(account) {
    const isStaff = isModerator(account);
    return html`<nav class="views ${isStaff ? "staff" : ""}" aria-label=${text("shell.views")}>
      ${this.#tab("messages", this.#unread)}${this.#tab("board", 0)}
      ${isStaff ? this.#tab("moderation", 0) : nothing}</nav>`;
  }

  /** @param {"messages"|"board"|"moderation"} view @param {number} unread */
  #tab(view, unread) {
    const place = view === "messages" ? this.#conversation : "";
    return html`<a class="to-${view}" href=${fragmentOf({ view, place })}
      aria-current=${this.#route.view === view ? "page" : nothing}>${icons[view]}<span>${text(`shell.${view}`)}</span>${view === "messages" ? html`<span class="both">${text("shell.home")}</span>` : nothing}
      ${unread ? html`<span class="badge" aria-hidden="true">${Math.min(unread, 99)}</span><span class="unseen">${text("shell.unread", { count: unread })}</span>` : nothing}</a>`;
  }

  async #look() {
    this.#problem = "";
    this.update();
    try {
      this.#enter(await me());
    } catch (error) {
      const { code, message, retryAfter } = asRefusal(error);
      if (code === "unauthenticated") return this.#leave("");
      this.#problem = message;
      setTimeout(
        () => this.#account === undefined && this.#look(),
        Math.max(RETRY_MS, retryAfter ?? 0),
      );
      this.update();
    }
  }

  /** @param {import("../http.js").Account} account */
  #enter(account) {
    this.#account = account;
    this.#notifier ??= new Notifier(conversation => this.find("hearhear-dm")?.openAt(conversation));
    this.#phases = { dm: "connecting", upvote: "connecting" };
    this.#menu = new AccountMenu({
      account,
      signOut: () => this.#signOut(),
      find: selector => this.find(selector),
    });
    this.#signIn.reason = "";
    this.update();
  }

  /** @param {string} reason */
  #leave(reason) {
    this.#account = null;
    this.#menu = null;
    this.#count({ unread: 0 });
    Object.assign(this.#signIn, {
      reason,
      isNew: false,
      problem: "",
      wrong: {},
      isPasswordShown: false,
    });
    this.#focus("#name");
  }

  async #signOut() {
    const account = /** @type {import("../http.js").Account} */ (this.#account);
    const unsent = await unsentCount(account.id);
    if (unsent && !confirm(text("shell.unsentSure"))) return;
    try {
      await signOut();
    } catch (error) {
      const { code, message } = asRefusal(error);
      if (code !== "unauthenticated") return this.#say(message);
    }
    await forgetUnsent(account.id);
    history.replaceState(null, "", fragmentOf({ view: "messages", place: "" }));
    this.#take(routeOf(location.hash));
    this.#leave("");
  }

  /** @param {{endpoint: string, phase: import("../connection.js").Phase}} detail */
  #phase({ endpoint, phase }) {
    if (!this.#account) return;
    if (phase === "signed-out") return this.#leave(text("shell.signedOut"));
    this.#phases = { ...this.#phases, [endpoint]: phase };
    this.update();
  }

  /** @param {{place: string}} detail */
  #opened({ place }) {
    const route = { view: /** @type {const} */ ("messages"), place };
    history.pushState(null, "", fragmentOf(route));
    this.#take(route);
    this.update();
  }

  /** @param {import("./route.js").Route} route */
  #goTo(route) {
    const { view } = this.#route;
    this.#take(route);
    this.draw();
    // The way to the settings was from there.
    if (view === "settings" && route.view !== view) this.find(".account")?.focus();
    // What came into view may be read by it.
    this.find("hearhear-dm")?.update?.();
  }

  /** A look at something else leaves the conversation open. @param {import("./route.js").Route} route */
  #take(route) {
    this.#route = route;
    if (route.view === "messages") this.#conversation = route.place;
  }

  /** All elements have the same account, so it stays the same object. @param {{account: import("../http.js").Account}} detail */
  #changed({ account }) {
    Object.assign(/** @type {import("../http.js").Account} */ (this.#account), account);
    this.draw();
    // One that is not loaded yet is drawn for the first time when it is.
    for (const element of this.root.querySelectorAll(".pane"))
      /** @type {Partial<HearhearElement>} */ (element).update?.();
  }

  /** @param {{unread: number}} detail */
  #count({ unread }) {
    this.#unread = unread;
    document.title = unread ? `(${Math.min(unread, 99)}) ${TITLE}` : TITLE;
    this.update();
  }

  /** @param {string} words */
  #say(words) {
    this.#toast = words;
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => {
      this.#toast = "";
      this.update();
    }, TOAST_MS);
    this.update();
  }

  /** What is to have the focus may have to be drawn first. @param {string} selector */
  #focus(selector) {
    this.draw();
    this.find(selector)?.focus();
  }
}

/**
 * Who may not moderate sees what everybody sees.
 * @param {import("../http.js").Account} account
 * @param {import("./route.js").Route} route
 */
function shownTo(account, route) {
  return route.view === "moderation" && !isModerator(account) ? routeOf("") : route;
}

/** @param {import("./connection-state.js").State} state */
function advice({ name, advice }) {
  return html`<div class="advice ${name}"><p>${advice}</p>${
    name === "stopped"
      ? html`<button type="button" class="quiet" @click=${() => location.reload()}>${text("shell.loadAgain")}</button>`
      : nothing
  }</div>`;
}

function insecure() {
  const address = secureAddress();
  return html`<main class="entrance"><div class="welcome">${brand}<h1>${text("shell.insecure.title")}</h1></div>
    <div class="card"><p>${text("shell.insecure.about")}</p>
      <p><a href=${address}>${text("shell.insecure.try", { address })}</a></p></div></main>`;
}
