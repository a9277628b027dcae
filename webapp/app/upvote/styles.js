/** Styles of <hearhear-board>. */
import { sheet } from "../sheet.js";

export const styles = sheet(`
:host { display: block; min-height: 0; }
.board { display: flex; flex-direction: column; height: 100%; min-height: 0; }
.board-head { display: grid; gap: .4rem; padding: .9rem 1.25rem .6rem; max-width: 46rem; width: 100%; margin-inline: auto; }
.board-head h2 { font-size: 1.25rem; overflow-wrap: anywhere; }
.board-title { display: flex; align-items: center; justify-content: space-between; gap: .5rem; }
.board-title h2:not(.unseen) { flex: 1; min-width: 0; }
.chooser { flex: 1; min-width: 0; max-width: 26rem; font-size: 1.0625rem; font-weight: 650; }
.description { overflow-wrap: anywhere; white-space: pre-wrap; max-height: 6rem; overflow-y: auto; }
.rule { padding: .45rem .8rem; border-radius: var(--radius-small); background: var(--warn-soft); color: var(--warn); font-size: .9375rem; }
.toolbar { display: flex; align-items: center; gap: .5rem 1rem; flex-wrap: wrap; }
.choice { display: flex; align-items: center; gap: .45rem; font-size: .875rem; }
.choice label { color: var(--ink-soft); }
.toolbar select { width: auto; max-width: 10rem; min-height: 2.1rem; padding: .2rem .5rem; color: var(--ink); font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: 0 1rem; font-size: .875rem; }
.facts p:empty { display: none; }
.budget { font-weight: 600; }
.budget.used-up { color: var(--warn); }
.no-post { padding-block-end: .8rem; }
.list-place { position: relative; flex: 1; min-height: 0; display: flex; flex-direction: column; }
.scroll { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: .25rem 1.25rem 2rem; }
.scroll > * { max-width: 43.5rem; margin-inline: auto; }
.empty .icon { width: 2.5rem; height: 2.5rem; color: var(--accent); stroke-width: 1.5; }

.post { padding: .6rem; margin-block-end: .9rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
.post-title { display: flex; align-items: center; gap: .6rem; }
.post-title .face { width: 2rem; height: 2rem; font-size: .75rem; }
.post input, .post textarea { border-color: transparent; background: transparent; padding-inline: .4rem; }
.post.writing input, .post textarea { border-color: var(--edge); padding-inline: .7rem; }
.post input { min-height: 2.5rem; }
.post-more { display: grid; gap: .6rem; padding-block-start: .6rem; }
.post textarea, .editor textarea { resize: vertical; }
.post-actions { display: flex; justify-content: flex-end; gap: .5rem; }
.editor { display: grid; gap: .6rem; }
.limit { font-size: .8125rem; color: var(--ink-soft); padding: .25rem .4rem 0; }
.limit:empty { display: none; }
.limit.wrong { color: var(--danger); }

.items { display: grid; gap: .6rem; grid-template-columns: minmax(0, 1fr); outline-offset: .3rem; }
.item {
  position: relative; display: flex; align-items: flex-start; gap: .9rem; padding: .8rem; border: 1px solid var(--line);
  border-radius: var(--radius); background: var(--surface); animation: arrive .25s backwards;
}
/* Of a thousand items only those in view are laid out; the others are still found in the page. */
.item { content-visibility: auto; contain-intrinsic-block-size: auto 8rem; }
/* A menu reaches beyond its item. */
.item.menu-open { z-index: 1; content-visibility: visible; }
.item > .menu-place { margin-block-start: -.3rem; margin-inline: -.5rem -.3rem; }
@keyframes arrive { from { opacity: 0; translate: 0 -.4rem; } }
.item-text { flex: 1; min-width: 0; display: grid; gap: .25rem; padding-block: .1rem; }
.item h3 { font-size: 1rem; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.item h3:focus { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.item.hidden, .item.merged { border-style: dashed; background: transparent; }
.item.hidden h3, .item.merged h3 { color: var(--ink-soft); }
.by { overflow-wrap: anywhere; }
.author { font-weight: 550; }
.body { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9375rem; unicode-bidi: plaintext; }
.body.cut { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; line-clamp: 4; overflow: hidden; }
button.whole { justify-self: start; min-height: 1.75rem; padding: 0 .3rem; margin-inline-start: -.3rem; font-size: .875rem; }
button.link {
  display: inline; min-height: 1.5rem; padding: 0; border: 0; background: none; color: var(--accent-ink); font-weight: 600;
  text-decoration: underline; text-underline-offset: .15em; text-align: start; overflow-wrap: anywhere;
}
.chip {
  display: inline-flex; align-items: center; gap: .25rem; padding: 0 .55rem; margin-inline-end: .25rem; border-radius: 1rem; border: 1px solid transparent;
  background: var(--accent-soft); color: var(--accent-ink); font-size: .8125rem; font-weight: 600; overflow-wrap: anywhere;
}
.chip.closed { background: var(--sunken); color: var(--ink); border-color: var(--line); }
.chip .icon { width: .8rem; height: .8rem; }
.votes { display: grid; gap: .3rem; flex: none; }
.vote {
  display: grid; justify-items: center; align-content: center; gap: .05rem; flex: none; width: 3.25rem; min-height: 3.5rem; padding: .3rem 0;
  border: 1px solid var(--edge); border-radius: .8rem; background: var(--surface); color: var(--ink);
  font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.2;
  transition: background-color .12s, border-color .12s, color .12s;
}
.votes:has(.down) .vote { min-height: 2.9rem; }
button.vote:hover { background: var(--accent-soft); border-color: var(--accent); color: var(--accent-ink); }
.vote[aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.vote[aria-pressed="true"]:hover { background: var(--accent-strong); color: var(--on-accent); }
.vote.down[aria-pressed="true"], .vote.down[aria-pressed="true"]:hover { background: var(--ink-soft); border-color: var(--ink-soft); color: var(--surface); }
.by time { white-space: nowrap; }
button.vote[aria-disabled="true"], button.vote[aria-disabled="true"]:hover { opacity: 1; background: transparent; border: 1px dashed var(--line); color: var(--ink-soft); }
button.vote[aria-disabled="true"][aria-pressed="true"] { background: var(--accent-soft); border-style: solid; color: var(--accent-ink); }
button.vote.down[aria-disabled="true"][aria-pressed="true"] { background: var(--sunken); border-color: var(--edge); color: var(--ink); }
button.vote:not([aria-disabled="true"]):active .icon { translate: 0 -2px; }
button.vote.down:not([aria-disabled="true"]):active .icon { translate: 0 2px; }
.vote .icon { transition: translate .12s; }
.unsent .vote { border-style: dashed; color: var(--ink-soft); }
.unsent.failed { border-color: var(--danger); }
button.older { display: block; margin: 1rem auto 0; }
.news-above {
  position: absolute; inset: .5rem 0 auto; width: max-content; margin-inline: auto; display: flex; align-items: center; gap: .35rem; z-index: 1;
  min-height: 2.1rem; padding: .3rem .9rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--raised); color: var(--accent-ink);
  font-size: .875rem; font-weight: 600; box-shadow: var(--shadow); white-space: nowrap;
}
.news-above .icon { width: 1rem; height: 1rem; }
@media (forced-colors: active) {
  .vote[aria-pressed="true"] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .chip { border-color: currentColor; }
}
`);
