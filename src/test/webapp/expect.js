/** The few assertions that the module tests need; they throw, and know no test framework. */

/** @param {unknown} actual @param {unknown} expected @param {string} [what] */
export function same(actual, expected, what = "value") {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, but it is ${a}`);
}

/** @param {unknown} condition @param {string} what */
export function holds(condition, what) {
  if (!condition) throw new Error(`does not hold: ${what}`);
}

/** Lets promises that are settled be acted upon. */
export async function settled() {
  for (let i = 0; i < 20; i++) await null;
}
