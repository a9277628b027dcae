import { same } from "./expect.js";
import { ben, withMessages } from "./messages-world.js";

const answers = server => {
  server.answers.settings = ({ accepts = "everyone", receipts = true }) => ({ accepts, receipts });
  server.answers.blocks = () => ({ people: [ben], more: false });
};

export const tests = {
  whatOneDecidesIsKeptAndSeenWithItsReply: withMessages(async ({ messages, server, time }) => {
    answers(server);
    await messages.privacy.load();
    messages.deeds.decide({ accepts: "known" });
    await time.pass(1);
    same(messages.privacy.settings, { accepts: "known", receipts: true });
    const { key, ...command } = server.heardOf("settings").at(-1);
    same([command, typeof key], [{ type: "settings", accepts: "known" }, "string"]);
  }),

  whatWasDecidedOnAnotherDeviceIsSeen: withMessages(async ({ messages, server }) => {
    answers(server);
    await messages.privacy.load();
    server.say({ n: 11, type: "settings", accepts: "nobody", receipts: false });
    server.say({ n: 12, type: "blocked", account: "2", on: false });
    same(messages.privacy.settings, { accepts: "nobody", receipts: false });
    same([messages.privacy.blocked, messages.conversations.find("3").blocked], [[], false]);
  }),

  unblockingTakesThePersonOffTheList: withMessages(async ({ messages, server, time }) => {
    answers(server);
    server.answers.unblock = ({ account }) => ({ account, on: false });
    await messages.privacy.load();
    same(messages.privacy.blocked.length, 1);
    messages.deeds.block("2", false);
    await time.pass(1);
    same(messages.privacy.blocked, []);
  }),
};
