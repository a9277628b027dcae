import { Conversations } from "../../../webapp/app/dm/conversations.js";
import { same } from "./expect.js";

const person = id => ({ id, name: `p${id}`, displayName: `P ${id}` });
const summary = (id, seq, from = "9") => ({
  id,
  kind: "direct",
  with: person(`1${id}`),
  seq,
  last: { seq, from, text: `t${seq}`, at: "2026-11-22T10:00:00Z" },
});
const message = (conversation, seq, from = "9", text = `t${seq}`) => ({
  type: "message",
  conversation,
  seq,
  from,
  text,
  at: "2026-11-22T10:00:00Z",
  key: `k${seq}`,
});
const page = (summaries, next) => ({ conversations: summaries, more: Boolean(next), next });
const ids = conversations => conversations.list().map(({ id }) => id);

function loaded(...summaries) {
  const conversations = new Conversations("1");
  conversations.applyNewest(page(summaries));
  return conversations;
}

export const tests = {
  newMessageMovesItsConversationToTheFront() {
    const conversations = loaded(summary("3", 4), summary("2", 7));
    conversations.apply(message("2", 8));
    same(ids(conversations), ["2", "3"]);
    same(conversations.find("2").last.text, "t8");
  },

  repeatedOrLateMessageChangesNothing() {
    const conversations = loaded(summary("3", 4), summary("2", 7));
    conversations.apply(message("2", 7, "9", "late"));
    conversations.apply(message("2", 2, "9", "later"));
    same(ids(conversations), ["3", "2"]);
    same(conversations.find("2").last.text, "t7");
  },

  conversationEventAddsItOnceWithTheOtherPerson() {
    const conversations = loaded();
    const event = {
      type: "conversation",
      id: "5",
      kind: "direct",
      members: [person("1"), person("2")],
    };
    conversations.apply(event);
    conversations.apply(message("5", 1));
    conversations.apply(event);
    same(ids(conversations), ["5"]);
    same([conversations.find("5").with.id, conversations.find("5").seq], ["2", 1]);
  },

  messagesOfOthersAreUnreadUntilViewed() {
    const conversations = loaded(summary("3", 4));
    same(conversations.unread("3"), 0, "what was there before");
    conversations.apply(message("3", 5));
    conversations.apply(message("3", 6));
    same([conversations.unread("3"), conversations.unreadTotal], [2, 2]);
    conversations.viewed("3");
    same(conversations.unread("3"), 0);
  },

  writingMyselfCountsAsHavingViewed() {
    const conversations = loaded(summary("3", 4));
    conversations.apply(message("3", 5));
    conversations.apply(message("3", 6, "1"));
    same(conversations.unread("3"), 0);
  },

  freshPageBringsOrderAndWhatWasMissed() {
    const conversations = loaded(summary("3", 4), summary("2", 7));
    conversations.applyNewest(page([summary("6", 1), summary("2", 9), summary("3", 4)]));
    same(ids(conversations), ["6", "2", "3"]);
    same(
      [conversations.unread("6"), conversations.unread("2"), conversations.unread("3")],
      [1, 2, 0],
    );
  },

  pageThatIsOlderThanAnEventDoesNotWin() {
    const conversations = loaded(summary("3", 4), summary("2", 7));
    conversations.apply(message("2", 8));
    conversations.applyNewest(page([summary("3", 4), summary("2", 7)]));
    same(ids(conversations), ["2", "3"]);
    same(conversations.find("2").seq, 8);
  },

  freshPageWithoutAnythingKnownStartsTheListAnew() {
    const conversations = loaded(summary("3", 4));
    conversations.applyNewest(page([summary("8", 1), summary("7", 1)], "c"));
    same(ids(conversations), ["8", "7"]);
    same(conversations.next, "c");
  },

  olderPagesFollow() {
    const conversations = new Conversations("1");
    conversations.applyNewest(page([summary("3", 4)], "c"));
    conversations.applyOlder(page([summary("3", 4), summary("1", 2)]));
    same(ids(conversations), ["3", "1"]);
    same(conversations.next, undefined);
  },

  deliveredMarksOnlyGrowWhereverTheyComeFrom() {
    const conversations = loaded({ ...summary("3", 4), delivered: 2 });
    const delivered = () => conversations.find("3").delivered;
    const receipt = (account, delivered) =>
      conversations.apply({ type: "receipt", conversation: "3", account, delivered });
    same(delivered(), 2);
    receipt("13", 4);
    same(delivered(), 4);
    receipt("13", 3);
    conversations.applyMarks("3", [
      { account: "1", delivered: 9 },
      { account: "13", delivered: 1 },
    ]);
    conversations.applyNewest(page([{ ...summary("3", 4), delivered: 0 }]));
    same(delivered(), 4);
    conversations.applyMarks("3", [{ account: "13", delivered: 6 }]);
    conversations.applyMarks("3");
    same(delivered(), 6);
    conversations.applyNewest(page([{ ...summary("3", 4), delivered: 7 }]));
    same(delivered(), 7);
  },

  marksOfOthersAndOfUnknownConversationsAreNotTaken() {
    const conversations = loaded(summary("3", 4));
    conversations.apply({ type: "receipt", conversation: "3", account: "1", delivered: 4 });
    conversations.apply({ type: "receipt", conversation: "404", account: "13", delivered: 4 });
    same([conversations.find("3").delivered, ids(conversations)], [0, ["3"]]);
  },

  lastTextIsCutToCodePoints() {
    const conversations = loaded(summary("3", 4));
    conversations.apply(message("3", 5, "9", "👏".repeat(300)));
    same([...conversations.find("3").last.text].length, 200);
  },
};
