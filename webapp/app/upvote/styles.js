/** Styles of <hearhear-board>. */
import { sheet } from "../sheet.js";

export const styles = sheet(`
:host { display: block; min-height: 0; }
.board { position: relative; display: flex; flex-direction: column; height: 100%; min-height: 0; }
.board-head { padding: .9rem 1.25rem .6rem; max-width: 46rem; width: 100%; margin-inline: auto; }
.board-head h2 { font-size: 1.25rem; }
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
.post textarea { resize: vertical; }
.post-actions { display: flex; justify-content: flex-end; gap: .5rem; }
.limit { font-size: .8125rem; color: var(--ink-soft); padding: .25rem .4rem 0; }
.limit:empty { display: none; }
.limit.wrong { color: var(--danger); }

.items { display: grid; gap: .6rem; }
.item {
  display: flex; align-items: flex-start; gap: .9rem; padding: .8rem; border: 1px solid var(--line);
  border-radius: var(--radius); background: var(--surface); animation: arrive .25s both;
}
@keyframes arrive { from { opacity: 0; translate: 0 -.4rem; } }
.item-text { flex: 1; min-width: 0; display: grid; gap: .25rem; padding-block: .1rem; }
.item h3 { font-size: 1rem; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.by { overflow-wrap: anywhere; }
.author { font-weight: 550; unicode-bidi: isolate; }
.body { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9375rem; unicode-bidi: plaintext; }
.body.cut { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; line-clamp: 4; overflow: hidden; }
button.whole { justify-self: start; min-height: 1.75rem; padding: 0 .3rem; margin-inline-start: -.3rem; font-size: .875rem; }
.vote {
  display: grid; justify-items: center; align-content: center; gap: .05rem; flex: none; width: 3.25rem; min-height: 3.5rem; padding: .3rem 0;
  border: 1px solid var(--edge); border-radius: .8rem; background: var(--surface); color: var(--ink);
  font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.2;
  transition: background-color .12s, border-color .12s, color .12s;
}
button.vote:hover { background: var(--accent-soft); border-color: var(--accent); color: var(--accent-ink); }
.vote[aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.vote[aria-pressed="true"]:hover { background: var(--accent-strong); color: var(--on-accent); }
button.vote:active .icon { translate: 0 -2px; }
.vote .icon { transition: translate .12s; }
.unsent .vote { border-style: dashed; color: var(--ink-soft); }
.unsent.failed { border-color: var(--danger); }
button.older { display: block; margin: 1rem auto 0; }
.news-above {
  position: absolute; left: 50%; top: 4.5rem; translate: -50% 0; display: flex; align-items: center; gap: .35rem;
  padding: .4rem .9rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--raised); color: var(--accent-ink);
  font-size: .875rem; font-weight: 600; box-shadow: var(--shadow);
}
.news-above .icon { width: 1rem; height: 1rem; }
@media (forced-colors: active) {
  .vote[aria-pressed="true"] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
}
`);
