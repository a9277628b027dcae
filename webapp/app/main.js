/** The page's entry: defines the custom elements, which do the rest. */
import { HearhearApp } from "./shell/hearhear-app.js";
import { HearhearFace } from "./hearhear-face.js";
import { HearhearBoard } from "./upvote/hearhear-board.js";
import { HearhearDm } from "./dm/hearhear-dm.js";
import { HearhearModeration } from "./moderation/hearhear-moderation.js";
import { HearhearSettings } from "./settings/hearhear-settings.js";

customElements.define("hearhear-face", HearhearFace);
customElements.define("hearhear-dm", HearhearDm);
customElements.define("hearhear-board", HearhearBoard);
customElements.define("hearhear-moderation", HearhearModeration);
customElements.define("hearhear-settings", HearhearSettings);
customElements.define("hearhear-app", HearhearApp);
