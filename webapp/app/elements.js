/**
 * The elements for a page of one's own, by one script tag:
 * `<script type="module" src="https://…/app/elements.js"></script>`
 *
 * It defines <hearhear-dm>, <hearhear-board> and <hearhear-upvote>, and gives what a page may want
 * besides: the language, and signing out.
 */
import { HearhearFace } from "./hearhear-face.js";
import { HearhearDm } from "./dm/hearhear-dm.js";
import { HearhearBoard } from "./upvote/hearhear-board.js";
import { HearhearUpvote } from "./upvote/hearhear-upvote.js";

export { signOut } from "./http.js";
export { setLanguage } from "./texts.js";

customElements.define("hearhear-face", HearhearFace);
customElements.define("hearhear-dm", HearhearDm);
customElements.define("hearhear-board", HearhearBoard);
customElements.define("hearhear-upvote", HearhearUpvote);
