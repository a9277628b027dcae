/**
 * Turns messages into the rows of a conversation view: day separators, the line above what is new,
 * runs of one person's messages that are drawn together, and how far mine have got. Pure; times
 * decide where a separator stands, never the order.
 *
 * @typedef {import("./messages.js").Message} Message
 * @typedef {import("../outbox.js").Entry} Entry
 * @typedef {{kind: "day", id: string, at: number}} DayRow
 * @typedef {{kind: "new", id: string}} NewRow
 * @typedef {object} MessageRow
 * @property {"message"} kind
 * @property {string} id
 * @property {boolean} own
 * @property {string} from
 * @property {number} at
 * @property {Message} message of what is unsent, with the seq 0
 * @property {boolean} starts the first of its run
 * @property {boolean} ends the last of its run
 * @property {import("./marks.js").Receipt} [receipt] of what is mine and stored
 * @property {Entry} [entry] of what is unsent
 */

/** Messages of one person further apart than this start a new run. */
const RUN_BREAK_MS = 10 * 60_000;

/**
 * @param {object} conversation
 * @param {Message[]} conversation.messages
 * @param {Entry[]} [conversation.unsent] in the order written
 * @param {string} conversation.me
 * @param {(seq: number) => import("./marks.js").Receipt} [conversation.receipt]
 * @param {number} [conversation.readTo] what others wrote behind it is new; undefined draws no line
 * @returns {(DayRow|NewRow|MessageRow)[]}
 */
export function timeline({ messages, unsent = [], me, receipt = () => "sent", readTo }) {
  /** @type {MessageRow[]} */
  const rows = messages.map(message => {
    const own = message.from === me;
    const shown = row(`m${own ? message.key : message.seq}`, me, message);
    return own && !message.deleted ? { ...shown, receipt: receipt(message.seq) } : shown;
  });
  for (const entry of unsent) {
    if (entry.command.type === "send")
      rows.push({ ...row(`m${entry.key}`, me, unsentMessage(entry, me)), entry });
  }
  const firstNew = readTo === undefined ? undefined : rows.find(each => isNew(each, readTo));
  return withLines(markRuns(rows, firstNew), firstNew);
}

/** @param {string} id @param {string} me @param {Message} message @returns {MessageRow} */
function row(id, me, message) {
  const { from, at } = message;
  return {
    ...{ kind: "message", id, own: from === me, from, at: Date.parse(at) },
    ...{ message, starts: true, ends: true },
  };
}

/** @param {Entry} entry @param {string} me @returns {Message} */
function unsentMessage({ command, key, writtenAt }, me) {
  const { text = "", replyTo } = command;
  return { seq: 0, from: me, text, at: new Date(writtenAt).toISOString(), key, replyTo };
}

/** @param {MessageRow} row @param {number} readTo */
function isNew({ own, message }, readTo) {
  return !own && !message.deleted && message.seq > readTo;
}

/** @param {MessageRow[]} rows @param {MessageRow} [firstNew] */
function markRuns(rows, firstNew) {
  for (let i = 1; i < rows.length; i++) {
    const [before, here] = [rows[i - 1], rows[i]];
    const joined =
      before.from === here.from &&
      here !== firstNew &&
      here.at - before.at < RUN_BREAK_MS &&
      isSameDay(before.at, here.at) &&
      before.entry?.state !== "failed";
    here.starts = before.ends = !joined;
  }
  return rows;
}

/** @param {MessageRow[]} rows @param {MessageRow} [firstNew] @returns {(DayRow|NewRow|MessageRow)[]} */
function withLines(rows, firstNew) {
  return rows.flatMap((row, i) => [
    .../** @type {DayRow[]} */ (
      i > 0 && isSameDay(rows[i - 1].at, row.at)
        ? []
        : [{ kind: "day", id: `d${row.id}`, at: row.at }]
    ),
    .../** @type {NewRow[]} */ (row === firstNew ? [{ kind: "new", id: "new" }] : []),
    row,
  ]);
}

/** @param {number} a @param {number} b */
export function isSameDay(a, b) {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
