/** Styles of messages and of the place where they are written. */
import { sheet } from "../sheet.js";

export const messageStyles = sheet(`
.day { display: flex; align-items: center; gap: .75rem; padding: 1.15rem 0 .75rem; font-size: .8125rem; font-weight: 600; color: var(--ink-soft); }
.day::before, .day::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.new-line { color: var(--accent-ink); }
.new-line::before, .new-line::after { border-color: var(--accent); }
.message { display: flex; flex-direction: column; align-items: flex-start; width: fit-content; margin-block-start: .15rem; max-width: min(36rem, 88%); border-radius: var(--radius); }
.message:focus { outline: none; }
.message.found .bubble, .message.found .attachments { outline: 2px solid var(--accent); outline-offset: 2px; }
.author { font-size: .8125rem; font-weight: 600; color: var(--ink-soft); padding-inline: .85rem; max-width: 100%; overflow-wrap: anywhere; }
.line { display: flex; align-items: center; gap: .15rem; max-width: 100%; min-width: 0; }
.own .line { flex-direction: row-reverse; }
button.act { width: 2rem; min-height: 2rem; opacity: 0; }
.act .icon { width: 1.1rem; height: 1.1rem; }
.message:hover button.act, .message:focus-within button.act { opacity: 1; }
@media (hover: none) { button.act { width: 2.5rem; min-height: 2.5rem; opacity: .75; } }
.message.gone .bubble { background: none; border: 1px solid var(--line); color: var(--ink-soft); }
.quote { display: flex; align-items: center; gap: .35rem; max-width: 100%; min-height: 1.75rem; padding: .1rem .6rem; border: 0; border-inline-start: 3px solid var(--accent); border-radius: var(--radius-small); background: none; color: var(--ink-soft); font-size: .8125rem; text-align: start; }
.quote:hover { background: var(--hover); }
.quote .icon { width: .9rem; height: .9rem; }
.quote-text { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.editor { display: grid; gap: .4rem; width: min(30rem, 75cqi); }
.reactions { display: flex; flex-wrap: wrap; gap: .25rem; padding-block-start: .2rem; }
.own .reactions { justify-content: flex-end; }
.reaction { min-height: 1.75rem; min-width: 2.6rem; padding: 0 .5rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface); font-size: .8125rem; }
.reaction:hover { background: var(--hover); }
.reaction.mine { border-color: var(--accent); background: var(--accent-soft); color: var(--accent-ink); font-weight: 600; }
.attachments { display: grid; grid-template-columns: minmax(0, max-content); gap: .3rem; max-width: 100%; padding-block: .15rem; }
.own .attachments { justify-items: end; justify-content: end; }
.attachments > li { max-width: 100%; }
.image { display: block; border-radius: var(--radius); overflow: hidden; background: var(--sunken); }
.image img { display: block; max-width: 100%; height: auto; }
.file { display: flex; align-items: center; gap: .5rem; max-width: 100%; min-height: 2.5rem; padding: .3rem .8rem; border: 1px solid var(--line); border-radius: var(--radius); color: inherit; text-decoration: none; font-size: .9375rem; }
a.file:hover { background: var(--hover); }
.file .soft { flex: none; font-size: .8125rem; }
.file-name { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.message.own { margin-inline-start: auto; align-items: flex-end; }
.message.ends { padding-block-end: .6rem; }
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
.message:not(.ends) .stamp:not(.pending, .telling) { display: none; }
.pending { display: flex; align-items: center; gap: .25rem; }
.delivery { display: inline-block; flex: none; position: relative; vertical-align: -.15em; }
.delivery .icon { width: 1rem; height: 1rem; }
.row .delivery { align-self: center; color: var(--ink-soft); }
.delivery.read { color: var(--accent-ink); }
.row .delivery.read { color: var(--accent-ink); }
.stamp { display: flex; flex-wrap: wrap; gap: .35rem; }
.own .stamp { justify-content: flex-end; }
.pending { animation: appear .2s .6s both; }
@keyframes appear { from { opacity: 0; } }
.message:not(.ends) .pending span { position: absolute; clip-path: inset(50%); }
.pending .icon { width: .85rem; height: .85rem; }
.own .failure { justify-items: end; padding-block-start: .25rem; }

.composer { display: grid; grid-template-columns: minmax(0, 1fr); gap: .5rem; padding: .25rem 1.25rem 1rem; }
.composer-line { display: flex; align-items: flex-end; gap: .5rem; }
.composer-line > .round { width: 2.75rem; min-height: 2.75rem; }
.composer-blocked { padding: .5rem 1.25rem 1rem; }
.typing { min-height: 1.35rem; padding: 0 1.5rem; font-size: .8125rem; color: var(--ink-soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.composer-field { flex: 1; min-width: 0; }
.composer textarea { min-height: 2.75rem; border-radius: 1.4rem; padding: .6rem 1.1rem; overflow-y: auto; line-height: 1.4; }
.limit { font-size: .8125rem; color: var(--ink-soft); padding: .25rem 1.1rem 0; }
.limit:empty { display: none; }
.limit.wrong { color: var(--danger); }
button.send { flex: none; display: grid; place-items: center; width: 2.75rem; height: 2.75rem; padding: 0; border-radius: 50%; }
.answering { display: flex; align-items: center; gap: .6rem; padding-inline: .75rem; border-inline-start: 3px solid var(--accent); font-size: .875rem; }
.answering p { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.answering > .icon { width: 1rem; height: 1rem; color: var(--accent-ink); }
.tray { display: flex; flex-wrap: wrap; gap: .5rem; max-height: 9rem; overflow-y: auto; }
.upload { display: flex; align-items: center; gap: .5rem; max-width: 100%; padding: .3rem .3rem .3rem .6rem; border: 1px solid var(--line); border-radius: var(--radius); font-size: .875rem; }
.upload img { width: 2.5rem; height: 2.5rem; border-radius: var(--radius-small); object-fit: cover; }
.upload-text { display: grid; min-width: 6rem; max-width: 14rem; }
.upload progress { width: 100%; accent-color: var(--accent); }
.upload.failed { border-color: var(--danger); }
.upload-problem { color: var(--danger); font-size: .8125rem; }
.upload-problem button.quiet { min-height: 1.75rem; padding: 0 .4rem; font-size: .8125rem; color: inherit; text-decoration: underline; }
.drop-here { position: absolute; inset: .5rem; z-index: 2; display: grid; place-items: center; border: 2px dashed var(--accent); border-radius: var(--radius); background: var(--accent-soft); color: var(--accent-ink); font-weight: 600; opacity: .95; pointer-events: none; }
`);
