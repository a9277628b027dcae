import { Refusal } from "../../../webapp/app/refusal.js";
import { Board } from "../../../webapp/app/upvote/board.js";
import { ChosenOrders } from "../../../webapp/app/upvote/chosen-orders.js";
import { Deeds } from "../../../webapp/app/upvote/deeds.js";
import { same, settled } from "./expect.js";
import { FakeProfile } from "./fake-store.js";

const rules = { id: "1", edition: 1, title: "", description: "", budget: 3 };
const item = (id, mine = 0) => ({
  id,
  board: "1",
  title: "",
  text: "",
  state: "open",
  edition: 1,
  at: "",
  up: 0,
  down: 0,
  rev: 1,
  mine,
});

/** A board on which one of three votes is out, and deeds that are answered as told. */
function world(answer) {
  const board = new Board(rules, { id: "1" });
  board.applyNewest({ items: [item("6"), item("5", 1)], more: false });
  board.votesOut = 1;
  const deeds = new Deeds({
    request: answer,
    store: new FakeProfile().tab(),
    changed() {},
    acknowledged: (command, reply) => board.applyVote(reply),
  });
  deeds.outbox.connected(true);
  return { board, deeds };
}

export const tests = {
  voteOnItsWayCountsAndIsNotCountedTwice: async () => {
    let reply;
    const { board, deeds } = world(() => new Promise(settle => (reply = settle)));
    same(deeds.votesLeft(board), 2);

    deeds.vote("6", 1);
    await settled();
    same(deeds.votesLeft(board), 1, "on its way");
    board.apply({ type: "mine", item: "6", value: 1, rev: 2 });
    same(deeds.votesLeft(board), 1, "its event came");
    reply({ item: "6", value: 1, up: 1, down: 0, rev: 2 });
    await settled();
    same(deeds.votesLeft(board), 1, "its reply came");
  },

  refusedVoteCostsNothing: async () => {
    const { board, deeds } = world(async () => {
      throw new Refusal("quota");
    });
    deeds.vote("6", 1);
    await settled();
    same([deeds.votesLeft(board), deeds.unsentVote("6")?.state], [2, "failed"]);
  },

  voteThatIsTakenBackComesBack() {
    const { board, deeds } = world(async () => ({}));
    board.apply({ type: "mine", item: "5", value: 0, rev: 2 });
    board.apply({ type: "mine", item: "5", value: 0, rev: 2 });
    same(deeds.votesLeft(board), 3);
  },

  boardWithoutABudgetHasNoneLeft() {
    const { board, deeds } = world(async () => ({}));
    board.apply({ type: "board", board: { ...rules, edition: 2, budget: undefined } });
    same(deeds.votesLeft(board), undefined);
  },

  chosenOrderIsKeptForEachBoard() {
    const kept = new Map();
    const storage = {
      getItem: name => kept.get(name) ?? null,
      setItem: (name, value) => kept.set(name, value),
    };
    new ChosenOrders(() => storage).keep("1", "top");
    new ChosenOrders(() => storage).keep("2", "hot");
    new ChosenOrders(() => storage).keep("1", "active");
    const orders = new ChosenOrders(() => storage);
    same([orders.find("1"), orders.find("2"), orders.find("3")], ["active", "hot", undefined]);
    kept.set("hearhear-board-orders", "{broken");
    same(orders.find("1"), undefined);
  },

  withoutStorageNothingIsKeptAndNothingBreaks() {
    const orders = new ChosenOrders(() => {
      throw new Error("denied");
    });
    orders.keep("1", "top");
    same(orders.find("1"), undefined);
  },
};
