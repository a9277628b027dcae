/** Puts an element into the page that stands in a large world. */
import { HearhearBoard } from "../../../../webapp/app/upvote/hearhear-board.js";
import { HearhearDm } from "../../../../webapp/app/dm/hearhear-dm.js";
import { LargeWorld, ben, me } from "./world.js";

/** Until the next frame; what was drawn has its place then. @returns {Promise<number>} */
export const frame = () => new Promise(requestAnimationFrame);

/**
 * @param {() => boolean|undefined|null} condition
 * @param {string} what
 */
export async function until(condition, what) {
  for (let tries = 0; tries < 600; tries++) {
    if (condition()) return;
    await frame();
  }
  throw new Error(`never: ${what}`);
}

/** @param {{messages?: number, unread?: number, imageEvery?: number}} size */
export async function openConversation(size) {
  const world = new LargeWorld(size);
  world.install();
  if (!customElements.get("hearhear-dm")) customElements.define("hearhear-dm", HearhearDm);
  const dm = new HearhearDm();
  dm.account = me;
  document.body.replaceChildren(dm);
  await until(() => dm.messages.conversations.loaded, "the list");
  dm.openPerson(ben);
  await until(() => dm.find(".message"), "a message");
  await frame();
  return { world, dm, box: dm.find(".scroll") };
}

/** @param {{items: number}} size */
export async function openBoard(size) {
  const world = new LargeWorld(size);
  world.install();
  if (!customElements.get("hearhear-board"))
    customElements.define("hearhear-board", HearhearBoard);
  const board = new HearhearBoard();
  board.account = me;
  document.body.replaceChildren(board);
  await until(() => board.find(".item"), "an item");
  return { world, board, box: board.find(".scroll") };
}

