import { Board } from "../../../webapp/app/upvote/board.js";
import { same } from "./expect.js";

const item = (id, rev = 1, up = 0, mine = 0) => ({
  id,
  edition: 1,
  board: "1",
  title: `T${id}`,
  text: "",
  author: { id: "2", name: "b", displayName: "B" },
  at: "2026-11-22T10:00:00Z",
  up,
  down: 0,
  rev,
  ...(mine !== null && { mine }),
});
const about = { id: "1", title: "Ideas", description: "" };
const ids = board => board.list().map(({ id }) => id);
const counts = (board, id) => [board.find(id).up, board.find(id).rev, board.find(id).mine];

function loaded(...items) {
  const board = new Board(about);
  board.applyNewest({ items, more: false });
  return board;
}

export const tests = {
  itemsStandNewestFirstByIdAsANumber() {
    same(ids(loaded(item("9"), item("100"), item("10"))), ["100", "10", "9"]);
  },

  highestRevWins() {
    const board = loaded(item("5", 3, 2));
    board.apply({ type: "tally", item: "5", up: 7, down: 0, rev: 9 });
    board.apply({ type: "tally", item: "5", up: 4, down: 0, rev: 6 });
    same(counts(board, "5"), [7, 9, 0]);
  },

  myVoteAndTheCountsMayComeInEitherOrder() {
    const board = loaded(item("5", 3, 2));
    board.apply({ type: "tally", item: "5", up: 3, down: 0, rev: 4 });
    board.apply({ type: "mine", item: "5", value: 1, rev: 4 });
    same(counts(board, "5"), [3, 4, 1]);
    board.apply({ type: "mine", item: "5", value: 0, rev: 5 });
    board.apply({ type: "tally", item: "5", up: 2, down: 0, rev: 5 });
    same(counts(board, "5"), [2, 5, 0]);
  },

  olderVoteOfMineDoesNotComeBack() {
    const board = loaded(item("5", 3, 2));
    board.apply({ type: "mine", item: "5", value: 0, rev: 8 });
    board.apply({ type: "mine", item: "5", value: 1, rev: 7 });
    same(board.find("5").mine, 0);
  },

  itemEventLeavesMyVoteAlone() {
    const board = loaded(item("5", 3, 2, 1));
    board.apply({ type: "item", item: item("5", 3, 2, null) });
    same(counts(board, "5"), [2, 3, 1]);
  },

  newItemOfThisBoardComesInAndOfAnotherDoesNot() {
    const board = loaded(item("5"));
    board.apply({ type: "item", item: item("6", 1, 0, null) });
    board.apply({ type: "item", item: { ...item("7"), board: "2" } });
    same(ids(board), ["6", "5"]);
    same(board.find("6").mine, 0);
  },

  talliesAfterReconnectBringCountsAndMyVote() {
    const board = loaded(item("5", 3, 2));
    board.applyTally({ item: "5", up: 4, down: 0, rev: 5, mine: 1 });
    same(counts(board, "5"), [4, 5, 1]);
    board.applyTally({ item: "404", up: 4, down: 0, rev: 5, mine: 1 });
    same(ids(board), ["5"]);
  },

  knownIsOnlyWhatIsKnownOfBothCountsAndMyVote() {
    const board = loaded(item("5", 3, 2));
    same([board.knownRev("5"), board.knownRev("404")], [3, 0]);
    board.apply({ type: "tally", item: "5", up: 3, down: 0, rev: 8 });
    same(board.knownRev("5"), 3);
    board.apply({ type: "mine", item: "5", value: 1, rev: 8 });
    same(board.knownRev("5"), 8);
    board.apply({ type: "item", item: item("6", 1, 0, null) });
    same(board.knownRev("6"), 0, "the event of a new item is told to nobody in particular");
  },

  freshPageThatJoinsKeepsOlderItems() {
    const board = loaded(item("6"), item("5"));
    board.applyNewest({ items: [item("7"), item("6", 4, 3)], more: true });
    same(ids(board), ["7", "6", "5"]);
    same([counts(board, "6")[0], board.more], [3, false]);
  },

  freshPageBehindAGapStartsAnewButKeepsWhatJustCameIn() {
    const board = loaded(item("6"), item("5"));
    board.apply({ type: "item", item: item("99", 1, 0, null) });
    board.applyNewest({ items: [item("90"), item("89")], more: true }, ["99"]);
    same(ids(board), ["99", "90", "89"]);
    same(board.more, true);
  },

  highestEditionWinsForWhatAnItemSays() {
    const board = loaded(item("5", 3, 2));
    board.apply({ type: "item", item: { ...item("5", 2, 1, null), title: "New", edition: 8 } });
    board.apply({ type: "item", item: { ...item("5", 4, 3, null), title: "Old", edition: 7 } });
    same([board.find("5").title, ...counts(board, "5")], ["New", 3, 4, 0]);
  },

  itemThatIsGoneLeavesTheList() {
    const board = loaded(item("6"), item("5"));
    board.apply({ type: "item", item: { id: "6", board: "1", edition: 8, gone: "hidden", rev: 1 } });
    same(ids(board), ["5"]);
  },

  changedItemBehindTheLastPageWaitsForItsPage() {
    const board = loaded(item("6"), item("5"));
    board.more = true;
    board.apply({ type: "item", item: { ...item("3", 1, 0, null), edition: 8 } });
    same(ids(board), ["6", "5"]);
  },
};
