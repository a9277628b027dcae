import { holds, same } from "./expect.js";
import { message, withMessages } from "./messages-world.js";

const open = ({ opened }) => opened.conversation;

export const tests = {
  whatIsDoneInAConversationGoesInTheOrderDone: withMessages(async ({ messages, server, time }) => {
    server.answers.react = () => undefined;
    messages.deeds.react(open(messages), 1, "👍", true);
    messages.send("next");
    await time.pass(1);
    same(
      server.heard.map(({ type }) => type).filter(type => ["react", "send"].includes(type)),
      ["react"],
    );
    holds(server.heardOf("react")[0].key, "with a key");
  }),

  editIsSeenWithItsReplyAndItsEventChangesNothingMore: withMessages(
    async ({ messages, server, time }) => {
      server.answers.edit = ({ seq }) => ({ conversation: "3", seq, rev: 2, editedAt: "x" });
      const mine = messages.opened.messages.find(2);
      messages.deeds.edit(open(messages), mine, "new");
      await time.pass(1);
      same(server.heardOf("edit")[0].rev, 1);
      const { text, rev } = messages.opened.messages.find(2);
      same([text, rev, messages.opened.unsent.length], ["new", 2, 0]);
    },
  ),

  eventsOfMessagesAreApplied: withMessages(async ({ messages, server }) => {
    const reactions = [{ emoji: "👍", by: ["2"] }];
    server.say(
      { n: 11, type: "edited", conversation: "3", seq: 1, text: "new", rev: 2, editedAt: "x" },
      { n: 12, type: "reaction", conversation: "3", seq: 1, reactions },
      { n: 13, type: "deleted", conversation: "3", seq: 2, from: "1", rev: 2 },
    );
    const [first, second] = messages.opened.messages.list();
    same([first.text, first.reactions, second.deleted], ["new", reactions, true]);
  }),

  whatIsSeenIsToldAsRead: withMessages(async ({ messages, server, time }) => {
    server.say(message(11, 3));
    same(open(messages).unread, 1);
    messages.opened.viewed(3);
    messages.opened.viewed(3);
    await time.pass(3000);
    same(server.heardOf("read"), [{ type: "read", conversation: "3", seq: 3 }]);
    same(open(messages).unread, 0);
  }),

  lineStandsWhereItWasReadWhenTheConversationWasOpened: withMessages(
    async ({ messages, server }) => {
      await messages.opened.show(null);
      server.say(message(11, 3));
      await messages.opened.show({ conversation: "3", person: null });
      messages.opened.viewed(3);
      same(messages.opened.readTo, 2);
      messages.send("answer");
      same(messages.opened.readTo, undefined);
    },
  ),

  peopleOfTheListAreWatchedAgainAfterAReconnect: withMessages(
    async ({ messages, server, comeBack }) => {
      same(messages.company.presence.of("2").state, "online");
      await comeBack();
      same(server.heardOf("watch"), [{ type: "watch", people: ["2"] }]);
    },
  ),

  groupsOwnMessagesHaveALaneOfTheirOwn: withMessages(async ({ messages, server, time }) => {
    const members = [
      { id: "1", name: "ada", displayName: "Ada" },
      { id: "4", name: "cem", displayName: "Cem" },
    ];
    const group = { id: "7", kind: "group", title: "Lunch", owner: "1", rev: 1, members };
    server.say({ n: 11, type: "conversation", ...group });
    await messages.opened.show({ conversation: "7", person: null });
    messages.send("Who comes?", { replyTo: 3 });
    await time.pass(1);
    const { key, ...sent } = server.heardOf("send")[0];
    same(sent, { type: "send", conversation: "7", text: "Who comes?", replyTo: 3 });
    same(messages.opened.unsent[0]?.lane, "group:7");
    server.say({ n: 12, type: "left", conversation: "7" });
    same([messages.opened.place, messages.conversations.list().length], [null, 1]);
  }),

  groupIsOpenedOnceItIsMade: withMessages(async ({ messages, server, time }) => {
    const created = [];
    messages.listener.created = id => created.push(id);
    server.answers.create = () => ({ conversation: "7", rev: 1 });
    messages.deeds.create("Lunch", ["2"], true);
    await time.pass(1);
    same(created, ["7"]);
  }),
};
