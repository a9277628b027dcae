/** Styles of <hearhear-moderation>; those of its dialogs are the boards'. */
import { sheet } from "../sheet.js";

export const styles = sheet(`
:host { display: block; min-height: 0; }
.moderation { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); height: 100%; }
.head { display: grid; gap: .5rem; width: 100%; max-width: 48rem; margin-inline: auto; padding: 1rem 1.25rem .75rem; }
.head h2 { font-size: 1.375rem; }
.sections { display: flex; gap: .25rem; margin-inline: -.25rem; overflow-x: auto; scrollbar-width: none; }
.sections a { flex: none; padding: .4rem .9rem; border-radius: 2rem; color: var(--ink-soft); font-size: .9375rem; font-weight: 600; text-decoration: none; }
.sections a:hover { background: var(--hover); color: var(--ink); }
.sections a:focus-visible { outline-offset: -2px; }
.sections a[aria-current] { background: var(--accent-soft); color: var(--accent-ink); }
.scroll { overflow-y: auto; overscroll-behavior: contain; padding: .25rem 1.25rem max(2rem, env(safe-area-inset-bottom)); }
.section { display: grid; gap: .9rem; max-width: 45.5rem; margin-inline: auto; grid-template-columns: minmax(0, 1fr); }
.section-head { display: flex; align-items: center; justify-content: space-between; gap: 1rem; }
.section-head h3 { font-size: 1.125rem; }
:is(h3, strong):focus { outline: none; }
:is(h3, strong):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.bar { display: flex; align-items: center; flex-wrap: wrap; gap: .4rem .7rem; }
.bar label { font-size: .875rem; font-weight: 600; }
.bar select { width: auto; max-width: 100%; min-height: 2.4rem; padding-block: .3rem; }
.bar input { flex: 1 1 14rem; }
.cards, .section > .rows { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.card, .section > .rows > li { display: grid; gap: .6rem; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
.card { grid-template-columns: minmax(0, 1fr); }
h4 { margin: 0; font-size: 1rem; font-weight: 650; line-height: 1.3; overflow-wrap: anywhere; }
.empty { padding-block: 3rem; }
.empty h4 { color: var(--ink); }
.empty .icon { width: 2.25rem; height: 2.25rem; color: var(--accent); }
.card-head { display: flex; align-items: baseline; justify-content: space-between; gap: .75rem; }
.card-head > :last-child:not(h4) { flex: none; }
.chip { display: inline-block; padding: .05rem .6rem; border-radius: 1rem; background: var(--sunken); color: var(--ink); font-size: .8125rem; font-weight: 600; }
.chip.open { background: var(--warn-soft); color: var(--warn); }
.chip.acted, .chip.moderator, .chip.administrator { background: var(--accent-soft); color: var(--accent-ink); }
blockquote { margin: 0; padding-inline-start: .9rem; border-inline-start: 3px solid var(--line); overflow-wrap: anywhere; white-space: pre-wrap; }
.fold { justify-self: start; margin-inline-start: -.7rem; }
.fold + div { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.said { display: grid; gap: .2rem; padding: .4rem; border-radius: var(--radius-small); background: var(--sunken); }
.said li { padding: .45rem .7rem; border-inline-start: 3px solid transparent; border-radius: var(--radius-small); }
.said .this { background: var(--surface); border-color: var(--warn); }
.words { overflow-wrap: anywhere; white-space: pre-wrap; }
.card form { display: grid; gap: .75rem; }
.card textarea { resize: vertical; }
.hint:empty, .outcome:empty { display: none; }
.outcome { color: var(--good); font-size: .9375rem; font-weight: 550; }
.section > .rows > li { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; overflow-wrap: anywhere; }
.section > .rows > li .grow { flex: 1 1 12rem; display: grid; gap: .15rem; }
.section > .rows .face { width: 2.5rem; height: 2.5rem; font-size: .875rem; }
.section > .rows > li > :is(.notice, .outcome) { flex: 1 1 100%; }
.rows li > .tools { flex: 0 1 auto; display: flex; flex-wrap: wrap; gap: .25rem; }
.tools button { white-space: nowrap; }
@media (max-width: 44rem) {
  .head, .scroll { padding-inline: .75rem; }
  .card, .section > .rows > li { padding: .9rem 1rem; }
  .rows li > .tools { margin-inline-start: -.7rem; }
  .sections { flex-wrap: wrap; gap: 0; margin-inline: -.4rem; }
  .sections a { padding: .35rem .6rem; font-size: .875rem; }
}
`);
