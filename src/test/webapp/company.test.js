import { Presence } from "../../../webapp/app/dm/presence.js";
import { PAUSE_MS, ReadMarks } from "../../../webapp/app/dm/read-marks.js";
import { OthersTyping, OwnTyping } from "../../../webapp/app/dm/typing.js";
import { Refusal } from "../../../webapp/app/refusal.js";
import { same, settled } from "./expect.js";
import { withFakeTime } from "./fake-time.js";

const silent = () => {};

/** Keeps commands, and answers them as told. */
function asked(answer = () => ({})) {
  const commands = [];
  const request = async command => {
    commands.push(command);
    return answer(command);
  };
  return { commands, request };
}

const seen = ({ people }) => ({
  presence: people?.map(account => ({ account, state: "online" })),
});

export const tests = {
  async onlyTheDifferenceIsWatched() {
    const { commands, request } = asked(seen);
    const presence = new Presence(request, silent);
    presence.connected(true);
    presence.want(["2", "3"], 500);
    presence.want(["3", "2"], 500);
    presence.want(["3", "4"], 500);
    await settled();
    same(commands, [
      { type: "watch", people: ["2", "3"] },
      { type: "unwatch", people: ["2"] },
      { type: "watch", people: ["4"] },
    ]);
    same(presence.of("4").state, "online");
  },

  async everybodyIsWatchedAgainAfterAReconnect() {
    const { commands, request } = asked(seen);
    const presence = new Presence(request, silent);
    presence.want(["2", "3"], 500);
    same(commands, []);
    presence.connected(true);
    await settled();
    presence.connected(false);
    same(presence.of("2"), undefined, "who is here nobody knows now");
    presence.connected(true);
    same(commands.at(-1), { type: "watch", people: ["2", "3"] });
  },

  noMoreAreWatchedThanOneMay() {
    const { commands, request } = asked(seen);
    const presence = new Presence(request, silent);
    presence.connected(true);
    presence.want(["2", "3", "4"], 2);
    same(commands, [{ type: "watch", people: ["2", "3"] }]);
  },

  typingIsSaidAtMostEveryThreeSeconds: () =>
    withFakeTime(async time => {
      const { commands, request } = asked();
      const typing = new OwnTyping(request, () => 6000);
      typing.typed("", "a");
      typing.typed("3", "a");
      await time.pass(2999);
      typing.typed("3", "ab");
      await time.pass(1);
      typing.typed("3", "abc");
      same(commands.length, 2);
      typing.typed("3", "");
      typing.typed("3", " ");
      same(commands.at(-1), { type: "typing", conversation: "3", on: false });
      same(commands.length, 3);
    }),

  whoWritesOnAfterSendingIsToldOfOnceTheServerWouldTellIt: () =>
    withFakeTime(async time => {
      const { commands, request } = asked();
      const typing = new OwnTyping(request, () => 6000);
      typing.typed("3", "a");
      typing.sent();
      typing.typed("3", "");
      typing.typed("3", "b");
      typing.typed("3", "bc");
      await time.pass(1299);
      same(commands.length, 1);
      await time.pass(1);
      same(commands.length, 2);
      await time.pass(10_000);
      same(commands.length, 2);
    }),

  nothingIsSaidOfTypingOnceItIsSent: () =>
    withFakeTime(async time => {
      const { commands, request } = asked();
      const typing = new OwnTyping(request, () => 6000);
      typing.typed("3", "a");
      typing.sent();
      typing.typed("3", "b");
      typing.sent();
      await time.pass(10_000);
      same(commands.length, 1);
    }),

  typingOfOthersEndsByItself: () =>
    withFakeTime(async time => {
      let changes = 0;
      const typing = new OthersTyping(
        () => changes++,
        () => 6000,
      );
      typing.apply({ conversation: "3", account: "2" });
      await time.pass(3000);
      typing.apply({ conversation: "3", account: "4" });
      await time.pass(2999);
      same(typing.in("3"), ["2", "4"]);
      await time.pass(2);
      same([typing.in("3"), changes], [["4"], 1]);
      typing.apply({ conversation: "3", account: "4", on: false });
      same(typing.in("3"), []);
    }),

  readMarksAreToldOnceASecondAndOnlyTheNewest: () =>
    withFakeTime(async time => {
      const { commands, request } = asked();
      const marks = new ReadMarks(request, silent);
      marks.connected(true);
      marks.want("3", 1);
      marks.want("3", 3);
      marks.want("3", 2);
      marks.want("4", 9);
      await settled();
      same(commands, [{ type: "read", conversation: "3", seq: 1 }]);
      await time.pass(PAUSE_MS);
      await time.pass(PAUSE_MS);
      same(
        commands.slice(1).map(({ conversation, seq }) => [conversation, seq]),
        [
          ["3", 3],
          ["4", 9],
        ],
      );
    }),

  readMarkThatALossSwallowedIsToldAgain: () =>
    withFakeTime(async time => {
      const { commands, request } = asked(() => {
        throw new Refusal("connection_lost");
      });
      const marks = new ReadMarks(request, silent);
      marks.connected(true);
      marks.want("3", 1);
      await settled();
      marks.connected(false);
      await time.pass(10_000);
      same(commands.length, 1);
      marks.connected(true);
      await settled();
      same(commands.length, 2);
    }),

  readMarkThatIsRefusedForGoodIsNotToldAgain: () =>
    withFakeTime(async time => {
      const { commands, request } = asked(() => {
        throw new Refusal("not_found");
      });
      const marks = new ReadMarks(request, silent);
      marks.connected(true);
      marks.want("3", 1);
      await time.pass(10_000);
      same(commands.length, 1);
    }),
};
