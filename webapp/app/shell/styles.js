/** Styles of <hearhear-app>: the way in, the header, and how the two views share the room. */
import { sheet } from "../sheet.js";

export const styles = sheet(`
:host { display: block; height: 100%; }

.entrance {
  min-height: 100%; display: grid; align-content: center; justify-items: center; gap: 1.25rem;
  padding: 2rem 1.25rem max(2rem, env(safe-area-inset-bottom));
}
.welcome { display: grid; justify-items: center; gap: .25rem; text-align: center; text-wrap: balance; }
.welcome .brand { width: 3.5rem; height: 3.5rem; margin-block-end: .4rem; }
.welcome h1 { font-size: 1.75rem; letter-spacing: -.025em; }
.card {
  display: grid; gap: 1rem; width: min(24rem, 100%); padding: 1.5rem; border: 1px solid var(--line);
  border-radius: 1.1rem; background: var(--surface); box-shadow: var(--shadow);
}
.card h2 { font-size: 1.125rem; }
.card .hint:empty { display: none; }
.card .main { min-height: 2.9rem; }
.reason { padding: .6rem .8rem; border-radius: var(--radius-small); background: var(--warn-soft); color: var(--warn); font-size: .9375rem; }
.input { position: relative; }
.input .quiet { position: absolute; inset-inline-end: .2rem; top: 50%; translate: 0 -50%; min-height: 2.2rem; font-size: .875rem; }
.input:has(.quiet) input { padding-inline-end: 4.5rem; }
.other { color: var(--ink-soft); text-align: center; }

.shell { display: grid; grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr); height: 100vh; height: 100dvh; }
.top {
  grid-row: 1; display: flex; align-items: center; gap: .75rem; min-height: 3.5rem;
  padding: .3rem max(1rem, env(safe-area-inset-right), env(safe-area-inset-left));
}
.home { display: flex; align-items: center; gap: .6rem; color: inherit; font-weight: 700; font-size: 1.0625rem; letter-spacing: -.02em; text-decoration: none; border-radius: var(--radius-small); }
.views { display: flex; gap: .25rem; margin-inline: auto; padding: .25rem; border-radius: 2rem; background: var(--sunken); }
.views a {
  position: relative; display: flex; align-items: center; gap: .45rem; padding: .35rem 1rem; border-radius: 2rem; color: var(--ink-soft);
  font-weight: 600; font-size: .9375rem; text-decoration: none;
}
.views a:hover { color: var(--ink); }
.views a[aria-current] { background: var(--surface); color: var(--ink); box-shadow: 0 1px 3px rgb(0 0 0 / .12); }
.views .icon { width: 1.15rem; height: 1.15rem; }
.both { display: none; }
.badge {
  min-width: 1.25rem; padding: 0 .35rem; border-radius: 1rem; background: var(--accent); color: var(--on-accent);
  font-size: .75rem; font-weight: 700; line-height: 1.25rem; text-align: center;
}
.state { display: flex; align-items: center; gap: .45rem; font-size: .8125rem; font-weight: 600; color: var(--ink-soft); white-space: nowrap; }
.dot { width: .55rem; height: .55rem; border-radius: 50%; background: var(--edge); }
.live .dot { background: var(--good); }
.offline .dot, .connecting .dot { background: var(--warn); animation: breathe 1.6s ease-in-out infinite; }
.state.offline { color: var(--warn); }
.stopped .dot { background: var(--danger); }
.state.stopped { color: var(--danger); }
@keyframes breathe { 50% { opacity: .35; } }
.account { display: grid; padding: .15rem; border: 0; border-radius: 50%; background: none; }
.account:hover { background: var(--sunken); }
.account .face { width: 2.25rem; height: 2.25rem; }

.menu {
  position: fixed; inset: auto; inset-block-start: 3.6rem; margin: 0;
  inset-inline-end: max(1rem, env(safe-area-inset-right), env(safe-area-inset-left)); width: 15rem; padding: .4rem;
  border: 1px solid var(--line); border-radius: var(--radius); background: var(--raised); color: var(--ink); box-shadow: var(--shadow);
}
.menu-head { display: flex; align-items: center; gap: .7rem; padding: .5rem .6rem .7rem; margin-block-end: .3rem; border-bottom: 1px solid var(--line); line-height: 1.3; }
.menu-head div { display: grid; min-width: 0; }
.menu-head strong, .menu-head span { overflow: hidden; text-overflow: ellipsis; }
.menu-item { display: block; width: 100%; min-height: 2.5rem; padding: .5rem .7rem; border: 0; border-radius: var(--radius-small); background: none; color: inherit; text-align: start; text-decoration: none; line-height: 1.5; }
.menu-item:hover { background: var(--hover); }
.menu-item:focus-visible { outline-offset: -2px; }

.advice {
  grid-row: 2; display: flex; justify-content: center; align-items: center; gap: .5rem 1rem; flex-wrap: wrap; padding: .45rem 1rem;
  background: var(--warn-soft); color: var(--warn); font-size: .875rem; text-align: center; overflow: hidden;
}
/* Most losses are over in a moment and not worth moving the page. */
.advice.offline { animation: unfold .2s 3s both; }
@keyframes unfold { from { max-height: 0; padding-block: 0; } to { max-height: 6rem; } }
.panes { grid-row: 3; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); gap: .75rem; min-height: 0; padding: 0 .75rem .75rem; }
.pane { min-height: 0; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); overflow: hidden; }
.pane:not(hearhear-dm) { background: var(--ground); border-color: transparent; }
.messages hearhear-board, .board hearhear-dm, .settings :is(hearhear-dm, hearhear-board), .moderation :is(hearhear-dm, hearhear-board) { display: none; }

.toast-place { position: fixed; inset: auto 1rem 1.5rem; z-index: 1; display: grid; justify-items: center; pointer-events: none; }
.toast { padding: .7rem 1.1rem; border-radius: var(--radius); background: var(--ink); color: var(--ground); font-size: .9375rem; box-shadow: var(--shadow); }

@media (min-width: 70rem) {
  .panes { grid-template-columns: minmax(0, 1fr) clamp(22rem, 30vw, 28rem); }
  .settings .panes, .moderation .panes { grid-template-columns: minmax(0, 1fr); }
  .messages hearhear-board, .board hearhear-dm { display: block; }
  /* Messages and board are seen side by side, so there is but one way to both. */
  .views:not(.staff), .views .to-board, .to-messages span:has(+ .both) { display: none; }
  .both { display: inline; }
  .board .to-messages { background: var(--surface); color: var(--ink); box-shadow: 0 1px 3px rgb(0 0 0 / .12); }
  .state { margin-inline-start: auto; }
}
@media (max-width: 44rem) {
  .shell { grid-template-rows: auto auto minmax(0, 1fr) auto; }
  .top { min-height: 3.25rem; }
  .state { margin-inline-start: auto; }
  .views {
    position: fixed; inset: auto 0 0 0; z-index: 1; margin: 0; padding: .3rem .75rem max(.3rem, env(safe-area-inset-bottom)); gap: .5rem;
    border-radius: 0; border-top: 1px solid var(--line); background: var(--surface);
  }
  .views a { flex: 1; flex-direction: column; gap: .1rem; padding: .3rem; font-size: .75rem; border-radius: var(--radius); }
  .views a[aria-current] { color: var(--accent-ink); background: var(--accent-soft); box-shadow: none; }
  .views .badge { position: absolute; inset-inline-start: calc(50% + .4rem); top: .1rem; }
  .panes { padding: 0 0 calc(3.6rem + max(0rem, env(safe-area-inset-bottom))); }
  .pane { border-width: 1px 0 0; border-radius: 0; }
  .pane:not(hearhear-dm) { border-color: var(--line); }
  /* In a conversation the room belongs to it; the way back is in its head. */
  .conversing .views { display: none; }
  .conversing .panes { padding-block-end: env(safe-area-inset-bottom); }
  .toast-place { inset-block-end: 5rem; }
}
@media (max-width: 24rem) {
  .home span { position: absolute; clip-path: inset(50%); }
}
`);
