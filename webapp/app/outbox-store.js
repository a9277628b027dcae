/**
 * Where an outbox keeps its entries: in IndexedDB, so they outlive the tab, a crash, and signing in
 * again. The tabs of one browser profile share them: what one writes the others show, and one at a
 * time sends.
 *
 * Promised: once `put` is done, the entry is there until it is removed, for every tab; whoever leads
 * is alone in leading. Not promised: that a word to the other tabs arrives; whoever begins to lead
 * loads. Where the browser keeps nothing (some private windows) or has no room left, entries live as
 * long as the page, and `isAnyUnkept` says that there are such.
 *
 * @typedef {import("./outbox.js").Entry} Entry
 * @typedef {object} Watcher what other tabs did
 * @property {(entry: Entry) => void} put it is new, or has changed
 * @property {(key: string, reply: any) => void} removed acknowledged with a reply, or without one
 *   taken back
 * @typedef {object} OutboxStore one endpoint of one account
 * @property {() => Promise<Entry[]>} load in the order written
 * @property {(entry: Entry) => Promise<void>} put behind all others; rejected where there is no room
 * @property {(entry: Entry) => void} show tells the other tabs how it is with an entry
 * @property {(key: string, reply?: any) => Promise<void>} remove
 * @property {(watcher: Watcher) => void} watch once, before anything else
 * @property {(begin: () => void) => () => void} lead calls `begin` when this tab is the one to send;
 *   what it returns ends that
 * @property {() => void} close
 */
import { installation } from "./addresses.js";

/** Another installation has another one. */
const NAME = `hearhear ${installation}`;
const VERSION = 1;
const UNSENT = "unsent";

/** @type {Promise<IDBDatabase|null>|undefined} null: this browser keeps nothing */
let opening;
/** Entries that the browser does not keep. @type {Map<string, {scope: string, entry: Entry}>} */
const memory = new Map();

/** @param {string} endpoint @param {string} account @returns {OutboxStore} */
export function outboxStore(endpoint, account) {
  const scope = scopeOf(endpoint, account);
  const name = `${NAME} ${scope}`;
  const channel = new BroadcastChannel(name);
  let isClosed = false;
  // What was under way when it was closed may still come to an end.
  const tell = (/** @type {object} */ news) => isClosed || channel.postMessage(news);
  return {
    load: () => load(scope),
    put: async entry => {
      await put(scope, entry);
      tell({ put: plain(entry) });
    },
    show: entry => void tell({ put: plain(entry) }),
    remove: async (key, reply) => {
      tell({ removed: key, reply });
      await remove(key);
    },
    watch: ({ put, removed }) => {
      channel.onmessage = ({ data }) => {
        if (data.put) put(data.put);
        else removed(data.removed, data.reply);
      };
    },
    lead: begin => lead(name, begin),
    close: () => {
      isClosed = true;
      channel.close();
    },
  };
}

/** Whether anything is unsent that does not outlive this page. */
export function isAnyUnkept() {
  return memory.size > 0;
}

/** How much of an account is unsent, in all its outboxes. @param {string} account */
export async function unsentCount(account) {
  const counts = await Promise.all(scopesOf(account).map(async scope => (await load(scope)).length));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Forgets what an account has not sent. @param {string} account */
export async function forgetUnsent(account) {
  for (const scope of scopesOf(account)) {
    for (const { key } of await load(scope)) await remove(key);
  }
}

/** @param {string} endpoint @param {string} account */
function scopeOf(endpoint, account) {
  return `${endpoint}/${account}`;
}

/** @param {string} account */
function scopesOf(account) {
  return ["dm", "upvote"].map(endpoint => scopeOf(endpoint, account));
}

/** @param {Entry} entry as it can be stored and sent to other tabs */
function plain({ refusal, ...rest }) {
  return refusal
    ? {
        ...rest,
        refusal: { code: refusal.code, message: refusal.message, retryAfter: refusal.retryAfter },
      }
    : rest;
}

/** @param {string} scope @returns {Promise<Entry[]>} */
async function load(scope) {
  const stored = await inStore("readonly", store => store.index("scope").getAll(scope));
  const unkept = [...memory.values()].filter(each => each.scope === scope);
  return [...(stored ?? []), ...unkept].map((/** @type {{entry: Entry}} */ { entry }) => entry);
}

/** @param {string} scope @param {Entry} entry */
async function put(scope, entry) {
  const kept = { scope, key: entry.key, entry: plain(entry) };
  // Until it is in the store it is here, at the end too.
  memory.delete(entry.key);
  memory.set(entry.key, { scope, entry: /** @type {any} */ (kept.entry) });
  // Taken out first, so that what is there already moves to the end.
  const done = await inStore("readwrite", store => {
    const found = store.index("key").getKey(entry.key);
    found.onsuccess = () => {
      if (found.result !== undefined) store.delete(found.result);
      store.add(kept);
    };
    return found;
  });
  if (done !== NOT_KEPT) memory.delete(entry.key);
}

/** @param {string} key */
async function remove(key) {
  memory.delete(key);
  await inStore("readwrite", store => {
    const found = store.index("key").getKey(key);
    found.onsuccess = () => {
      if (found.result !== undefined) store.delete(found.result);
    };
    return found;
  });
}

/** What is returned where nothing is kept; falsy, as no result of a request is. */
const NOT_KEPT = null;

/**
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} action
 * @returns {Promise<any>} the request's result, when the transaction is done
 */
async function inStore(mode, action) {
  const open = await database();
  if (!open) return NOT_KEPT;
  return new Promise((resolve, reject) => {
    const transaction = open.transaction(UNSENT, mode);
    const request = action(transaction.objectStore(UNSENT));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

function database() {
  return (opening ??= openDatabase());
}

/** @returns {Promise<IDBDatabase|null>} */
function openDatabase() {
  return new Promise(resolve => {
    const nothing = (/** @type {unknown} */ why) => {
      console.warn("What is unsent will not outlive this page:", why);
      resolve(null);
    };
    try {
      const request = indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => {
        const store = request.result.createObjectStore(UNSENT, { autoIncrement: true });
        store.createIndex("scope", "scope");
        store.createIndex("key", "key", { unique: true });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => nothing(request.error);
    } catch (error) {
      nothing(error);
    }
  });
}

/** @param {string} name @param {() => void} begin */
function lead(name, begin) {
  const waiting = new AbortController();
  let end = () => {};
  navigator.locks
    .request(name, { signal: waiting.signal }, () => {
      begin();
      return new Promise(resolve => (end = () => resolve(undefined)));
    })
    .catch(error => {
      if (error.name !== "AbortError") throw error;
    });
  return () => {
    waiting.abort();
    end();
  };
}
