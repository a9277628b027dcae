import { Messages, RUN_MAX } from "../../../webapp/app/dm/messages.js";
import { same } from "./expect.js";

const message = seq => ({
  seq,
  from: "1",
  text: `t${seq}`,
  at: "2026-11-22T10:00:00Z",
  key: `k${seq}`,
});
const page = (from, to, more = false) => ({
  messages: Array.from({ length: to - from + 1 }, (_, i) => message(from + i)),
  more,
});
const seqs = messages => messages.list().map(({ seq }) => seq);

function loaded(from, to, more = false) {
  const messages = new Messages();
  messages.applyNewest(page(from, to, more));
  return messages;
}

export const tests = {
  eventsInAnyOrderAndTwiceGiveOneRun() {
    const messages = loaded(1, 2);
    [4, 3, 4, 5, 3].forEach(seq => messages.apply(message(seq)));
    same(seqs(messages), [1, 2, 3, 4, 5]);
    same(messages.hasGap, false);
  },

  gapHidesWhatFollowsUntilItIsFilled() {
    const messages = loaded(1, 2);
    messages.apply(message(5));
    same(seqs(messages), [1, 2]);
    same(messages.hasGap, true);
    messages.applyNewer(page(3, 5));
    same(seqs(messages), [1, 2, 3, 4, 5]);
    same(messages.hasGap, false);
  },

  eventThatOvertakesTheFirstPageIsKept() {
    const messages = new Messages();
    messages.apply(message(8));
    same([seqs(messages), messages.hasGap], [[], false]);
    messages.applyNewest(page(5, 7, true));
    same(seqs(messages), [5, 6, 7, 8]);
  },

  olderPageGrowsTheRunAtItsBeginning() {
    const messages = loaded(51, 60, true);
    messages.applyOlder(page(1, 50));
    same([messages.first, messages.last, messages.more], [1, 60, false]);
    same(seqs(messages).length, 60);
  },

  freshPageThatJoinsKeepsWhatIsLoaded() {
    const messages = loaded(1, 60);
    messages.applyNewest(page(20, 69, true));
    same([messages.first, messages.last, messages.more], [1, 69, false]);
  },

  freshPageBehindAGapStartsAnew() {
    const messages = loaded(1, 10);
    messages.applyNewest(page(51, 100, true));
    same([messages.first, messages.last, messages.more], [51, 100, true]);
    messages.apply(message(10));
    same(messages.first, 51, "an old event does not reach back");
  },

  firstMessageOfAnEmptyConversationBegins() {
    const messages = new Messages();
    messages.applyNewest({ messages: [], more: false });
    same(seqs(messages), []);
    messages.apply(message(1));
    messages.apply(message(2));
    same(seqs(messages), [1, 2]);
  },

  highestRevOfAMessageWins() {
    const messages = loaded(1, 2);
    messages.edit({ seq: 2, text: "new", rev: 3, editedAt: "2026-11-22T11:00:00Z" });
    messages.edit({ seq: 2, text: "old", rev: 2, editedAt: "2026-11-22T10:30:00Z" });
    messages.apply(message(2));
    same([messages.find(2).text, messages.find(2).rev], ["new", 3]);
  },

  deletedMessageKeepsItsPlaceAndNothingElse() {
    const messages = loaded(1, 2);
    messages.react({ seq: 2, reactions: [{ emoji: "👍", by: ["1"] }] });
    messages.delete({ seq: 2, rev: 2 });
    messages.react({ seq: 2, reactions: [{ emoji: "👍", by: ["1"] }] });
    const { text, deleted, reactions } = messages.find(2);
    same([seqs(messages), text, deleted, reactions ?? null], [[1, 2], "", true, null]);
  },

  reactionsOfAPageDoNotReplaceThoseThatCameAfterItWasAskedFor() {
    const messages = loaded(1, 2);
    const since = messages.changes;
    messages.react({ seq: 2, reactions: [{ emoji: "👍", by: ["1"] }] });
    messages.applyNewest(page(1, 2), since);
    same(messages.find(2).reactions?.length, 1);
    messages.applyNewest(page(1, 2));
    same(messages.find(2).reactions ?? null, null, "a page asked for later knows better");
  },

  eventThatIsReadAgainLeavesTheReactions() {
    const messages = loaded(1, 2);
    messages.react({ seq: 2, reactions: [{ emoji: "👍", by: ["1"] }] });
    messages.apply(message(2));
    same(messages.find(2).reactions?.length, 1);
  },

  placeInThePastIsShownWithoutWhatIsNew() {
    const messages = loaded(51, 100, true);
    messages.applyAround({ ...page(20, 30, true), earlier: true });
    messages.apply(message(101));
    same([messages.first, messages.last, messages.more], [20, 30, true]);
    same([messages.atEnd, messages.hasGap], [false, false]);
    messages.applyOlder(page(10, 19, true));
    messages.applyNewer(page(31, 80, true));
    same([messages.first, messages.last, messages.atEnd], [10, 80, false]);
    messages.applyNewer(page(81, 101));
    same([messages.last, messages.atEnd], [101, true]);
    messages.apply(message(102));
    same(messages.last, 102);
  },

  endIsShownAnewAfterAPlaceInThePast() {
    const messages = loaded(51, 100, true);
    messages.applyAround({ ...page(20, 30, true), earlier: true });
    messages.applyNewest(page(52, 101, true));
    same([messages.first, messages.last, messages.atEnd], [52, 101, true]);
  },

  olderPageOfAnotherPlaceIsNotTaken() {
    const messages = loaded(51, 100, true);
    messages.applyOlder(page(10, 20, true));
    same([messages.first, messages.find(20) ?? null], [51, null]);
  },

  whoSeesNothingOfThePastBeginsWithWhatComes() {
    const messages = new Messages();
    messages.applyNewest({ messages: [], more: false });
    messages.apply(message(41));
    same(messages.hasGap, true);
    messages.applyNewer(page(41, 41));
    same([seqs(messages), messages.hasGap], [[41], false]);
  },

  whatIsFarFromTheReaderIsDroppedOnceThereIsTooMuch() {
    const messages = loaded(1001, 1000 + RUN_MAX, true);
    messages.keepAround(1001);
    same([messages.first, messages.last, messages.atEnd], [1001, 1000 + RUN_MAX, true]);

    messages.apply(message(1001 + RUN_MAX));
    messages.keepAround(1010);
    same([messages.first, messages.more, messages.atEnd], [1001, true, false]);
    same(messages.last < 1000 + RUN_MAX, true);
    same(messages.find(messages.last + 1) ?? null, null);
    same(messages.hasGap, false);

    messages.applyNewer(page(messages.last + 1, 1001 + RUN_MAX));
    messages.keepAround(messages.last);
    same([messages.last, messages.atEnd, messages.more], [1001 + RUN_MAX, true, true]);
    same(messages.first > 1001, true);
    same(messages.find(1001) ?? null, null);
  },

  whatCameEarlyIsKeptWhenTheBeginningIsDropped() {
    const messages = loaded(1, RUN_MAX + 1);
    messages.apply(message(RUN_MAX + 3));
    messages.keepAround(RUN_MAX);
    messages.apply(message(RUN_MAX + 2));
    same(messages.last, RUN_MAX + 3);
  },

  droppedMessageThatIsEditedIsLoadedAsItIsThen() {
    const messages = loaded(1, RUN_MAX + 1);
    messages.keepAround(RUN_MAX);
    messages.edit({ seq: 1, text: "new", rev: 2 });
    same(messages.find(1) ?? null, null);
  },
};
