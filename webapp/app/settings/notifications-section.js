/** Settings: whether the browser tells of new messages, and how. Only a click asks for it. */
import { html, live, nothing } from "../lit.js";
import {
  askPermission,
  chooseNotifications,
  notificationChoices,
  permission,
  playTone,
} from "../notifications.js";
import { notice } from "../pieces.js";
import { text } from "../texts.js";

export class NotificationsSection {
  id = "notifications";
  #done = "";

  /** @param {import("./hearhear-settings.js").HearhearSettings} element */
  constructor(element) {
    this.element = element;
  }

  view() {
    const { on, words, sound } = notificationChoices();
    const allowed = permission();
    const isOn = on && allowed === "granted";
    return html`<p class="soft small">${text("settings.notifications.about")}</p>
      ${allowed === "denied" ? notice(text("settings.notifications.denied")) : nothing}
      ${allowed === "unsupported" ? notice(text("settings.notifications.unsupported")) : nothing}
      <div class="fields">
        ${this.#check("notify-on", isOn, allowed !== "unsupported", text("settings.notifications.on"), "", this.#switch)}
        <div class="fields under" ?hidden=${!isOn}>
          ${this.#check("notify-words", words, true, text("settings.notifications.words"), text("settings.notifications.words.hint"), on => chooseNotifications({ words: on }))}
          ${this.#check("notify-sound", sound, true, text("settings.notifications.sound"), "", this.#switchSound)}
        </div>
      </div>
      <p class="outcome done" role="status">${this.#done}</p>`;
  }

  /**
   * @param {string} id
   * @param {boolean} isOn
   * @param {boolean} isPossible
   * @param {string} label
   * @param {string} hint
   * @param {(on: boolean) => unknown} choose
   */
  #check(id, isOn, isPossible, label, hint, choose) {
    const change = async (/** @type {any} */ { target }) => {
      await choose(target.checked);
      this.element.update();
    };
    return html`<label class="check"><input type="checkbox" id=${id} .checked=${live(isOn)} ?disabled=${!isPossible}
      aria-describedby=${hint ? `${id}-hint` : nothing} @change=${change}>
      <span>${label}${hint ? html`<span class="hint" id="${id}-hint">${hint}</span>` : nothing}</span></label>`;
  }

  #switch = async (/** @type {boolean} */ on) => {
    this.#done = "";
    const isOn = on && (await askPermission());
    chooseNotifications({ on: isOn });
    if (isOn) this.#done = text("settings.notifications.saved.on");
    else if (!on) this.#done = text("settings.notifications.saved.off");
  };

  #switchSound = (/** @type {boolean} */ on) => {
    chooseNotifications({ sound: on });
    if (on) playTone();
  };
}
