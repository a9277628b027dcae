/** Styles of <hearhear-settings>. */
import { sheet } from "../sheet.js";

export const styles = sheet(`
:host { display: block; min-height: 0; }
.settings {
  display: grid; grid-template: auto minmax(0, 1fr) / minmax(12rem, 1fr) minmax(0, 42rem) minmax(0, 1fr); column-gap: 2rem;
  height: 100%; padding-inline: 1.25rem;
}
.head { grid-column: 2; display: flex; align-items: center; justify-content: space-between; padding-block: 1rem .75rem; }
.head h2 { font-size: 1.375rem; }
h2:focus, h3:focus { outline: none; }
h2:focus-visible, h3:focus-visible { outline: 2px solid var(--accent); border-radius: 2px; }
.close { display: grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%; color: var(--ink-soft); }
.close:hover { background: var(--hover); }
.sections { grid-area: 2 / 1; display: grid; align-content: start; justify-self: end; width: 11rem; gap: .1rem; }
.sections a { padding: .45rem .8rem; border-radius: var(--radius-small); color: var(--ink); font-size: .9375rem; text-decoration: none; }
.sections a:hover { background: var(--hover); }
.sections a[aria-current] { background: var(--accent-soft); color: var(--accent-ink); font-weight: 600; }
.scroll { grid-area: 2 / 2 / auto / -1; overflow-y: auto; overscroll-behavior: contain; scroll-padding-block-start: 1rem; }
.cards { max-width: 42rem; display: grid; gap: 1rem; padding-block-end: max(2rem, env(safe-area-inset-bottom)); }
.card { display: grid; gap: 1rem; padding: 1.25rem 1.5rem 1.5rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); }
.card h3 { font-size: 1.0625rem; scroll-margin-block-start: 1.5rem; justify-self: start; }
.card form, .fields { display: grid; gap: 1rem; }
/* A live region that has nothing to say takes no room. */
.fields > div:empty { position: absolute; }
.fields h3 { font-size: .9375rem; margin-block-end: .3rem; }
.actions { display: flex; align-items: center; justify-content: flex-end; flex-wrap: wrap; gap: .5rem 1rem; }
.actions .outcome, .actions .notice { flex: 1 1 12rem; }
.outcome { font-size: .9375rem; color: var(--ink-soft); }
.outcome.done { color: var(--good); font-weight: 550; }
.outcome:empty, .hint:empty { display: none; }

.picture { display: flex; align-items: center; flex-wrap: wrap; gap: .75rem 1.25rem; }
.picture .face { width: 6rem; height: 6rem; font-size: 2rem; }
.picture-side { flex: 1 1 11rem; display: grid; gap: .6rem; min-width: 0; }
.picture-tools { display: flex; flex-wrap: wrap; gap: .5rem; }

.check { display: flex; align-items: flex-start; gap: .7rem; }
.check input { flex: none; width: 1.25rem; height: 1.25rem; min-height: 0; margin: .13rem 0 0; padding: 0; accent-color: var(--accent); }
.check .hint { display: block; font-size: .8125rem; color: var(--ink-soft); }
.under { padding-inline-start: 1.95rem; }

.themes { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: .6rem; margin: 0; padding: 0; border: 0; min-width: 0; }
.themes legend { padding: 0; margin-block-end: .75rem; }
.theme { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; gap: .6rem; padding: .6rem; border: 1px solid var(--line); border-radius: var(--radius); font-size: .9375rem; }
.theme:hover { background: var(--hover); }
.theme:has(:checked) { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.theme input { width: 1.15rem; height: 1.15rem; min-height: 0; margin: 0; padding: 0; accent-color: var(--accent); }
.swatch { grid-row: 1; grid-column: 1 / -1; height: 3rem; border: 1px solid var(--line); border-radius: var(--radius-small); }
.swatch.light { background: linear-gradient(#f5f6f4 40%, #fff 40%); }
.swatch.dark { background: linear-gradient(#111514 40%, #212725 40%); }
.swatch.system { background: linear-gradient(115deg, #f5f6f4 50%, #212725 50%); }

.rows { display: grid; }
.rows li { display: flex; align-items: center; gap: 1rem; padding-block: .7rem; border-top: 1px solid var(--line); }
.rows li:first-child { border-top: 0; }
.grow { flex: 1; display: grid; min-width: 0; overflow-wrap: anywhere; }
.members { display: grid; }
.members li { display: flex; align-items: center; flex-wrap: wrap; gap: .5rem .75rem; padding-block: .4rem; }
.row-text { flex: 1; display: grid; min-width: 8rem; overflow-wrap: anywhere; }
.row-name { font-weight: 600; }
.row-last { font-size: .875rem; color: var(--ink-soft); }

@media (max-width: 58rem) {
  .settings { grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr); }
  .head { grid-column: 1; padding-block-end: .25rem; max-width: 42rem; width: 100%; margin-inline: auto; }
  .sections { grid-area: 2 / 1; display: flex; justify-self: stretch; width: auto; gap: .25rem; margin-inline: -1.25rem; padding: .25rem 1.25rem .6rem; overflow-x: auto; scrollbar-width: none; }
  .sections a { flex: none; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: 2rem; font-size: .875rem; background: var(--surface); }
  .scroll { grid-area: 3 / 1; margin-inline: -1.25rem; padding-inline: 1.25rem; }
  .cards { margin-inline: auto; }
}
@media (max-width: 44rem) {
  .settings { padding-inline: .75rem; }
  .sections { margin-inline: -.75rem; padding-inline: .75rem; }
  .scroll { margin-inline: -.75rem; padding-inline: .75rem; }
  .card { padding: 1rem; }
  .card .main { flex: 1 1 auto; }
}
`);
