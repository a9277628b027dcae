/** The one door to lit-html, so that its address and version are written once. */
export { html, nothing, render, svg } from "../webjars/lit-html/3.3.1/lit-html.js";
export { guard } from "../webjars/lit-html/3.3.1/directives/guard.js";
export { live } from "../webjars/lit-html/3.3.1/directives/live.js";
export { repeat } from "../webjars/lit-html/3.3.1/directives/repeat.js";
