/** The elements of the page's views: each is loaded once, when it is first wanted. */

const TRY_AGAIN_MS = 5_000;

/** @type {Record<string, () => Promise<CustomElementConstructor>>} */
const MODULES = {
  "hearhear-dm": async () => (await import("../dm/hearhear-dm.js")).HearhearDm,
  "hearhear-board": async () => (await import("../upvote/hearhear-board.js")).HearhearBoard,
  "hearhear-settings": async () => (await import("../settings/hearhear-settings.js")).HearhearSettings,
  "hearhear-moderation": async () =>
    (await import("../moderation/hearhear-moderation.js")).HearhearModeration,
};

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/** @param {string} name */
export function isLoaded(name) {
  return customElements.get(name) !== undefined;
}

/**
 * Defines an element; without a network it is tried again until it can be.
 * @param {string} name
 */
export function loadElement(name) {
  const known = loading.get(name);
  if (known) return known;
  const load = define(name);
  loading.set(name, load);
  return load;
}

/** @param {string} name */
async function define(name) {
  for (;;) {
    try {
      customElements.define(name, await MODULES[name]());
      return;
    } catch (error) {
      console.error(error);
      await new Promise(go => setTimeout(go, TRY_AGAIN_MS));
    }
  }
}
