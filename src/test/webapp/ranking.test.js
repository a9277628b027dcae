import { Board } from "../../../webapp/app/upvote/board.js";
import { Ranking } from "../../../webapp/app/upvote/ranking.js";
import { same } from "./expect.js";

const me = { id: "1", role: "member" };
const item = (id, fields = {}) => ({
  id,
  edition: 1,
  board: "1",
  title: `T${id}`,
  text: "",
  state: "open",
  author: { id: "2", name: "b", displayName: "B" },
  at: "2026-11-22T10:00:00Z",
  up: 0,
  down: 0,
  rev: 1,
  mine: 0,
  ...fields,
});
const page = (version, from, ids, more = false) => ({
  order: "top",
  version,
  from,
  items: ids.map(id => item(id)),
  more,
});
const ids = board => board.list().map(({ id }) => id);

/** Items 1 to 3 of a ranking, of which the newest is 3. */
function ranked(viewer = me) {
  const board = new Board({ id: "1", title: "Ideas", description: "" }, viewer);
  board.order = "top";
  board.applyArrivals([item("3")]);
  board.applyRanking(page("v1", 0, ["2", "3", "1"]));
  return board;
}

export const tests = {
  listStandsAsTheVersionHasItHoweverPeopleVote() {
    const board = ranked();
    board.apply({ type: "tally", item: "1", up: 99, down: 0, rev: 7 });
    board.apply({ type: "ranking", board: "1", order: "top", version: "v2" });
    same([ids(board), board.find("1").up], [["2", "3", "1"], 99]);
    same(board.ranking.isOutdated, true);
  },

  rankingOfAnotherOrderSaysNothing() {
    const board = ranked();
    board.apply({ type: "ranking", board: "1", order: "hot", version: "v2" });
    board.apply({ type: "ranking", board: "2", order: "top", version: "v2" });
    same(board.ranking.isOutdated, false);
  },

  newestVersionIsAsGoodAsEverWhenItComesBack() {
    const board = ranked();
    board.apply({ type: "ranking", board: "1", order: "top", version: "v2" });
    board.apply({ type: "ranking", board: "1", order: "top", version: "v1" });
    same(board.ranking.isOutdated, false);
  },

  whatOthersPostIsCountedAndNotSqueezedIn() {
    const board = ranked();
    board.apply({ type: "item", item: item("4", { mine: undefined }) });
    board.apply({ type: "item", item: item("4", { mine: undefined }) });
    same([ids(board), board.newCount], [["2", "3", "1"], 1]);
    board.apply({
      type: "item",
      item: { id: "4", board: "1", edition: 9, gone: "withdrawn", rev: 1 },
    });
    same(board.newCount, 0, "one that was withdrawn");
  },

  whatIPostStandsAboveTheRanking() {
    const board = ranked();
    board.apply({ type: "item", item: item("4", { author: me }) });
    same([ids(board), board.newCount], [["4", "2", "3", "1"], 0]);
    board.applyRanking(page("v2", 0, ["2", "4", "3", "1"]));
    same(ids(board), ["2", "4", "3", "1"]);
  },

  olderOneThatIsNotLoadedYetIsNotNew() {
    const board = new Board({ id: "1", title: "", description: "" }, me);
    board.applyArrivals([item("3")]);
    board.applyRanking(page("v1", 0, ["3"], true));
    board.apply({ type: "item", item: item("2", { edition: 9 }) });
    same([ids(board), board.newCount], [["3"], 0]);
  },

  whatWasPostedDuringALossIsCountedToo() {
    const board = ranked();
    board.applyArrivals([item("5"), item("4"), item("3")]);
    same([ids(board), board.newCount], [["2", "3", "1"], 2]);
  },

  furtherPagesOfTheVersionFollow() {
    const board = ranked();
    board.applyRanking(page("v1", 0, ["2", "3"], true));
    board.applyFurther(page("v2", 2, ["9"]));
    same([ids(board), board.more], [["2", "3"], true], "a page of another version");
    board.applyFurther(page("v1", 2, ["1"]));
    board.applyFurther(page("v1", 2, ["1"]));
    same([ids(board), board.more], [["2", "3", "1"], false]);
  },

  pageGoesOnFromAsManyAsItHad() {
    const ranking = new Ranking("top", page("v1", 0, ["1", "2"], true));
    same([ranking.next, ranking.further(page("v1", 3, ["4"]))], [2, false]);
  },

  newestAreShownWithoutAGapAfterARanking() {
    const board = ranked();
    board.apply({ type: "item", item: item("9") });
    board.order = "new";
    board.applyNewest({ items: [item("9"), item("8")], more: true });
    same([ids(board), board.ranking, board.more], [["9", "8"], null, true]);
    board.applyOlder({ items: [item("3"), item("2")], more: false });
    same([ids(board), board.more], [["9", "8", "3", "2"], false]);
  },

  mergedStaysAndLeadsOn() {
    const board = ranked();
    board.apply({ type: "item", item: item("3", { edition: 9, gone: "merged", into: "1" }) });
    same([ids(board), board.find("3").into], [["2", "3", "1"], "1"]);
  },

  hiddenIsSeenByModeratorsAndItsAuthorOnly() {
    const hidden = {
      id: "3",
      board: "1",
      edition: 9,
      state: "open",
      gone: "hidden",
      at: "",
      rev: 1,
    };
    const seenBy = viewer => {
      const board = ranked(viewer);
      board.apply({ type: "item", item: { ...hidden, up: 0, down: 0 } });
      return board.list().map(({ title }) => title);
    };
    same(seenBy(me), ["T2", "T1"]);
    same(seenBy({ id: "7", role: "moderator" }), ["T2", "T3", "T1"]);
    same(seenBy({ id: "2", role: "member" }), ["T2", "T3", "T1"]);
  },

  unhiddenComesBackToItsPlace() {
    const board = ranked();
    board.apply({
      type: "item",
      item: { ...item("3"), edition: 8, gone: "hidden", title: undefined },
    });
    board.apply({ type: "item", item: item("3", { edition: 9 }) });
    same(ids(board), ["2", "3", "1"]);
  },
};
