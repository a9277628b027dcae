/** Draws what could not be done beside writing, why, and what one can do. */
import { nothing, repeat } from "../lit.js";
import { failure } from "../pieces.js";
import { text } from "../texts.js";

const SHOWN_AT_THE_MESSAGE = ["send", "edit", "delete", "react"];

/** @param {import("../outbox.js").Outbox} outbox @param {import("../outbox.js").Entry[]} entries */
export function failedDeeds(outbox, entries) {
  const failed = entries.filter(
    ({ state, command }) => state === "failed" && !SHOWN_AT_THE_MESSAGE.includes(command.type),
  );
  if (!failed.length) return nothing;
  return repeat(
    failed,
    ({ key }) => key,
    entry => {
      const { type, title = "" } = entry.command;
      const reason = entry.refusal?.message ?? "";
      return failure(
        text(`dm.failed.${type}`, { title, reason }),
        () => outbox.retry(entry),
        () => outbox.discard(entry),
      );
    },
  );
}
