import { withReaction } from "../../../webapp/app/dm/acknowledged.js";
import { withUnsent } from "../../../webapp/app/dm/overlay.js";
import { same } from "./expect.js";

const message = (seq, rest) => ({
  seq,
  from: "1",
  text: `t${seq}`,
  at: "x",
  key: `k${seq}`,
  ...rest,
});
const entry = (command, state = "waiting") => ({
  key: "k",
  lane: "l",
  command,
  writtenAt: 0,
  state,
});

export const tests = {
  whatIsUnsentIsSeenAtOnce() {
    const { messages } = withUnsent(
      [message(1), message(2), message(3)],
      [
        entry({ type: "edit", seq: 1, rev: 1, text: "new" }),
        entry({ type: "delete", seq: 2 }),
        entry({ type: "react", seq: 3, emoji: "👍", on: true }),
        entry({ type: "send", text: "other" }),
      ],
      "1",
    );
    same(
      messages.map(({ text, deleted, reactions }) => [text, deleted ?? false, reactions ?? []]),
      [
        ["new", false, []],
        ["", true, []],
        ["t3", false, [{ emoji: "👍", by: ["1"] }]],
      ],
    );
  },

  whatWasRefusedIsToldAndNotShown() {
    const refused = entry({ type: "edit", seq: 1, rev: 1, text: "new" }, "failed");
    const { messages, changes } = withUnsent([message(1)], [refused], "1");
    same([messages[0].text, changes.get(1).length], ["t1", 1]);
  },

  reactionsAreEverybodysOnceWithEach() {
    const mine = withReaction([{ emoji: "👍", by: ["2"] }], "1", "👍", true);
    same(mine, [{ emoji: "👍", by: ["2", "1"] }]);
    same(withReaction(mine, "1", "👍", true), mine);
    same(withReaction(mine, "1", "👍", false), [{ emoji: "👍", by: ["2"] }]);
    same(withReaction([{ emoji: "👍", by: ["1"] }], "1", "👍", false), []);
    same(withReaction([], "1", "👍", false), []);
  },
};
