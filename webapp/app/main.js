/** The page's entry: defines the custom elements, which do the rest. */
import "./elements.js";
import { HearhearApp } from "./shell/hearhear-app.js";

customElements.define("hearhear-app", HearhearApp);
