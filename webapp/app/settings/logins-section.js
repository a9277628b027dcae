/** Settings: where one is signed in. */
import { logins, revokeLogin } from "../http.js";
import { html, nothing, repeat } from "../lit.js";
import { notice, spinner } from "../pieces.js";
import { asRefusal } from "../refusal.js";
import { text } from "../texts.js";
import { agoTime, fullTime } from "../times.js";
import { deviceName } from "../user-agent.js";

export class LoginsSection {
  id = "logins";
  /** Null while they are loaded. @type {import("../http.js").Login[]|null} */
  #logins = null;
  #problem = "";
  #done = "";

  /** @param {import("./hearhear-settings.js").HearhearSettings} element */
  constructor(element) {
    this.element = element;
  }

  load = async () => {
    this.#problem = "";
    try {
      this.#logins = (await logins()).sort((a, b) => Number(b.current) - Number(a.current));
    } catch (error) {
      this.#problem = asRefusal(error).message;
    }
    this.element.update();
  };

  view() {
    const isLoading = !this.#logins && !this.#problem;
    return html`<p class="soft small">${text("settings.logins.about")}</p>
      ${this.#problem ? notice(this.#problem, { label: text("common.tryAgain"), run: this.load }) : nothing}
      ${isLoading ? html`<div class="loading" role="status">${spinner}<span class="unseen">${text("common.loading")}</span></div>` : nothing}
      <ul class="rows" aria-label=${text("settings.logins")}>${repeat(
        this.#logins ?? [],
        ({ id }) => id,
        login => this.#row(login),
      )}</ul>
      <p class="outcome done" role="status">${this.#done}</p>`;
  }

  /** @param {import("../http.js").Login} login */
  #row(login) {
    const device = deviceName(login.userAgent);
    const seen = Date.parse(login.lastSeenAt);
    const ago = agoTime(seen);
    const since = text("settings.logins.since", { ago: agoTime(Date.parse(login.createdAt)) });
    return html`<li><div class="grow"><strong><bdi>${device}</bdi></strong>
        <span class="soft small" title=${fullTime(seen)}>${login.current ? text("settings.logins.current") : text("settings.logins.seen", { ago })}
          · ${since}</span></div>
      ${
        login.current
          ? nothing
          : html`<button type="button" class="quiet danger" aria-label=${text("settings.logins.endOne", { device, ago })}
        @click=${() => this.#end(login)}>${text("settings.logins.end")}</button>`
      }</li>`;
  }

  /** @param {import("../http.js").Login} login */
  async #end({ id }) {
    this.#done = "";
    try {
      await revokeLogin(id);
    } catch (error) {
      const { code, message } = asRefusal(error);
      if (code !== "not_found") {
        this.#problem = message;
        return this.element.update();
      }
    }
    await this.load();
    if (!this.#problem) this.#done = text("settings.logins.ended");
    this.element.draw();
    // The button that was pressed is gone.
    this.element.focusSection(this.id);
  }
}
