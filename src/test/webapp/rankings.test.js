import { Upvotes } from "../../../webapp/app/upvote/upvotes.js";
import { same } from "./expect.js";
import { withFakeServer } from "./fake-server.js";
import { FakeProfile } from "./fake-store.js";

const item = id => ({
  id,
  board: "1",
  title: `T${id}`,
  text: "",
  state: "open",
  author: { id: "2", name: "ben", displayName: "Ben" },
  at: "2026-11-22T10:00:00Z",
  up: 0,
  down: 0,
  rev: 1,
  mine: 0,
  edition: 1,
});

/** A board on which "top" has been chosen before; the server pages by two. */
const withRanking = test => () =>
  withFakeServer(async (server, time) => {
    const world = { version: "v1", ranked: ["2", "1", "3"], budget: undefined, votesOut: 0 };
    const rules = () => ({
      id: "1",
      edition: 1,
      title: "Ideas",
      description: "",
      budget: world.budget,
    });
    const ranked = ({ order, version = world.version, from = 0 }) =>
      version !== world.version
        ? { error: { code: "conflict" } }
        : {
            order,
            version,
            from,
            items: world.ranked.slice(from, from + 2).map(item),
            more: from + 2 < world.ranked.length,
          };
    server.answers = {
      hello: () => ({}),
      boards: () => ({ boards: [rules()] }),
      board: () => ({ board: rules(), votesOut: world.votesOut }),
      items: command =>
        command.order
          ? ranked(command)
          : {
              items: [...world.ranked].sort().reverse().map(item).slice(0, command.limit),
              more: false,
            },
      subscribe: ({ order, version }) => ({
        tallies: [],
        ...(order && version !== world.version && { ranking: { order, version: world.version } }),
      }),
      unsubscribe: () => ({}),
      vote: () => ({ error: { code: "quota" } }),
    };
    const orders = {
      find: () => "top",
      kept: [],
      keep: (board, order) => orders.kept.push([board, order]),
    };
    const restarts = [];
    const upvotes = new Upvotes({
      me: { id: "1", name: "ada", displayName: "Ada" },
      url: "ws://x/upvote",
      probe: async () => ({ signedIn: true }),
      store: new FakeProfile().tab(),
      listener: { changed() {}, phase() {}, arrived() {}, restarted: () => restarts.push(1) },
      orders,
    });
    await upvotes.start();
    await time.pass(1);
    try {
      await test({ upvotes, server, time, world, orders, restarts });
    } finally {
      upvotes.stop();
    }
  });

const ids = ({ board }) => board.list().map(({ id }) => id);

export const tests = {
  pagesComeFromTheVersionOfTheFirst: withRanking(async ({ upvotes, server }) => {
    same([ids(upvotes), upvotes.board.more], [["2", "1"], true]);
    await upvotes.loadOlder();
    const { version, from } = server.heardOf("items").at(-1);
    same([version, from, ids(upvotes), upvotes.board.more], ["v1", 2, ["2", "1", "3"], false]);
  }),

  forgottenVersionBeginsAfresh: withRanking(async ({ upvotes, world, restarts }) => {
    Object.assign(world, { version: "v2", ranked: ["3", "2", "1"] });
    await upvotes.loadOlder();
    same([ids(upvotes), restarts.length, upvotes.refusal], [["3", "2"], 1, null]);
    await upvotes.loadOlder();
    same(ids(upvotes), ["3", "2", "1"]);
  }),

  afterAReconnectTheListStandsAndTheNewOrderIsTold: withRanking(
    async ({ upvotes, server, time, world }) => {
      Object.assign(world, { version: "v2", ranked: ["4", "3", "2", "1"] });
      await time.pass(20_000);
      server.forget();
      server.cut();
      await time.pass(5000);
      same([ids(upvotes), upvotes.board.ranking.isOutdated], [["2", "1"], true]);
      same(upvotes.board.newCount, 1, "3 was there before");
      same(
        server.heardOf("items").filter(({ order }) => order),
        [],
        "no page is read again",
      );

      await upvotes.showNewOrder();
      same([ids(upvotes), upvotes.board.ranking.isOutdated], [["4", "3"], false]);
      same(upvotes.board.newCount, 0);
    },
  ),

  anotherOrderIsKeptAndTheOldOneGivenUp: withRanking(async ({ upvotes, server, orders }) => {
    await upvotes.chooseOrder("new");
    same([ids(upvotes), orders.kept], [["3", "2", "1"], [["1", "new"]]]);
    same(server.heardOf("unsubscribe"), [{ type: "unsubscribe", board: "1", order: "top" }]);
  }),

  lastChoiceOfSeveralIsShown: withRanking(async ({ upvotes }) => {
    await Promise.all([
      upvotes.chooseOrder("hot"),
      upvotes.chooseOrder("new"),
      upvotes.chooseOrder("active"),
    ]);
    same([upvotes.board.order, upvotes.board.ranking.order], ["active", "active"]);
  }),

  refusedVoteMakesTheBudgetReadAgain: withRanking(async ({ upvotes, server, time, world }) => {
    Object.assign(world, { budget: 3, votesOut: 1 });
    await upvotes.reload();
    same(upvotes.deeds.votesLeft(upvotes.board), 2);
    world.votesOut = 3;
    upvotes.deeds.vote("2", 1);
    await time.pass(1000);
    same(upvotes.deeds.votesLeft(upvotes.board), 0);
    same(upvotes.deeds.unsentVote("2").state, "failed");
  }),
};
