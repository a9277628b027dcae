/** Styles of everything small that all elements share: buttons, fields, faces, notices. */
import { sheet } from "./sheet.js";

export const controls = sheet(`
*, *::before, *::after { box-sizing: border-box; }
:host { color: var(--ink); font-family: var(--font); }
:host([hidden]), [hidden] { display: none !important; }
h1, h2, h3, p, ol, ul, figure { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h1, h2, h3 { font-weight: 650; line-height: 1.25; letter-spacing: -.01em; }
a { color: var(--accent-ink); text-underline-offset: .15em; }
button, input, textarea, select { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.unseen {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.soft { color: var(--ink-soft); }
.small { font-size: .875rem; }

button.main, button.plain, button.quiet, button.round {
  border: 1px solid transparent; border-radius: var(--radius-small); min-height: 2.5rem;
  padding: .45rem 1rem; font-weight: 600; line-height: 1.3; background: transparent;
  transition: background-color .12s, border-color .12s, color .12s;
}
button.main { background: var(--accent); color: var(--on-accent); }
button.main:hover { background: var(--accent-strong); }
button.plain { border-color: var(--line); background: var(--surface); }
button.plain:hover, button.quiet:hover, button.round:hover { background: var(--hover); }
button.quiet { color: var(--accent-ink); padding-inline: .7rem; }
button.round {
  display: inline-grid; place-items: center; flex: none; width: 2.5rem; padding: 0; border-radius: 50%;
  color: var(--ink-soft);
}
button:disabled, button[aria-disabled="true"] { opacity: .55; cursor: default; }
button.danger { color: var(--danger); }

.field { display: grid; gap: .3rem; }
.field label { font-size: .875rem; font-weight: 600; }
.field .hint { font-size: .8125rem; color: var(--ink-soft); }
.field .hint.wrong { color: var(--danger); }
input, textarea, select {
  width: 100%; min-height: 2.75rem; padding: .55rem .8rem; border: 1px solid var(--edge);
  border-radius: var(--radius-small); background: var(--surface);
}
input::placeholder, textarea::placeholder { color: var(--ink-soft); opacity: 1; }
input:focus-visible, textarea:focus-visible, select:focus-visible { outline-offset: -1px; border-color: var(--accent); }
[aria-invalid="true"] { border-color: var(--danger); }
textarea { resize: none; display: block; }
input[type="search"]::-webkit-search-cancel-button { display: none; }

.icon { width: 1.25rem; height: 1.25rem; flex: none; display: block; }
.icon.flips:dir(rtl), :dir(rtl) > .icon.flips { scale: -1 1; }
.brand { width: 2rem; height: 2rem; flex: none; display: block; }
.brand-ground { fill: var(--accent); }
.brand-shape { fill: var(--on-accent); }
.brand-arrow { stroke: var(--accent); }

.face {
  display: inline-grid; place-items: center; flex: none; width: 2.5rem; height: 2.5rem; border-radius: 50%;
  font-size: .875rem; font-weight: 650; letter-spacing: .01em; user-select: none;
  position: relative; background: var(--face); color: var(--face-ink);
}
.face > img { position: absolute; inset: 0; width: 100%; height: 100%; border-radius: 50%; object-fit: cover; background: var(--surface); }
.face.little { width: 1.75rem; height: 1.75rem; font-size: .6875rem; }
.hue-0 { --face: light-dark(#d5ebe4, #17413a); --face-ink: light-dark(#0d5446, #a5e3d5); }
.hue-1 { --face: light-dark(#dfe6f8, #273763); --face-ink: light-dark(#2a4288, #c3d1fb); }
.hue-2 { --face: light-dark(#f6e1d3, #4d2f1a); --face-ink: light-dark(#83400f, #f5cba9); }
.hue-3 { --face: light-dark(#ecdff3, #432852); --face-ink: light-dark(#652e80, #e5c4f5); }
.hue-4 { --face: light-dark(#f8dde2, #521f2d); --face-ink: light-dark(#8c2540, #fac0cc); }
.hue-5 { --face: light-dark(#e8ebc9, #383d13); --face-ink: light-dark(#4c5510, #dde49b); }
.hue-6 { --face: light-dark(#d6eaf3, #143c4e); --face-ink: light-dark(#0f5573, #aedff3); }
.hue-7 { --face: light-dark(#f6e6bd, #453509); --face-ink: light-dark(#6d4c00, #f2d78b); }

.failure { display: grid; justify-items: start; font-size: .8125rem; color: var(--danger); }
.failure p { display: flex; gap: .35rem; text-align: start; }
.failure .icon { width: 1rem; height: 1rem; margin-block-start: .15em; }
.failure button.quiet { min-height: 1.75rem; padding: 0 .5rem; font-size: .8125rem; }

.notice {
  display: flex; align-items: center; gap: .5rem 1rem; flex-wrap: wrap; padding: .65rem .9rem;
  border-radius: var(--radius-small); background: var(--danger-soft); color: var(--danger); font-size: .9375rem;
}
.notice p { flex: 1 1 12rem; }
.notice button { color: inherit; min-height: 2rem; padding-block: .2rem; text-decoration: underline; text-underline-offset: .15em; }

.empty { display: grid; justify-items: center; gap: .5rem; padding: 2.5rem 1.5rem; text-align: center; color: var(--ink-soft); }
.empty h2, .empty h3 { color: var(--ink); font-size: 1.0625rem; }
.empty p { max-width: 26rem; text-wrap: balance; }

.spinner {
  display: inline-block; width: 1.25rem; height: 1.25rem; border-radius: 50%;
  border: 2px solid var(--line); border-top-color: var(--accent); animation: turn .8s linear infinite;
}
@keyframes turn { to { rotate: 1turn; } }
.loading { display: grid; place-items: center; padding: 2rem; }

@media (forced-colors: active) {
  button.main, button.plain, .face { border: 1px solid; }
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after {
    transition: none !important; animation-duration: .01ms !important; animation-iteration-count: 1 !important;
    scroll-behavior: auto !important;
  }
  .spinner { animation-duration: 4s !important; animation-iteration-count: infinite !important; }
}
`);
