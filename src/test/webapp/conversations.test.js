import { Conversations } from "../../../webapp/app/dm/conversations.js";
import { same } from "./expect.js";

const person = id => ({ id, name: `p${id}`, displayName: `P ${id}` });
const summary = (id, seq, from = "9") => ({
  id,
  kind: "direct",
  with: person(`1${id}`),
  seq,
  last: { seq, from, text: `t${seq}`, at: "2026-11-22T10:00:00Z" },
  read: seq,
  unread: 0,
  asOf: 10,
});
const group = (id, rev, rest) => ({
  ...{ id, kind: "group", title: `G ${rev}`, owner: "1", historyShared: true, rev },
  ...rest,
});
const message = (conversation, seq, from = "9", text = `t${seq}`) => ({
  type: "message",
  n: 100 + seq,
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

  unreadIsWhatTheServerSaysAndWhatCameAfterIt() {
    const conversations = loaded({ ...summary("3", 4), read: 1, unread: 2 });
    conversations.apply(message("3", 5));
    conversations.apply(message("3", 5));
    conversations.apply(message("3", 6, "1"));
    same([conversations.unread("3"), conversations.unreadTotal], [3, 3]);
    conversations.apply({ ...message("3", 7), n: 9 });
    same(conversations.unread("3"), 3, "what is in the number already");
  },

  whatIsSeenHereIsReadBeforeTheServerSaysSo() {
    const conversations = loaded({ ...summary("3", 4), read: 1, unread: 2 });
    const conversation = conversations.find("3");
    same([conversation.see(4), conversation.see(3)], [true, false]);
    same([conversation.unread, conversation.read], [0, 4]);
    conversations.apply(message("3", 5));
    same(conversation.unread, 3, "until the server has counted");
    conversation.counted({ seq: 4, unread: 0, asOf: 11 });
    same(conversation.unread, 1);
  },

  deletedMessageIsNoLongerUnread() {
    const conversations = loaded({ ...summary("3", 4), read: 4 });
    conversations.apply(message("3", 5));
    const deleted = { type: "deleted", n: 200, conversation: "3", seq: 5, from: "9", rev: 2 };
    conversations.apply(deleted);
    conversations.apply(deleted);
    const { unread, last } = conversations.find("3");
    same([unread, last.text, last.deleted], [0, "", true]);
  },

  readOnAnotherDeviceReplacesTheNumber() {
    const conversations = loaded({ ...summary("3", 4), read: 1, unread: 2 });
    conversations.apply({ type: "read", n: 11, conversation: "3", seq: 3, unread: 1, asOf: 11 });
    same(conversations.unread("3"), 1);
    conversations.applyNewest(page([{ ...summary("3", 4), read: 1, unread: 2 }]));
    same([conversations.unread("3"), conversations.find("3").read], [1, 3], "an older page");
  },

  mutedConversationsAreNotInTheTotal() {
    const conversations = loaded({ ...summary("3", 4), unread: 2 });
    const muted = mutedUntil =>
      conversations.apply({ type: "muted", n: 11, conversation: "3", mutedUntil });
    muted("9999-01-01T00:00:00Z");
    same([conversations.unread("3"), conversations.unreadTotal], [2, 0]);
    muted(undefined);
    same(conversations.unreadTotal, 2);
  },

  groupIsToldByItsHighestRevision() {
    const conversations = loaded({ ...summary("3", 4), ...group("3", 2), with: undefined });
    const members = [person("1"), person("2")];
    conversations.apply({ type: "conversation", n: 11, ...group("3", 3, { members }) });
    conversations.apply({ type: "conversation", n: 12, ...group("3", 1, { members: [] }) });
    const { name, kind, others } = conversations.find("3");
    same([name, kind, others], ["G 3", "group", ["2"]]);
    conversations.applyNewest(page([{ ...summary("3", 4), ...group("3", 4), with: undefined }]));
    same(conversations.find("3").members, undefined, "of the newer one they are not known");
  },

  groupThatOneLeftIsGone() {
    const conversations = loaded(summary("3", 4), summary("2", 7));
    conversations.apply({ type: "left", n: 11, conversation: "3" });
    same(ids(conversations), ["2"]);
  },

  blockingIsSeenInTheConversationWithThePerson() {
    const conversations = loaded(summary("3", 4));
    conversations.apply({ type: "blocked", n: 11, account: "13", on: true });
    same(conversations.find("3").blocked, true);
  },

  editOfTheLastMessageIsSeenInTheListUnlessItIsOlder() {
    const conversations = loaded(summary("3", 4));
    const edit = (text, rev) =>
      conversations.apply({ type: "edited", n: 10 + rev, conversation: "3", seq: 4, text, rev });
    edit("new", 3);
    edit("old", 2);
    same(conversations.find("3").last.text, "new");
  },

  freshPageBringsOrderAndWhatWasMissed() {
    const conversations = loaded(summary("3", 4), summary("2", 7));
    const missed = { ...summary("2", 9), unread: 2, asOf: 12 };
    conversations.applyNewest(page([{ ...summary("6", 1), unread: 1 }, missed, summary("3", 4)]));
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
    const delivered = () => conversations.find("3").marks.delivered("13");
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

  marksOfOneselfAndOfUnknownConversationsChangeNothing() {
    const conversations = loaded(summary("3", 4));
    conversations.apply({ type: "receipt", conversation: "3", account: "1", delivered: 4 });
    conversations.apply({ type: "receipt", conversation: "404", account: "13", delivered: 4 });
    same([conversations.find("3").marks.delivered("13"), ids(conversations)], [0, ["3"]]);
  },

  lastTextIsCutToCodePoints() {
    const conversations = loaded(summary("3", 4));
    conversations.apply(message("3", 5, "9", "👏".repeat(300)));
    same([...conversations.find("3").last.text].length, 200);
  },
};
