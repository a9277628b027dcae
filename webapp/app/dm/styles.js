/** Styles of <hearhear-dm>: list and conversation side by side, one at a time where there is little room. */
import { sheet } from "../sheet.js";

export const styles = sheet(`
:host { display: block; min-height: 0; container-type: inline-size; }
.dm { display: grid; grid-template: minmax(0, 1fr) / minmax(15rem, 20rem) minmax(0, 1fr); height: 100%; }

.list { display: flex; flex-direction: column; min-height: 0; min-width: 0; border-inline-end: 1px solid var(--line); }
.list-head { display: flex; align-items: center; justify-content: space-between; min-height: 3.5rem; padding: .5rem .5rem .25rem 1rem; }
.list-head h2 { font-size: 1.25rem; }
.search { position: relative; margin: 0 .75rem .5rem; }
.search > .icon { position: absolute; left: .7rem; top: 50%; translate: 0 -50%; width: 1.1rem; height: 1.1rem; color: var(--ink-soft); pointer-events: none; }
.search input { padding-inline: 2.25rem 2.5rem; min-height: 2.5rem; border-radius: 1.25rem; background: var(--sunken); border-color: transparent; }
.search button { position: absolute; right: .15rem; top: 50%; translate: 0 -50%; width: 2.2rem; min-height: 2.2rem; }
.list-body { flex: 1; min-height: 0; overflow-y: auto; padding: 0 .5rem 1rem; overscroll-behavior: contain; }
.list-body .notice { margin: .25rem; }
.row {
  display: flex; align-items: center; gap: .75rem; width: 100%; padding: .6rem .55rem; border: 0;
  border-radius: var(--radius); background: none; text-align: start;
}
.row:hover { background: var(--hover); }
.row:focus-visible { outline-offset: -2px; }
.row[aria-current] { background: var(--accent-soft); }
.row-text { flex: 1; min-width: 0; display: grid; }
.row-top, .row-bottom { display: flex; align-items: baseline; justify-content: space-between; gap: .5rem; min-width: 0; }
.row-name { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.row-who { flex: 1; display: flex; align-items: baseline; gap: .35rem; min-width: 0; }
/* The name that nobody else has stays readable beside a display name of any length. */
.row-handle { flex: none; max-width: 50%; font-size: .8125rem; color: var(--ink-soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.row-time { flex: none; font-size: .75rem; color: var(--ink-soft); }
.row-last { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: .875rem; color: var(--ink-soft); }
.unread .row-last { color: var(--ink); font-weight: 550; }
.unread .row-time { color: var(--accent-ink); font-weight: 600; }
.badge {
  flex: none; min-width: 1.3rem; padding: 0 .35rem; border-radius: 1rem; background: var(--accent); color: var(--on-accent);
  font-size: .75rem; font-weight: 700; line-height: 1.3rem; text-align: center;
}
.further { display: block; margin: .25rem auto; }

.conversation { position: relative; display: flex; flex-direction: column; min-height: 0; min-width: 0; }
.conversation.none { justify-content: center; }
.conversation.none .icon { width: 2.5rem; height: 2.5rem; color: var(--accent); stroke-width: 1.5; }
.conversation-head { display: flex; align-items: center; gap: .75rem; min-height: 3.5rem; padding: .5rem 1.25rem; border-bottom: 1px solid var(--line); }
.who { min-width: 0; line-height: 1.3; }
.who h2 { font-size: 1rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.who h2:focus { outline: none; }
button.back { display: none; margin-inline-start: -.5rem; }
.scroll { flex: 1; min-height: 0; overflow-y: auto; overflow-anchor: none; overscroll-behavior: contain; padding: .75rem 1.25rem 1rem; display: flex; flex-direction: column; }
.scroll:focus-visible { outline-offset: -3px; }
.scroll .notice { margin-block-end: .75rem; }
.older { align-self: center; flex: none; }
.start { margin: auto; }
.messages { margin-block-start: auto; display: flex; flex-direction: column; gap: .15rem; }

.day { display: flex; align-items: center; gap: .75rem; margin: 1rem 0 .75rem; font-size: .8125rem; font-weight: 600; color: var(--ink-soft); }
.day::before, .day::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.message { display: flex; flex-direction: column; align-items: flex-start; max-width: min(34rem, 82%); }
.message.own { align-self: flex-end; align-items: flex-end; }
.message.ends { margin-block-end: .6rem; }
.bubble {
  max-width: 100%; padding: .5rem .85rem; border-radius: 1.15rem; background: var(--theirs);
  white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext;
}
.theirs:not(.starts) .bubble { border-start-start-radius: .35rem; }
.theirs:not(.ends) .bubble { border-end-start-radius: .35rem; }
.own .bubble { background: var(--own); color: var(--own-ink); }
.own .bubble a { color: inherit; }
.own .bubble :focus-visible { outline-color: var(--own-ink); }
.own:not(.starts) .bubble { border-start-end-radius: .35rem; }
.own:not(.ends) .bubble { border-end-end-radius: .35rem; }
/* What is acknowledged at once shall not flicker, so the looks of waiting come late. */
.waiting .bubble, .sending .bubble { animation: pale .2s .6s both; }
@keyframes pale { to { background: var(--accent-soft); color: var(--accent-ink); } }
.failed .bubble { background: var(--danger-soft); color: var(--ink); border: 1px solid var(--danger); }
.stamp { font-size: .75rem; color: var(--ink-soft); padding: .1rem .35rem 0; }
.message:not(.ends) .stamp:not(.pending) { display: none; }
.pending { display: flex; align-items: center; gap: .25rem; }
.delivery { display: inline-block; flex: none; position: relative; vertical-align: -.15em; }
.delivery .icon { width: 1rem; height: 1rem; }
.row .delivery { align-self: center; color: var(--ink-soft); }
.pending { animation: appear .2s .6s both; }
@keyframes appear { from { opacity: 0; } }
.message:not(.ends) .pending span { position: absolute; clip-path: inset(50%); }
.pending .icon { width: .85rem; height: .85rem; }
.own .failure { justify-items: end; padding-block-start: .25rem; }

.news-below {
  position: absolute; left: 50%; bottom: 5.5rem; translate: -50% 0; display: flex; align-items: center; gap: .35rem;
  padding: .4rem .9rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--raised); color: var(--accent-ink);
  font-size: .875rem; font-weight: 600; box-shadow: var(--shadow);
}
.news-below .icon { width: 1rem; height: 1rem; }

.composer { display: flex; align-items: flex-end; gap: .6rem; padding: .75rem 1.25rem 1rem; }
.composer-field { flex: 1; min-width: 0; }
.composer textarea { min-height: 2.75rem; border-radius: 1.4rem; padding: .6rem 1.1rem; overflow-y: auto; line-height: 1.4; }
.limit { font-size: .8125rem; color: var(--ink-soft); padding: .25rem 1.1rem 0; }
.limit:empty { display: none; }
.limit.wrong { color: var(--danger); }
button.send { flex: none; display: grid; place-items: center; width: 2.75rem; height: 2.75rem; padding: 0; border-radius: 50%; }

@container (max-width: 44rem) {
  .dm { grid-template-columns: minmax(0, 1fr); }
  .dm.opened .list, .dm:not(.opened) .conversation { display: none; }
  .list { border: 0; }
  button.back { display: inline-grid; }
  .conversation-head, .composer { padding-inline: .9rem; }
  .scroll { padding-inline: .9rem; }
}
`);
