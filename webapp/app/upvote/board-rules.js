/**
 * What a board's rules allow, and when: pure. The server decides; this is for not offering what it
 * would refuse, and for saying why.
 *
 * @typedef {"nobody"|"moderators"|"everyone"} Who
 * @typedef {{name: string, closed?: boolean}} State
 * @typedef {{id: string, edition: number, title: string, description: string, closed?: boolean,
 *   opensAt?: string, closesAt?: string, mayPost?: Who, mayVote?: Who, voters?: Who, budget?: number,
 *   downvotes?: boolean, selfVotes?: boolean, foreignItems?: boolean, states?: State[]}} Rules
 * @typedef {{id?: string, role?: string}} Viewer
 */
export const NEWEST = "new";

/** @param {Viewer} viewer */
export function isModerator({ role }) {
  return role === "moderator" || role === "administrator";
}

/** @param {Who|undefined} who @param {Viewer} viewer */
function includes(who = "everyone", viewer) {
  return who === "everyone" || (who === "moderators" && isModerator(viewer));
}

/** Without downvotes the best are the top ones. @param {Rules} rules */
export function ordersOf({ downvotes }) {
  return [NEWEST, "top", "hot", ...(downvotes ? ["best"] : []), "active"];
}

/**
 * @param {Rules} rules
 * @param {number} now
 * @returns {"open"|"closed"|"early"|"late"} closed is by hand, the last two are by time
 */
export function openingOf({ closed, opensAt, closesAt }, now) {
  if (closed) return "closed";
  if (opensAt && now < Date.parse(opensAt)) return "early";
  if (closesAt && now >= Date.parse(closesAt)) return "late";
  return "open";
}

/**
 * When the board opens or closes by time next; no event tells of it.
 * @param {Rules} rules
 * @param {number} now
 * @returns {number|undefined}
 */
export function nextTurn({ opensAt, closesAt }, now) {
  const times = [opensAt, closesAt].flatMap(time => (time ? Date.parse(time) : []));
  return times.filter(time => time > now).sort((a, b) => a - b)[0];
}

/**
 * @param {Rules} rules
 * @param {Viewer} viewer
 * @param {number} now
 * @returns {""|"closed"|"early"|"late"|"nobody"|"moderators"} why one may not post; empty if one may
 */
export function whyNoPost(rules, viewer, now) {
  return whyNot(rules, rules.mayPost, viewer, now);
}

/**
 * @param {Rules} rules
 * @param {Viewer} viewer
 * @param {number} now
 * @returns {""|"closed"|"early"|"late"|"nobody"|"moderators"} why one may vote on nothing here
 */
export function whyNoVotes(rules, viewer, now) {
  return whyNot(rules, rules.mayVote, viewer, now);
}

/** @param {Rules} rules @param {Who|undefined} who @param {Viewer} viewer @param {number} now */
function whyNot(rules, who, viewer, now) {
  const opening = openingOf(rules, now);
  if (opening !== "open") return opening;
  return includes(who, viewer) ? "" : who === "nobody" ? "nobody" : "moderators";
}

/**
 * @param {Rules} rules
 * @param {import("./board.js").Item} item
 * @param {Viewer} viewer
 * @returns {""|"state"|"own"|"merged"|"hidden"} why one may not vote on this one
 */
export function whyNoVote(rules, item, viewer) {
  if (item.gone) return item.gone === "merged" ? "merged" : "hidden";
  if (isClosedState(rules, item.state)) return "state";
  return rules.selfVotes === false && isOwn(item, viewer) ? "own" : "";
}

/** @param {{author?: {id: string}}} item @param {Viewer} viewer */
export function isOwn({ author }, viewer) {
  return author !== undefined && author.id === viewer.id;
}

/** @param {Rules} rules @param {string} state */
export function isClosedState({ states = [] }, state) {
  return states.some(({ name, closed }) => name === state && closed === true);
}

/** What new items are in needs no telling. @param {Rules} rules @param {string|undefined} state */
export function isFirstState({ states = [] }, state) {
  return !state || states[0]?.name === state;
}

/** @param {Rules} rules @param {Viewer} viewer */
export function seesVoters(rules, viewer) {
  return includes(rules.voters ?? "nobody", viewer);
}

/**
 * @param {Rules} rules
 * @param {import("./board.js").Item} item
 * @param {Viewer} viewer
 * @param {number} now
 */
export function mayEdit(rules, item, viewer, now) {
  if (item.gone === "withdrawn" || item.gone === "merged") return false;
  return isModerator(viewer) || mayWithdraw(rules, item, viewer, now);
}

/**
 * @param {Rules} rules
 * @param {import("./board.js").Item} item
 * @param {Viewer} viewer
 * @param {number} now
 */
export function mayWithdraw(rules, item, viewer, now) {
  return !item.gone && isOwn(item, viewer) && openingOf(rules, now) === "open";
}
