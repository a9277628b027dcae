/**
 * The page's entry: defines the custom elements, which do the rest. The frame of the page comes first,
 * then what the address asks for, then what one may look at later.
 */
import { HearhearApp } from "./shell/hearhear-app.js";
import { routeOf } from "./shell/route.js";

const TRY_AGAIN_MS = 5_000;

const messages = async () =>
  customElements.define("hearhear-dm", (await import("./dm/hearhear-dm.js")).HearhearDm);
const board = async () =>
  customElements.define("hearhear-board", (await import("./upvote/hearhear-board.js")).HearhearBoard);

/** @param {() => Promise<void>} define loads a module; without a network it is tried again */
async function surely(define) {
  try {
    await define();
  } catch (error) {
    console.error(error);
    setTimeout(() => surely(define), TRY_AGAIN_MS);
  }
}

customElements.define("hearhear-app", HearhearApp);
const isBoard = routeOf(location.hash).view === "board";
const [first, second] = isBoard ? [board, messages] : [messages, board];
await surely(first);
await surely(second);
