/** The page's entry: defines the custom elements, which do the rest. */
import "./elements.js";
import { HearhearModeration } from "./moderation/hearhear-moderation.js";
import { HearhearSettings } from "./settings/hearhear-settings.js";
import { HearhearApp } from "./shell/hearhear-app.js";
import { tokens } from "./tokens.js";

document.adoptedStyleSheets.push(tokens);
customElements.define("hearhear-moderation", HearhearModeration);
customElements.define("hearhear-settings", HearhearSettings);
customElements.define("hearhear-app", HearhearApp);
