/**
 * The page's entry: defines the custom elements, which do the rest. The frame of the page comes first,
 * then what the address asks for, then what one may look at later.
 */
import { HearhearFace } from "./hearhear-face.js";
import { HearhearApp } from "./shell/hearhear-app.js";
import { routeOf } from "./shell/route.js";
import { loadElement } from "./shell/views.js";
import { tokens } from "./tokens.js";

document.adoptedStyleSheets.push(tokens);
customElements.define("hearhear-face", HearhearFace);
customElements.define("hearhear-app", HearhearApp);
const isBoard = routeOf(location.hash).view === "board";
const [first, second] = isBoard ? ["hearhear-board", "hearhear-dm"] : ["hearhear-dm", "hearhear-board"];
await loadElement(first);
await loadElement(second);
