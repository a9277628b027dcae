/**
 * The design tokens, as custom properties: for the page and for every shadow root. A page that embeds
 * an element changes one by its public name, `--hearhear-accent` for `--accent`, which changes what goes
 * with it too; light or dark is what `color-scheme` says there.
 */
import { sheet } from "./sheet.js";

export const tokens = sheet(`
:root, :host {
  --font: var(--hearhear-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif);
  --ground: var(--hearhear-ground, light-dark(#f5f6f4, #111514));
  --surface: var(--hearhear-surface, light-dark(#ffffff, #181d1b));
  --raised: var(--hearhear-raised, light-dark(#ffffff, #212725));
  --sunken: var(--hearhear-sunken, light-dark(#eceeeb, #0d1110));
  --hover: var(--hearhear-hover, light-dark(#eff2ef, #212826));
  --line: var(--hearhear-line, light-dark(#dde1dc, #2c3431));
  --edge: var(--hearhear-edge, light-dark(#7d8883, #76837e));
  --ink: var(--hearhear-ink, light-dark(#17201d, #e8edea));
  --ink-soft: var(--hearhear-ink-soft, light-dark(#55605b, #a3aeaa));
  --accent: var(--hearhear-accent, light-dark(#0f6b5f, #4fc4b0));
  --accent-strong: var(--hearhear-accent-strong, var(--hearhear-accent, light-dark(#0b554b, #74d8c7)));
  --accent-soft: var(--hearhear-accent-soft, color-mix(in srgb, var(--accent) 13%, var(--surface)));
  --accent-ink: var(--hearhear-accent-ink, var(--hearhear-accent, light-dark(#0b554b, #83decf)));
  --on-accent: var(--hearhear-on-accent, light-dark(#ffffff, #062b25));
  --own: var(--hearhear-own, var(--hearhear-accent, light-dark(#0f6b5f, #175e54)));
  --own-ink: var(--hearhear-own-ink, var(--hearhear-on-accent, light-dark(#ffffff, #f1fbf9)));
  --own-soft: var(--hearhear-own-soft, var(--hearhear-on-accent, light-dark(#c9e6e0, #b6ded6)));
  --theirs: var(--hearhear-theirs, light-dark(#edf0ed, #262d2a));
  --danger: var(--hearhear-danger, light-dark(#ae2a2a, #ff9b93));
  --danger-soft: var(--hearhear-danger-soft, light-dark(#fbeaea, #3a1d1c));
  --warn: var(--hearhear-warn, light-dark(#8a5300, #f0bd6a));
  --warn-soft: var(--hearhear-warn-soft, light-dark(#fdf1dc, #35280f));
  --good: var(--hearhear-good, light-dark(#16794a, #63d196));
  --shadow: var(--hearhear-shadow, 0 1px 2px light-dark(rgb(20 30 26 / .05), rgb(0 0 0 / .4)), 0 8px 28px light-dark(rgb(20 30 26 / .09), rgb(0 0 0 / .45)));
  --radius: var(--hearhear-radius, 12px);
  --radius-small: var(--hearhear-radius-small, 8px);
}
`);
