/** Styles of the dialogs and menus of <hearhear-board>. */
import { sheet } from "../../sheet.js";

export const dialogStyles = sheet(`
.dialog {
  width: min(32rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); padding: 1.5rem; border: 1px solid var(--line);
  border-radius: 1.1rem; background: var(--raised); color: var(--ink); box-shadow: var(--shadow); overflow-y: auto;
}
.dialog::backdrop { background: rgb(10 16 14 / .5); }
.dialog[open], .dialog form { display: grid; gap: 1rem; align-content: start; grid-template-columns: minmax(0, 1fr); }
.dialog h2 { font-size: 1.125rem; }
.dialog .words { overflow-wrap: anywhere; unicode-bidi: plaintext; }
.actions { display: flex; align-items: center; justify-content: flex-end; gap: .5rem; }
button.danger-main { background: var(--danger); }
button.danger-main:hover { background: var(--danger); text-decoration: underline; }
.dialog form > p:empty { display: none; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: 1rem; align-items: start; }
.dialog input, .dialog select { min-width: 0; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.choices, .flags { display: grid; gap: .15rem; }
.choices { max-height: 16rem; overflow-y: auto; border: 1px solid var(--line); border-radius: var(--radius-small); padding: .3rem; }
.choices:not(:has(label)) { display: none; }
.choices label, .flags label { display: flex; align-items: flex-start; gap: .6rem; padding: .4rem .5rem; border-radius: var(--radius-small); overflow-wrap: anywhere; }
.choices label:hover { background: var(--hover); }
.choices input, .flags input { flex: none; width: 1.25rem; height: 1.25rem; min-height: 0; margin: .12rem 0 0; padding: 0; accent-color: var(--accent); }
.rows { display: grid; }
.rows li { display: flex; align-items: center; gap: .7rem; padding: .5rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.rows li:first-child { border-top: 0; }
.rows li > div, .grow { flex: 1; min-width: 0; }
.rows .face { width: 2rem; height: 2rem; font-size: .75rem; }
.receipt { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .4rem 1rem; margin: 0; }
.receipt dt { color: var(--ink-soft); font-size: .875rem; }
.receipt dd { margin: 0; overflow-wrap: anywhere; }
.receipt code { font-size: .8125rem; }
.alone { display: flex; gap: .9rem; align-items: flex-start; }
.alone h3 { overflow-wrap: anywhere; }

.menu-place { position: relative; flex: none; }
button.more { width: 2.25rem; min-height: 2.25rem; }
.menu {
  position: absolute; inset-block-start: calc(100% + .25rem); inset-inline-end: 0; z-index: 2; width: max-content; min-width: 11rem; max-width: min(18rem, 80vw);
  max-height: min(30rem, 70dvh); overflow-y: auto; padding: .35rem; border: 1px solid var(--line); border-radius: var(--radius);
  background: var(--raised); color: var(--ink); box-shadow: var(--shadow);
}
.menu-item {
  display: flex; align-items: center; gap: .5rem; width: 100%; min-height: 2.25rem; padding: .3rem .7rem; border: 0; border-radius: var(--radius-small);
  background: none; color: var(--ink); text-align: start; text-decoration: none; font-size: .9375rem; overflow-wrap: anywhere;
}
.menu-item:hover { background: var(--hover); }
.menu-item:focus-visible { outline-offset: -2px; }
.menu-item.state::before { content: ""; width: .9rem; flex: none; }
.menu-item.state[aria-pressed="true"]::before { content: "✓" / ""; font-weight: 700; }
.menu-label { padding: .3rem .7rem .1rem; font-size: .8125rem; color: var(--ink-soft); }
.menu hr { margin: .3rem .4rem; border: 0; border-top: 1px solid var(--line); }
`);
