/**
 * Messages as they will be once what one did to them is acknowledged: edits, deletions and
 * reactions that are still in the outbox are seen at once. Pure.
 *
 * @typedef {import("./messages.js").Message} Message
 * @typedef {import("../outbox.js").Entry} Entry
 */
import { withReaction } from "./acknowledged.js";

/**
 * @param {Message[]} messages
 * @param {Entry[]} entries of their conversation
 * @param {string} me
 * @returns {{messages: Message[], changes: Map<number, Entry[]>}} changes: what is unsent, by seq
 */
export function withUnsent(messages, entries, me) {
  /** @type {Map<number, Entry[]>} */
  const changes = new Map();
  for (const entry of entries) {
    const { type, seq } = entry.command;
    if (!["edit", "delete", "react"].includes(type)) continue;
    changes.set(seq, [...(changes.get(seq) ?? []), entry]);
  }
  if (!changes.size) return { messages, changes };
  const shown = messages.map(message =>
    (changes.get(message.seq) ?? [])
      .filter(({ state }) => state !== "failed")
      .reduce((changed, { command }) => change(changed, command, me), message),
  );
  return { messages: shown, changes };
}

/** @param {Message} message @param {any} command @param {string} me @returns {Message} */
function change(message, command, me) {
  if (message.deleted) return message;
  if (command.type === "edit") return { ...message, text: command.text };
  if (command.type === "delete") {
    const { seq, from, at, key } = message;
    return { seq, from, at, key, text: "", deleted: true };
  }
  const reactions = withReaction(message.reactions ?? [], me, command.emoji, command.on);
  return { ...message, reactions };
}
