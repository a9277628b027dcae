/**
 * Where an outbox keeps its entries, one store for each endpoint and account. This one is the
 * page's memory: it outlives signing out and in again, and not the page.
 *
 * @typedef {import("./outbox.js").Entry} Entry
 * @typedef {object} OutboxStore
 * @property {() => Promise<Entry[]>} load in the order written
 * @property {(entry: Entry) => Promise<void>} put
 * @property {(key: string) => Promise<void>} remove
 */

/** @type {Map<string, Map<string, Entry>>} */
const scopes = new Map();

/** @param {string} endpoint @param {string} account @returns {OutboxStore} */
export function outboxStore(endpoint, account) {
  const scope = `${endpoint}/${account}`;
  const entries = scopes.get(scope) ?? new Map();
  scopes.set(scope, entries);
  return {
    load: async () => [...entries.values()].map(entry => ({ ...entry })),
    put: async entry => {
      // Deleted first, so that a repeated entry moves to the end as it does in its lane.
      entries.delete(entry.key);
      entries.set(entry.key, entry);
    },
    remove: async key => void entries.delete(key),
  };
}

/** How much of an account is unsent, in all its outboxes. @param {string} account */
export function unsentCount(account) {
  let count = 0;
  for (const [scope, entries] of scopes) if (scope.endsWith(`/${account}`)) count += entries.size;
  return count;
}

/** Forgets what an account has not sent. @param {string} account */
export function forgetUnsent(account) {
  for (const [scope, entries] of scopes) if (scope.endsWith(`/${account}`)) entries.clear();
}
