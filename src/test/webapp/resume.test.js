import { MISSING_MAX_MS } from "../../../webapp/app/dm/account-log.js";
import { DirectMessages } from "../../../webapp/app/dm/direct-messages.js";
import { holds, same } from "./expect.js";
import { withFakeServer } from "./fake-server.js";
import {
  lastResume,
  me,
  memory,
  message,
  reads,
  seqs,
  stored,
  withMessages,
} from "./messages-world.js";

export const tests = {
  firstHelloHasNothingToResume() {
    return withFakeServer(async (server, time) => {
      const messages = new DirectMessages({
        me,
        url: "ws://x/dm",
        probe: async () => ({ signedIn: true }),
        store: memory(),
        listener: { changed() {}, phase() {}, arrived() {} },
      });
      await messages.start();
      await time.pass(1);
      same(server.heardOf("hello"), [{ type: "hello" }]);
      messages.stop();
    });
  },

  resumedConnectionFetchesNothingAndAppliesWhatFollows: withMessages(
    async ({ messages, server, comeBack, resumes, arrived }) => {
      server.say(message(11, 3));
      resumes();
      await comeBack();
      same(lastResume(server), { epoch: "e1", n: 11 });
      server.say(message(12, 4), message(13, 5), { type: "live" });
      same(seqs(messages), [1, 2, 3, 4, 5]);
      same(arrived, ["t3", "t4", "t5"]);
      same(reads(server), []);
    },
  ),

  connectionThatIsNotResumedFetchesASnapshot: withMessages(
    async ({ messages, server, world, comeBack }) => {
      world.list.push(stored(3), stored(4));
      world.position = 12;
      await comeBack();
      same(
        reads(server).map(({ type }) => type),
        ["conversations", "history"],
      );
      same(seqs(messages), [1, 2, 3, 4]);
      await comeBack();
      same(lastResume(server), { epoch: "e1", n: 12 });
    },
  ),

  snapshotThatIsCutOffIsNothingToResumeFrom: withMessages(async ({ server, world, comeBack }) => {
    world.position = 12;
    const { history } = server.answers;
    server.answers.history = () => undefined;
    await comeBack();
    server.say(message(13, 3));
    server.answers.history = history;
    await comeBack();
    same(lastResume(server), undefined);
    await comeBack();
    same(lastResume(server), { epoch: "e1", n: 12 });
  }),

  snapshotOfALostConnectionDoesNotCountForTheNextOne: withMessages(
    async ({ server, time, comeBack }) => {
      server.answers.history = () => ({ error: { code: "unavailable", retryAfter: 10_000 } });
      await comeBack();
      const { conversations } = server.answers;
      server.answers.conversations = () => undefined;
      server.answers.history = () => ({ messages: [], more: false });
      await comeBack();
      await time.pass(10_000);
      same(server.heardOf("history").length, 2, "the first snapshot went to its end");
      server.answers.conversations = conversations;
      await comeBack();
      same(lastResume(server), undefined);
    },
  ),

  anotherEpochDropsMessagesAndPositionAndKeepsWhatIsUnsent: withMessages(
    async ({ messages, server, time, world, comeBack }) => {
      server.answers.send = () => undefined;
      messages.send("unsent");
      await time.pass(1);
      Object.assign(world, { epoch: "e2", position: 30, list: [stored(1)] });
      await comeBack();
      same([messages.conversations.find("3").seq, seqs(messages)], [1, [1]]);
      same(
        messages.opened.unsent.map(({ command }) => command.text),
        ["unsent"],
      );
      const [first, again] = server.heardOf("send");
      same(again, first, "sent again with its key");
      await comeBack();
      same(lastResume(server), { epoch: "e2", n: 30 });
    },
  ),

  logThatHasBecomeShorterDropsMessagesToo: withMessages(async ({ messages, world, comeBack }) => {
    Object.assign(world, { position: 4, list: [stored(1)] });
    await comeBack();
    same(seqs(messages), [1]);
    same(messages.conversations.find("3").seq, 1);
  }),

  sameEpochKeepsWhatIsKnown: withMessages(async ({ messages, server, comeBack }) => {
    server.answers.history = () => undefined;
    await comeBack();
    same(seqs(messages), [1, 2]);
  }),

  positionDoesNotMoveOverAGapAndAskedIsWhatFollowsIt: withMessages(
    async ({ messages, server, time, resumes }) => {
      resumes();
      server.say(message(12, 3));
      same(seqs(messages), [1, 2, 3], "what came is shown");
      await time.pass(MISSING_MAX_MS - 1);
      same(server.handshakes.length, 1);
      await time.pass(5001);
      same(server.handshakes.length, 2);
      same(lastResume(server), { epoch: "e1", n: 10 });
      holds(
        server.heardOf("ack").every(({ n }) => n <= 10),
        "nothing behind the gap is acknowledged",
      );

      server.say({ n: 11, type: "gone" }, message(12, 3));
      await time.pass(60_000);
      same(server.handshakes.length, 2, "complete again");
      same(server.heardOf("ack").at(-1), { type: "ack", n: 12 });
    },
  ),

  gapOfALostConnectionIsOfNoConcernToTheNextOne: withMessages(async ({ server, time, resumes }) => {
    server.say(message(14, 3));
    await time.pass(1000);
    resumes();
    server.cut();
    await time.pass(3000);
    same(server.handshakes.length, 2);
    await time.pass(20_000);
    server.say({ n: 11, type: "gone" });
    await time.pass(20_000);
    same(server.handshakes.length, 2, "what follows may take its time");
  }),

  missingEventThatComesInTimeIsNoReasonToReconnect: withMessages(
    async ({ messages, server, time }) => {
      server.say(message(12, 4));
      await time.pass(MISSING_MAX_MS - 1);
      server.say(message(11, 3));
      await time.pass(20_000);
      same([server.handshakes.length, seqs(messages)], [1, [1, 2, 3, 4]]);
    },
  ),

  repeatedEventIsIgnored: withMessages(async ({ messages, server, arrived, comeBack, resumes }) => {
    server.say(message(11, 3));
    server.say({ ...message(11, 4) }, { ...message(9, 5) });
    same([seqs(messages), arrived], [[1, 2, 3], ["t3"]]);
    resumes();
    await comeBack();
    same(lastResume(server), { epoch: "e1", n: 11 });
  }),

  goneEventMovesOnlyThePosition: withMessages(async ({ messages, server, comeBack, resumes }) => {
    server.say({ n: 11, type: "gone" });
    resumes();
    await comeBack();
    same(lastResume(server), { epoch: "e1", n: 11 });
    same([seqs(messages), reads(server)], [[1, 2], []]);
  }),

  passingEventMovesNoPosition: withMessages(async ({ server, time, comeBack, resumes }) => {
    server.say(
      { type: "live" },
      { type: "receipt", conversation: "3", account: "2", delivered: 2 },
    );
    await time.pass(10_000);
    same(server.heardOf("ack"), []);
    resumes();
    await comeBack();
    same(lastResume(server), { epoch: "e1", n: 10 });
  }),

  readThatALossCutOffIsDoneAfterResuming: withMessages(
    async ({ messages, server, time, comeBack, resumes }) => {
      const { conversations } = server.answers;
      server.answers.conversations = () => undefined;
      server.say({ ...message(11, 9), conversation: "77" });
      await time.pass(1);
      server.answers.conversations = conversations;
      server.forget();
      resumes();
      await comeBack();
      same(
        reads(server).map(({ type }) => type),
        ["conversations"],
      );
      server.forget();
      await comeBack();
      same([reads(server), messages.opened.refusal], [[], null]);
    },
  ),

  conversationOpenedWhileAwayIsLoadedAfterResuming: withMessages(
    async ({ messages, server, time, world, resumes }) => {
      const cara = { id: "4", name: "cara", displayName: "Cara" };
      server.say({ n: 11, type: "conversation", id: "5", kind: "direct", members: [me, cara] });
      server.say({ ...message(12, 1, "4"), conversation: "5" });
      world.list = [{ ...stored(1, "4") }];
      resumes();
      server.cut();
      await messages.openWith(cara);
      await time.pass(5000);
      same(
        reads(server).map(({ type, conversation }) => [type, conversation]),
        [["history", "5"]],
      );
      same(seqs(messages), [1]);
    },
  ),
};
