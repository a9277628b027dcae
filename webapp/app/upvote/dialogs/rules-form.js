/**
 * Between the rules of a board and the fields of a form: pure. Times in a form are local and without
 * an offset; states are lines, and a closed one is marked at its end.
 */
const CLOSED_MARK = /\s*\[closed\]\s*$/i;
const WHO = /** @type {const} */ (["mayPost", "mayVote", "voters"]);
const FLAGS = /** @type {const} */ (["downvotes", "selfVotes", "foreignItems"]);

/** What a new board has, unless it is said otherwise. */
export const USUAL = {
  title: "",
  description: "",
  mayPost: "everyone",
  mayVote: "everyone",
  voters: "nobody",
  downvotes: false,
  selfVotes: false,
  foreignItems: false,
  states: [
    { name: "open" },
    { name: "planned" },
    { name: "started" },
    { name: "done", closed: true },
    { name: "declined", closed: true },
  ],
};

/**
 * @param {any} rules
 * @returns {Record<string, string|boolean>}
 */
export function fieldsOf(rules) {
  return {
    ...Object.fromEntries(
      ["title", "description", ...WHO, ...FLAGS].map(name => [name, rules[name]]),
    ),
    budget: rules.budget === undefined ? "" : String(rules.budget),
    opensAt: localTime(rules.opensAt),
    closesAt: localTime(rules.closesAt),
    states: (rules.states ?? []).map(lineOf).join("\n"),
  };
}

/**
 * @param {Record<string, string|boolean>} fields
 * @param {Record<string, string|boolean>} before what is as it was before is not said
 * @returns {any} fields of `create` or `change`
 */
export function commandOf(fields, before) {
  /** @type {any} */
  const command = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === before[name]) continue;
    if (name === "budget") command.budget = value === "" ? null : Number(value);
    else if (name === "opensAt" || name === "closesAt") command[name] = absoluteTime(String(value));
    else if (name === "states") command.states = statesOf(String(value));
    else command[name] = typeof value === "string" ? value.trim() : value;
  }
  return command;
}

/** @param {string} lines */
function statesOf(lines) {
  return lines
    .split("\n")
    .map(line => line.trim())
    .filter(Boolean)
    .map(line =>
      CLOSED_MARK.test(line)
        ? { name: line.replace(CLOSED_MARK, ""), closed: true }
        : { name: line },
    );
}

/** @param {{name: string, closed?: boolean}} state */
function lineOf({ name, closed }) {
  return closed ? `${name} [closed]` : name;
}

/** As a field of the type datetime-local has it. @param {string} [time] */
function localTime(time) {
  if (!time) return "";
  const at = new Date(time);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** @param {string} local @returns {string|null} */
function absoluteTime(local) {
  return local ? new Date(local).toISOString() : null;
}
