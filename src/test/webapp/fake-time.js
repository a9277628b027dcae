/**
 * A clock that goes only when told, in place of the page's: for timers and `Date.now()`. Between two
 * timers, promises that are settled are acted upon.
 */
import { settled } from "./expect.js";

/** @param {(time: {pass: (ms: number) => Promise<void>, now: () => number}) => Promise<void>} test */
export async function withFakeTime(test) {
  const { setTimeout, clearTimeout } = globalThis;
  const dateNow = Date.now;
  const timers = new Map();
  let now = 1_000_000;
  let last = 0;
  Object.assign(globalThis, {
    setTimeout: (action, delay = 0) => (timers.set(++last, { action, at: now + delay }), last),
    clearTimeout: id => void timers.delete(id),
  });
  Date.now = () => now;

  const pass = async ms => {
    const end = now + ms;
    await settled();
    for (;;) {
      const [id, next] = [...timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (!next || next.at > end) break;
      timers.delete(id);
      now = Math.max(now, next.at);
      next.action();
      await settled();
    }
    now = end;
  };
  try {
    await test({ pass, now: () => now });
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout });
    Date.now = dateNow;
  }
}
