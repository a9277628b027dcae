import { timeline } from "../../../webapp/app/dm/timeline.js";
import { same } from "./expect.js";

const at = (day, hour, minute = 0) => new Date(2026, 10, day, hour, minute);
const message = (seq, from, when) => ({
  seq,
  from,
  text: `t${seq}`,
  at: when.toISOString(),
  key: `k${seq}`,
});
const entry = (key, when, state = "waiting") => ({
  key,
  lane: "l",
  command: { type: "send", text: key },
  writtenAt: when.getTime(),
  state,
});

const rowsOf = (messages, unsent, me, delivered = 0) =>
  timeline({
    ...{ messages, unsent, me },
    receipt: seq => (seq <= delivered ? "delivered" : "sent"),
  });

export const tests = {
  daysAreSeparated() {
    const rows = rowsOf(
      [message(1, "1", at(20, 23, 59)), message(2, "1", at(21, 0, 1)), message(3, "1", at(21, 9))],
      [],
      "1",
    );
    same(
      rows.map(({ kind }) => kind),
      ["day", "message", "day", "message", "message"],
    );
  },

  runsOfOnePersonAreMarked() {
    const rows = rowsOf(
      [
        message(1, "1", at(20, 9)),
        message(2, "1", at(20, 9, 5)),
        message(3, "2", at(20, 9, 6)),
        message(4, "2", at(20, 10)),
      ],
      [],
      "1",
    ).filter(({ kind }) => kind === "message");
    same(
      rows.map(({ starts, ends }) => [starts, ends]),
      [
        [true, false],
        [false, true],
        [true, true],
        [true, true],
      ],
    );
    same(
      rows.map(({ own }) => own),
      [true, true, false, false],
    );
  },

  unsentFollowsAndKeepsItsIdWhenItIsSent() {
    const before = rowsOf([message(1, "2", at(20, 9))], [entry("k2", at(20, 9, 1))], "1");
    const after = rowsOf([message(1, "2", at(20, 9)), message(2, "1", at(20, 9, 1))], [], "1");
    same(
      before.map(({ id }) => id),
      after.map(({ id }) => id),
    );
    same(before.at(-1).entry.state, "waiting");
  },

  onlyWhatIsMineAndStoredIsToldAsDeliveredOrNot() {
    const rows = rowsOf(
      [message(1, "1", at(20, 9)), message(2, "2", at(20, 9)), message(3, "1", at(20, 9))],
      [entry("k4", at(20, 9))],
      "1",
      1,
    ).filter(({ kind }) => kind === "message");
    same(
      rows.map(({ receipt }) => receipt ?? null),
      ["delivered", null, "sent", null],
    );
  },

  nothingIsDeliveredUntilItIsSaid() {
    same(rowsOf([message(1, "1", at(20, 9))], [], "1").at(-1).receipt, "sent");
  },

  clockThatIsWrongDoesNotChangeTheOrder() {
    const rows = rowsOf([message(1, "1", at(20, 9)), message(2, "2", at(20, 8))], [], "1");
    same(
      rows.filter(({ kind }) => kind === "message").map(({ message }) => message.text),
      ["t1", "t2"],
    );
  },

  lineStandsAboveTheFirstNewMessageOfOthers() {
    const rows = timeline({
      messages: [
        message(1, "2", at(20, 9)),
        message(2, "1", at(20, 9, 1)),
        message(3, "2", at(20, 9, 2)),
        message(4, "2", at(20, 9, 3)),
      ],
      me: "1",
      readTo: 1,
    });
    same(
      rows.map(row => row.kind + (row.message?.seq ?? "")),
      ["day", "message1", "message2", "new", "message3", "message4"],
    );
  },
};
