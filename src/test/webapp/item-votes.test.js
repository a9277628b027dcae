import { ItemVotes } from "../../../webapp/app/upvote/item-votes.js";
import { same } from "./expect.js";
import { withFakeServer } from "./fake-server.js";
import { FakeProfile } from "./fake-store.js";

const KEY = { board: "1", foreign: "article-42" };
const item = (id, rev, up, more) => ({
  ...{ id, board: "1", title: id, text: "", at: "", state: "open", edition: 1 },
  ...{ up, down: 0, rev, ...more },
});

/** The item 6 is there, the key article-42 is none yet. */
const withVotes = test => () =>
  withFakeServer(async (server, time) => {
    server.answers = {
      hello: () => ({ epoch: "e1" }),
      board: ({ board }) => ({ board: { id: board, foreignItems: true } }),
      subscribe: ({ items }) => ({
        tallies: [],
        items: items.flatMap(each => (each.item === "6" ? item("6", 3, 2, { mine: 1 }) : [])),
        missing: items.flatMap(each => (each.item === "9" ? "9" : [])),
        awaited: items.filter(each => each.foreign),
      }),
      unsubscribe: () => ({}),
      vote: ({ value, item: id = "7" }) => ({ item: id, value, up: 3, down: 0, rev: 4 }),
    };
    const votes = new ItemVotes({
      ...{ url: "ws://x/upvote", probe: async () => ({ signedIn: true }) },
      token: async () => "t0ken",
      store: new FakeProfile().tab(),
      ...{ changed() {}, phase() {} },
    });
    await votes.start();
    await time.pass(10);
    try {
      await test({ votes, server, time });
    } finally {
      votes.stop();
    }
  });

const counts = (votes, place) => {
  const { up, mine } = votes.find(place) ?? {};
  return [up, mine, votes.mine(place)];
};

export const tests = {
  connectionShowsItsToken: withVotes(async ({ server }) => {
    same(server.protocols, ["hearhear.v1", "hearhear.token.t0ken"]);
  }),

  allThatIsShownAtOnceIsAskedForAtOnce: withVotes(async ({ votes, server, time }) => {
    [{ item: "6" }, KEY, KEY].forEach(place => votes.show(place));
    await time.pass(1);
    same(server.heardOf("subscribe").length, 1);
    same(server.heardOf("subscribe")[0].items, [{ item: "6", edition: 0, rev: 0 }, KEY]);
    same(counts(votes, { item: "6" }), [2, 1, 1]);
    same([votes.isKnown(KEY), votes.find(KEY)], [true, undefined]);
    same(votes.rulesOf(KEY), { id: "1", foreignItems: true });
  }),

  keyBecomesAnItemByOnesOwnVote: withVotes(async ({ votes, server, time }) => {
    votes.show(KEY);
    await time.pass(1);
    votes.vote(KEY, 1);
    await time.pass(1);
    const { key, ...command } = server.heardOf("vote")[0];
    same(command, { type: "vote", ...KEY, value: 1 });
    same(counts(votes, KEY), [3, 1, 1]);
    server.say({ type: "tally", item: "7", up: 9, down: 0, rev: 9 });
    same(counts(votes, KEY), [9, 1, 1]);
  }),

  keyBecomesAnItemByTheVoteOfAnother: withVotes(async ({ votes, server, time }) => {
    votes.show(KEY);
    await time.pass(1);
    server.say({ type: "item", item: item("7", 1, 1, { foreign: "article-42" }) });
    same(counts(votes, KEY), [1, 0, 0]);
  }),

  voteOfBeforeALossIsSentAfterIt: withVotes(async ({ votes, server, time }) => {
    votes.show({ item: "6" });
    await time.pass(20_000);
    server.cut();
    votes.vote({ item: "6" }, 0);
    same(counts(votes, { item: "6" }), [2, 1, 0]);
    server.forget();
    await time.pass(10_000);
    same(server.heardOf("vote").length, 1);
    same(server.heardOf("subscribe")[0].items, [{ item: "6", edition: 0, rev: 4 }]);
    same(counts(votes, { item: "6" }), [3, 0, 0]);
  }),

  whatIsNotShownAnyMoreIsGivenUp: withVotes(async ({ votes, server, time }) => {
    votes.show({ item: "6" });
    votes.show({ item: "6" });
    votes.show(KEY);
    await time.pass(1);
    votes.hide({ item: "6" });
    votes.hide(KEY);
    await time.pass(1);
    same(server.heardOf("unsubscribe"), [{ type: "unsubscribe", foreign: [KEY] }]);
    votes.hide({ item: "6" });
    await time.pass(1);
    same(server.heardOf("unsubscribe")[1], { type: "unsubscribe", items: ["6"] });
  }),

  whatIsNotThereIsSaid: withVotes(async ({ votes, time }) => {
    votes.show({ item: "9" });
    await time.pass(1);
    same(votes.isMissing({ item: "9" }), true);
  }),
};
