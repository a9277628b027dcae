/** Settings: light, dark, or as the device has it. */
import { html } from "../lit.js";
import { text } from "../texts.js";
import { THEMES, chooseTheme, chosenTheme } from "../theme.js";

export class ThemeSection {
  id = "theme";

  /** @param {import("./hearhear-settings.js").HearhearSettings} element */
  constructor(element) {
    this.element = element;
  }

  view() {
    const chosen = chosenTheme();
    return html`<fieldset class="themes"><legend class="soft small">${text("settings.theme.about")}</legend>
      ${THEMES.map(
        theme => html`<label class="theme"><input type="radio" name="theme" value=${theme}
        .checked=${theme === chosen} @change=${() => this.#choose(theme)}>
        <span class="swatch ${theme}" aria-hidden="true"></span><span>${text(`settings.theme.${theme}`)}</span></label>`,
      )}</fieldset>`;
  }

  /** @param {import("../theme.js").Theme} theme */
  #choose(theme) {
    chooseTheme(theme);
    this.element.update();
  }
}
