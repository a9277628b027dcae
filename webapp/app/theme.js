/**
 * Light, dark, or as the system has it: what a person chose, kept in the browser and followed by
 * all its tabs. The page loads this first, so that nothing is seen in other colours; an embedding page
 * that does not keeps its own. The colours are in tokens.js.
 */
import { keep, kept, whenKept } from "./kept.js";

/** @typedef {"system"|"light"|"dark"} Theme */
const NAME = "theme";
/** @type {Theme[]} */
export const THEMES = ["system", "light", "dark"];

/** @returns {Theme} */
export function chosenTheme() {
  const chosen = kept(NAME, THEMES[0]);
  return THEMES.includes(chosen) ? chosen : THEMES[0];
}

/** @param {Theme} theme */
export function chooseTheme(theme) {
  keep(NAME, theme);
  show();
}

function show() {
  const theme = chosenTheme();
  document.documentElement.dataset.theme = theme;
  // What the browser draws around the page has the colour of the page's ground.
  for (const meta of document.querySelectorAll("meta[data-theme]")) {
    const { dataset } = /** @type {HTMLElement} */ (meta);
    const isChosen = dataset.theme === theme ? "all" : "not all";
    /** @type {HTMLMetaElement} */ (meta).media =
      theme === "system" ? `(prefers-color-scheme: ${dataset.theme})` : isChosen;
  }
}

whenKept(NAME, show);
show();
