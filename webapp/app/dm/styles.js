/** Styles of <hearhear-dm>: list and conversation side by side, one at a time where there is little room. */
import { sheet } from "../sheet.js";

export const styles = sheet(`
:host { display: block; min-height: 0; container-type: inline-size; }
.dm { display: grid; grid-template: minmax(0, 1fr) / minmax(15rem, 20rem) minmax(0, 1fr); height: 100%; }

.list { display: flex; flex-direction: column; min-height: 0; min-width: 0; border-inline-end: 1px solid var(--line); }
.list-head { display: flex; align-items: center; justify-content: space-between; min-height: 3.5rem; padding: .5rem .5rem .25rem 1rem; }
.list-head h2 { font-size: 1.25rem; }
.search { position: relative; margin: 0 .75rem .5rem; }
.search > .icon { position: absolute; inset-inline-start: .7rem; top: 50%; translate: 0 -50%; width: 1.1rem; height: 1.1rem; color: var(--ink-soft); pointer-events: none; }
.search input { padding-inline: 2.25rem 2.5rem; min-height: 2.5rem; border-radius: 1.25rem; background: var(--sunken); border-color: transparent; }
.search button { position: absolute; inset-inline-end: .15rem; top: 50%; translate: 0 -50%; width: 2.2rem; min-height: 2.2rem; }
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
.badge.silent { background: var(--sunken); color: var(--ink-soft); }
.row-muted { flex: none; align-self: center; color: var(--ink-soft); }
.row-muted .icon { width: 1rem; height: 1rem; }
.list-tools { display: flex; }
.own-status { position: relative; display: flex; align-items: center; gap: .5rem; padding: .35rem 1rem; border-top: 1px solid var(--line); }
.own-status select { min-height: 2rem; padding: .15rem .4rem; border-color: transparent; background: var(--surface); font-size: .875rem; }

/* Who is here is said by the form too, not by the colour alone. */
.face-here { position: relative; display: inline-grid; flex: none; }
.here { width: .8rem; height: .8rem; flex: none; border-radius: 50%; background: var(--good); border: 2px solid var(--surface); }
.face-here .here { position: absolute; inset-block-end: -1px; inset-inline-end: -1px; }
.here.away { background: var(--surface); box-shadow: inset 0 0 0 2px var(--warn); }
.here.dnd { background: linear-gradient(var(--surface), var(--surface)) center / 60% 2px no-repeat var(--danger); }
.here.invisible { background: var(--surface); box-shadow: inset 0 0 0 2px var(--edge); }
.group-face { background: var(--accent-soft); color: var(--accent-ink); }
.group-face .icon { width: 1.35rem; height: 1.35rem; }
.further { display: block; margin: .25rem auto; }

.conversation { position: relative; display: flex; flex-direction: column; min-height: 0; min-width: 0; }
.conversation.none { justify-content: center; }
.conversation.none .icon { width: 2.5rem; height: 2.5rem; color: var(--accent); stroke-width: 1.5; }
.conversation-head { display: flex; align-items: center; gap: .25rem; min-height: 3.5rem; padding: .5rem 1.25rem; border-bottom: 1px solid var(--line); }
.who { flex: 1; min-width: 0; line-height: 1.3; }
.who h2 { font-size: 1rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.who p { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.who h2:focus { outline: none; }
.conversation-head > .face-here, .conversation-head > .face { margin-inline-end: .5rem; }
.back .icon:dir(rtl), .send .icon:dir(rtl), .reply .icon:dir(rtl) { scale: -1 1; }
button.back { display: none; margin-inline-start: -.5rem; }
.scroll { flex: 1; min-height: 0; overflow-y: auto; overflow-anchor: none; overscroll-behavior: contain; padding: .75rem 1.25rem 1rem; display: flex; flex-direction: column; }
.scroll:focus-visible { outline-offset: -3px; }
.scroll .notice { margin-block-end: .75rem; }
.older { align-self: center; flex: none; }
.start { margin: auto; }
/* Plain blocks: as flex items, all of them would be measured anew with every message that comes in. */
.messages { margin-block-start: auto; }

.news {
  position: absolute; inset-inline: 0; margin-inline: auto; width: max-content; max-width: calc(100% - 2rem); z-index: 1; display: flex; align-items: center; gap: .35rem;
  padding: .4rem .9rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--raised); color: var(--accent-ink);
  font-size: .875rem; font-weight: 600; box-shadow: var(--shadow);
}
.news-below { bottom: 6.5rem; }
.unread-above { top: 4.25rem; }
.news .icon { width: 1rem; height: 1rem; }

@container (max-width: 44rem) {
  .dm { grid-template-columns: minmax(0, 1fr); }
  .dm.opened .list, .dm:not(.opened) .conversation { display: none; }
  .list { border: 0; }
  button.back { display: inline-grid; }
  .conversation-head, .composer { padding-inline: .75rem; }
  .scroll { padding-inline: .9rem; }
}

.menu {
  position: fixed; inset: auto; margin: 0; width: 17rem; max-width: calc(100vw - 1rem); padding: .4rem;
  border: 1px solid var(--line); border-radius: var(--radius); background: var(--raised); color: var(--ink); box-shadow: var(--shadow);
}
.menu-item { display: block; width: 100%; min-height: 2.5rem; padding: .4rem .7rem; border: 0; border-radius: var(--radius-small); background: none; text-align: start; }
.menu-item:hover { background: var(--hover); }
.menu :focus-visible { outline-offset: -2px; }
.emoji-row { display: flex; justify-content: space-between; }
.emoji { min-width: 2.5rem; min-height: 2.5rem; padding: 0; border: 0; border-radius: var(--radius-small); background: none; font-size: 1.25rem; }
.emoji:hover { background: var(--hover); }
.emoji[aria-pressed="true"] { background: var(--accent-soft); }
.emoji-form { display: grid; grid-template-columns: 1fr auto; gap: .25rem; padding: .25rem; margin-block-end: .25rem; border-bottom: 1px solid var(--line); }
.emoji-form input { min-height: 2.25rem; padding-block: .3rem; }
.problem { grid-column: 1 / -1; color: var(--danger); font-size: .8125rem; }
.problem:empty { display: none; }

dialog {
  width: min(32rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); padding: 1.25rem 1.5rem 1.5rem; border: 1px solid var(--line);
  border-radius: 1.1rem; background: var(--raised); color: var(--ink); box-shadow: var(--shadow);
}
dialog::backdrop { background: rgb(10 16 14 / .5); }
dialog form, dialog section, dialog[open] { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; align-content: start; }
dialog button { max-width: 100%; overflow-wrap: anywhere; }
dialog > [aria-live]:empty { margin-block-end: -1rem; }
dialog section { gap: .6rem; justify-items: start; }
dialog form.field { gap: .3rem; }
dialog h3 { font-size: 1rem; }
.dialog-head { display: flex; align-items: center; justify-content: space-between; gap: 1rem; min-width: 0; }
.dialog-head h2 { font-size: 1.125rem; min-width: 0; overflow-wrap: anywhere; }
.dialog-head button { margin-inline-end: -.5rem; }
.actions { display: flex; justify-content: flex-end; flex-wrap: wrap; gap: .5rem; }
button.dangerous, button.dangerous:hover { background: var(--danger); color: var(--surface); }
.inline { display: flex; gap: .5rem; }
.inline input { flex: 1; min-width: 0; }
.choices { display: flex; flex-wrap: wrap; gap: .5rem; }
.choices [aria-pressed="true"] { border-color: var(--accent); background: var(--accent-soft); color: var(--accent-ink); }
.members { width: 100%; }
.members li { display: flex; align-items: center; flex-wrap: wrap; gap: .5rem .75rem; padding-block: .4rem; }
.members .row-text { min-width: 8rem; }
.members .row-last { white-space: normal; overflow-wrap: anywhere; }
.member-tools { display: flex; }
.picker { width: 100%; display: grid; gap: .5rem; }
dialog .search { margin: 0; }
.picker .rows { max-height: 14rem; overflow-y: auto; }
.picker .row[aria-pressed="true"] { background: var(--accent-soft); }
.tick { color: var(--accent-ink); }
.chosen { display: flex; flex-wrap: wrap; gap: .4rem; }
.chip { display: flex; align-items: center; gap: .3rem; max-width: 14rem; min-height: 2rem; padding: .1rem .5rem .1rem .75rem; border: 0; border-radius: 1rem; background: var(--accent-soft); color: var(--accent-ink); font-size: .875rem; }
.chip bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chip .icon { width: .9rem; height: .9rem; }
.check { display: flex; align-items: center; gap: .6rem; font-size: .9375rem; }
.check input { width: 1.2rem; min-height: 1.2rem; accent-color: var(--accent); }
blockquote { margin: 0; padding: .5rem .9rem; border-inline-start: 3px solid var(--line); color: var(--ink-soft); overflow-wrap: anywhere; white-space: pre-wrap; max-height: 8rem; overflow: auto; }
.results .row { align-items: start; }
.snippet { overflow-wrap: anywhere; font-size: .9375rem; color: var(--ink-soft); }
`);
