/**
 * The reads behind direct messages: from the server's pages into the pure state, as often as it
 * takes. They keep nothing; a refusal is thrown.
 *
 * @typedef {import("./conversations.js").Conversations} Conversations
 * @typedef {import("./messages.js").Messages} Messages
 * @typedef {(command: object) => Promise<any>} Ask
 * @typedef {(which: {conversation: string, before?: number, after?: number, around?: number}) =>
 *   Promise<any>} History reads one page, and takes up the marks that come with it
 */
export const PAGE = 50;
const PAGES_SEARCHED_MAX = 40;

/** @param {Ask} ask @param {Conversations} conversations */
export async function loadConversations(ask, conversations) {
  conversations.applyNewest(await ask({ type: "conversations", limit: PAGE }));
}

/**
 * @param {History} history
 * @param {string} id
 * @param {Messages} messages
 * @param {() => void} changed
 */
export async function loadNewest(history, id, messages, changed) {
  const since = messages.changes;
  messages.applyNewest(await history({ conversation: id }), since);
  changed();
  await closeGap(history, id, messages, changed);
}

/**
 * @param {History} history
 * @param {string} id
 * @param {Messages} messages
 * @param {() => void} changed
 */
export async function closeGap(history, id, messages, changed) {
  while (messages.hasGap) {
    const last = messages.last;
    await loadNewer(history, id, messages);
    changed();
    if (messages.last === last) return;
  }
}

/** @param {History} history @param {string} id @param {Messages} messages */
export async function loadOlder(history, id, messages) {
  const since = messages.changes;
  messages.applyOlder(await history({ conversation: id, before: messages.first }), since);
}

/** @param {History} history @param {string} id @param {Messages} messages */
export async function loadNewer(history, id, messages) {
  const since = messages.changes;
  messages.applyNewer(await history({ conversation: id, after: messages.last }), since);
}

/** @param {History} history @param {string} id @param {Messages} messages @param {number} seq */
export async function loadAround(history, id, messages, seq) {
  const since = messages.changes;
  messages.applyAround(await history({ conversation: id, around: seq }), since);
}

/** @param {Ask} ask @param {Conversations} conversations */
export async function loadMoreConversations(ask, conversations) {
  const before = conversations.next;
  conversations.applyOlder(await ask({ type: "conversations", before, limit: PAGE }));
}

/**
 * Only the list says which conversation is with whom, so it is read on until the person turns up.
 * @param {Ask} ask
 * @param {Conversations} conversations
 * @param {string} person
 * @returns {Promise<string|undefined>} its id; undefined when there is none yet
 */
export async function findConversation(ask, conversations, person) {
  for (let pages = 0; pages < PAGES_SEARCHED_MAX; pages++) {
    if (conversations.findWith(person) || !conversations.next) break;
    await loadMoreConversations(ask, conversations);
  }
  return conversations.findWith(person)?.id;
}
