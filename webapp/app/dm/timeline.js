/**
 * Turns messages into the rows of a conversation view: day separators, runs of one person's
 * messages that are drawn together, and whether mine have been delivered. Pure; times decide where
 * a separator stands, never the order.
 *
 * @typedef {import("./messages.js").Message} Message
 * @typedef {import("../outbox.js").Entry} Entry
 * @typedef {{kind: "day", id: string, at: number}} DayRow
 * @typedef {{kind: "message", id: string, own: boolean, from: string, text: string, at: number,
 *   starts: boolean, ends: boolean, delivered?: boolean, entry?: Entry}} MessageRow delivered is
 *   there for what is mine and stored
 */

/** Messages of one person further apart than this start a new run. */
const RUN_BREAK_MS = 10 * 60_000;

/**
 * @param {Message[]} messages
 * @param {Entry[]} unsent of this conversation, in the order written
 * @param {string} me
 * @param {number} [delivered] the other person has everything up to this seq
 * @returns {(DayRow|MessageRow)[]}
 */
export function timeline(messages, unsent, me, delivered = 0) {
  /** @type {MessageRow[]} */
  const rows = messages.map(({ seq, from, text, at, key }) => {
    const own = from === me;
    const shown = row(`m${own ? key : seq}`, from, own, text, Date.parse(at));
    return own ? { ...shown, delivered: seq <= delivered } : shown;
  });
  for (const entry of unsent) {
    rows.push({ ...row(`m${entry.key}`, me, true, entry.command.text, entry.writtenAt), entry });
  }
  return withDays(markRuns(rows));
}

/**
 * @param {string} id
 * @param {string} from
 * @param {boolean} own
 * @param {string} text
 * @param {number} at
 * @returns {MessageRow}
 */
function row(id, from, own, text, at) {
  return { kind: "message", id, own, from, text, at, starts: true, ends: true };
}

/** @param {MessageRow[]} rows */
function markRuns(rows) {
  for (let i = 1; i < rows.length; i++) {
    const [before, here] = [rows[i - 1], rows[i]];
    const joined =
      before.from === here.from &&
      here.at - before.at < RUN_BREAK_MS &&
      isSameDay(before.at, here.at) &&
      before.entry?.state !== "failed";
    here.starts = before.ends = !joined;
  }
  return rows;
}

/** @param {MessageRow[]} rows @returns {(DayRow|MessageRow)[]} */
function withDays(rows) {
  return rows.flatMap((row, i) =>
    i > 0 && isSameDay(rows[i - 1].at, row.at)
      ? [row]
      : [/** @type {DayRow} */ ({ kind: "day", id: `d${row.id}`, at: row.at }), row],
  );
}

/** @param {number} a @param {number} b */
export function isSameDay(a, b) {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
