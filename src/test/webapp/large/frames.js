/**
 * Measures how smooth the page is in a large world: how long frames take while one scrolls, types
 * and is told things, and what is in memory. Run by `src/test/frames`, in a page of its own.
 *
 * @typedef {{name: string, frames: number, p50: number, p95: number, max: number, long: number,
 *   elements: number, heapMiB: number}} Row times between frames in milliseconds; `long` counts tasks
 *   of more than 50 ms
 */
import { frame, openBoard, openConversation } from "./opening.js";

/** @param {number} ms */
const pause = ms => new Promise(go => setTimeout(go, ms));

/** Times every frame while something is done. @param {string} name @param {any} root @param {() => Promise<void>} action @returns {Promise<Row>} */
async function timed(name, root, action) {
  /** @type {number[]} */
  const frames = [];
  let long = 0;
  const observer = new PerformanceObserver(list => (long += list.getEntries().length));
  observer.observe({ type: "longtask" });
  let last = performance.now();
  let isOver = false;
  const tick = (/** @type {number} */ now) => {
    frames.push(now - last);
    last = now;
    if (!isOver) requestAnimationFrame(tick);
  };
  await frame();
  last = performance.now();
  requestAnimationFrame(tick);
  await action();
  isOver = true;
  await pause(100);
  observer.disconnect();
  frames.sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => round(frames[Math.floor((frames.length - 1) * part)]);
  return {
    ...{ name, frames: frames.length, p50: at(0.5), p95: at(0.95), max: at(1), long },
    ...{ elements: root.querySelectorAll("*").length, heapMiB: heap() },
  };
}

/** @param {number} value */
const round = value => Math.round(value * 10) / 10;

function heap() {
  /** @type {any} */ (globalThis).gc?.();
  return round((/** @type {any} */ (performance).memory?.usedJSHeapSize ?? 0) / 1_048_576);
}

/** @param {{messages?: number, scrolled?: number}} [options] @returns {Promise<Row[]>} */
export async function conversation({ messages = 10_000, scrolled = messages } = {}) {
  const { world, dm, box } = await openConversation({ messages });
  const rows = [];
  /** @returns {number} */
  const first = () => dm.messages.opened.messages?.first ?? 0;
  const type = async () => {
    const field = dm.find(".composer textarea");
    for (let i = 0; i < 60; i++) {
      field.value += "a";
      field.dispatchEvent(new Event("input"));
      await frame();
    }
  };
  const receive = async () => {
    for (let i = 0; i < 60; i++) {
      world.type();
      world.arrive();
      await frame();
    }
  };
  rows.push(await timed("at the end: 60 keystrokes", dm.root, type));
  rows.push(await timed("at the end: 60 messages come in", dm.root, receive));
  rows.push(
    await timed(`scroll up through ${scrolled} messages`, dm.root, async () => {
      while (first() > Math.max(1, messages - scrolled)) {
        box.scrollTop -= 300;
        await frame();
      }
    }),
  );
  rows.push(await timed("up there: 60 keystrokes", dm.root, type));
  rows.push(await timed("up there: 60 messages come in", dm.root, receive));
  rows.push(
    await timed("jump into the middle and back, 10 times", dm.root, async () => {
      for (let i = 0; i < 10; i++) {
        await dm.reading.goTo(Math.floor(messages / 2) + i * 300);
        await frame();
        await dm.reading.toEnd();
        await frame();
      }
    }),
  );
  return rows;
}

/** @param {{items?: number}} [options] @returns {Promise<Row[]>} */
export async function board({ items = 1000 } = {}) {
  const { world, board: element, box } = await openBoard({ items });
  const rows = [];
  rows.push(
    await timed(`load ${items} items by scrolling`, element.root, async () => {
      while (element.upvotes.board?.more) {
        box.scrollTop = box.scrollHeight;
        await frame();
      }
    }),
  );
  rows.push(
    await timed("30 frames of 50 tallies in 3 s", element.root, async () => {
      for (let i = 0; i < 30; i++) {
        world.vote(50);
        await pause(100);
      }
    }),
  );
  rows.push(
    await timed("scroll up under tallies", element.root, async () => {
      for (let i = 0; box.scrollTop > 0; i++) {
        box.scrollTop -= 600;
        if (i % 6 === 0) world.vote(50);
        await frame();
      }
    }),
  );
  rows.push(
    await timed("60 keystrokes in a new idea", element.root, async () => {
      element.write();
      await frame();
      const field = element.find("input[name=title]");
      for (let i = 0; i < 60; i++) {
        field.value += "a";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        await frame();
      }
    }),
  );
  return rows;
}
