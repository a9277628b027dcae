import { same } from "./expect.js";
import { ben, message, reads, withMessages } from "./messages-world.js";

const delivered = ({ opened }) => opened.conversation.marks.delivered("2");

export const tests = {
  snapshotIsAcknowledgedForItHasWhatTheEventsSay() {
    return withMessages(async ({ server, time, world, comeBack }) => {
      world.position = 15;
      await comeBack();
      await time.pass(5000);
      same(server.heardOf("ack"), [{ type: "ack", n: 15 }]);
    })();
  },

  eventsAreAcknowledgedTogether: withMessages(async ({ server, time }) => {
    server.say(message(11, 3), message(12, 4));
    server.say(message(13, 5));
    same(server.heardOf("ack"), []);
    await time.pass(5000);
    same(server.heardOf("ack"), [{ type: "ack", n: 13 }]);
  }),

  resumeAcknowledgesSoNothingIsToldAfterIt: withMessages(
    async ({ server, time, comeBack, resumes }) => {
      for (let n = 11; n <= 70; n++) server.say({ n, type: "gone" });
      resumes();
      await comeBack();
      server.forget();
      await time.pass(60_000);
      server.say({ n: 71, type: "gone" });
      same(server.heardOf("ack"), []);
    },
  ),

  receiptsAndMarksOnlyGrow: withMessages(async ({ messages, server, world, comeBack }) => {
    const receipt = (account, delivered) => ({
      type: "receipt",
      conversation: "3",
      account,
      delivered,
    });
    server.say(receipt("1", 50));
    same(delivered(messages), 0, "my own mark is not theirs");
    server.say(receipt("2", 2), receipt("2", 1));
    same(delivered(messages), 2);
    world.delivered = 1;
    await comeBack();
    same(delivered(messages), 2);
    world.delivered = 5;
    await messages.opened.show(null);
    await messages.openWith(ben);
    same(delivered(messages), 5, "read with the history");
  }),

  markThatWasMissedIsReadOnceOneIsBackWhereItIsSeen: withMessages(
    async ({ messages, server, time, world, comeBack, resumes }) => {
      resumes();
      await comeBack();
      world.delivered = 2;
      server.say({ type: "live" });
      await time.pass(1);
      same([delivered(messages), reads(server).length], [2, 1]);
      server.say({ type: "receipt", conversation: "3", account: "2", read: 2 });
      server.say({ type: "live" });
      await time.pass(1);
      same(reads(server).length, 1, "nothing is asked for when all is read");
    },
  ),
};
