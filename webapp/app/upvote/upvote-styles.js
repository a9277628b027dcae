/** Styles of <hearhear-upvote>: its buttons stand in a line of the page. */
import { sheet } from "../sheet.js";

export const upvoteStyles = sheet(`
:host { display: inline-grid; justify-items: start; }
.votes { display: inline-flex; gap: .3rem; }
.vote {
  display: inline-flex; align-items: center; justify-content: center; gap: .35rem; min-height: 2.5rem; min-width: 3.25rem; padding: .2rem .8rem;
  border: 1px solid var(--edge); border-radius: 2rem; background: var(--surface); color: var(--ink);
  font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.2;
  transition: background-color .12s, border-color .12s, color .12s;
}
.vote:hover { background: var(--accent-soft); border-color: var(--accent); color: var(--accent-ink); }
.vote[aria-pressed="true"] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.vote[aria-pressed="true"]:hover { background: var(--accent-strong); color: var(--on-accent); }
.vote.down[aria-pressed="true"] { background: var(--ink-soft); border-color: var(--ink-soft); color: var(--surface); }
.vote[aria-disabled="true"], .vote[aria-disabled="true"]:hover { opacity: 1; background: transparent; border: 1px dashed var(--line); color: var(--ink-soft); }
.vote[aria-disabled="true"][aria-pressed="true"] { background: var(--accent-soft); border-style: solid; color: var(--accent-ink); }
.unsent .vote { border-style: dashed; }
.vote .icon { width: 1.1rem; height: 1.1rem; }
.wrong { max-width: 20rem; color: var(--danger); font-size: .875rem; }
.wrong:empty { display: none; }
`);
