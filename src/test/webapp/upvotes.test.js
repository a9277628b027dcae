import { Upvotes } from "../../../webapp/app/upvote/upvotes.js";
import { same } from "./expect.js";
import { withFakeServer } from "./fake-server.js";
import { FakeProfile } from "./fake-store.js";

const author = { id: "2", name: "ben", displayName: "Ben" };
const item = (id, rev, up, mine = 0) => ({
  id,
  board: "1",
  title: `T${id}`,
  text: "",
  author,
  at: "2026-11-22T10:00:00Z",
  up,
  down: 0,
  rev,
  mine,
  edition: 1,
});

/** A board with the items 6 and 5; `subscribe` answers as the protocol says. */
const withUpvotes = (test, chosen) => () =>
  withFakeServer(async (server, time) => {
    const world = { epoch: "e1", items: [item("6", 3, 2), item("5", 7, 4, 1)] };
    server.answers = {
      hello: () => ({ epoch: world.epoch }),
      boards: () => ({
        boards: ["1", "2"].map(id => ({ id, title: `Board ${id}`, description: "" })),
      }),
      items: () => ({ board: "1", items: world.items, more: false }),
      subscribe: ({ items = [] }) => ({
        tallies: world.items
          .filter(({ id, rev }) => items.some(each => each.item === id && rev > (each.rev ?? -1)))
          .map(({ id, up, down, rev, mine }) => ({ item: id, up, down, rev, mine })),
        missing: items.map(each => each.item).filter(id => !world.items.some(i => i.id === id)),
      }),
    };
    const upvotes = new Upvotes({
      me: { id: "1", name: "ada", displayName: "Ada" },
      url: "ws://x/upvote",
      probe: async () => ({ signedIn: true }),
      store: new FakeProfile().tab(),
      listener: { changed() {}, phase() {}, arrived() {} },
      chosen,
    });
    const comeBack = async () => {
      await time.pass(20_000);
      server.forget();
      server.cut();
      await time.pass(5000);
    };
    await upvotes.start();
    try {
      await test({ upvotes, server, time, world, comeBack });
    } finally {
      upvotes.stop();
    }
  });

const subscribed = server =>
  server.heardOf("subscribe").flatMap(({ items }) => (items ? [items] : []));
const counts = (upvotes, id) => {
  const { up, rev, mine } = upvotes.board.find(id);
  return [up, rev, mine];
};

export const tests = {
  firstBoardIsShownOrTheOneThatIsAskedFor: async () => {
    const shown = async chosen => {
      let id;
      await withUpvotes(async ({ upvotes, time }) => {
        await time.pass(1);
        id = upvotes.board.id;
      }, chosen)();
      return id;
    };
    same([await shown(), await shown("2"), await shown("9")], ["1", "2", "1"]);
  },

  afterAReconnectItemsAreSubscribedToWithTheirRevs: withUpvotes(
    async ({ upvotes, server, time, world, comeBack }) => {
      await time.pass(1);
      world.items[0] = item("6", 4, 3);
      await comeBack();
      same(subscribed(server), [
        [
          { item: "6", rev: 4, edition: 1 },
          { item: "5", rev: 7, edition: 1 },
        ],
      ]);
      same(
        [counts(upvotes, "6"), counts(upvotes, "5")],
        [
          [3, 4, 0],
          [4, 7, 1],
        ],
      );
    },
  ),

  whatCameBetweenTheItemsAndTheSubscriptionComesWithIt: withUpvotes(
    async ({ upvotes, server, time, world, comeBack }) => {
      await time.pass(1);
      const { items } = server.answers;
      server.answers.items = command => {
        const page = items(command);
        world.items = [item("6", 9, 8, 1), world.items[1]];
        return page;
      };
      await comeBack();
      same(counts(upvotes, "6"), [8, 9, 1]);
    },
  ),

  countsWithoutMyVoteAreNotToldAsKnown: withUpvotes(
    async ({ upvotes, server, time, world, comeBack }) => {
      await time.pass(1);
      server.say({ type: "tally", item: "6", up: 3, down: 0, rev: 4 });
      // My vote of rev 4, from another window, was lost with the connection; the page has not it.
      world.items = [item("9", 1, 0), world.items[1], item("6", 4, 3, 1)];
      server.answers.items = () => ({
        board: "1",
        items: world.items.slice(0, 2),
        more: true,
      });
      await comeBack();
      same(counts(upvotes, "6"), [3, 4, 1]);
    },
  ),

  anotherEpochDropsTheRevs: withUpvotes(async ({ upvotes, server, time, world, comeBack }) => {
    await time.pass(1);
    Object.assign(world, { epoch: "e2", items: [item("6", 1, 0), item("5", 2, 1)] });
    await comeBack();
    same(subscribed(server), [
      [
        { item: "6", rev: 1, edition: 1 },
        { item: "5", rev: 2, edition: 1 },
      ],
    ]);
    same(
      [counts(upvotes, "6"), counts(upvotes, "5")],
      [
        [0, 1, 0],
        [1, 2, 0],
      ],
    );
  }),

  refusedSubscriptionIsMadeAgain: withUpvotes(async ({ upvotes, server, time }) => {
    const { subscribe } = server.answers;
    server.answers.subscribe = command =>
      command.items ? { error: { code: "unavailable", retryAfter: 100 } } : subscribe(command);
    await time.pass(5000);
    same(upvotes.refusal?.code, "unavailable");
    server.answers.subscribe = subscribe;
    server.forget();

    await upvotes.reload();
    same(
      subscribed(server).map(items => items.map(each => each.item)),
      [["6", "5"]],
    );
    same(upvotes.refusal, null);

    server.forget();
    await upvotes.reload();
    same(subscribed(server), [], "what is watched is not asked for again");
  }),

  itemThatIsNoMoreIsNeitherShownNorWatched: withUpvotes(
    async ({ upvotes, server, time, world }) => {
      await time.pass(1);
      server.say({ type: "item", item: item("8", 1, 0) });
      await time.pass(1000);
      same(
        upvotes.board.list().map(({ id }) => id),
        ["6", "5"],
      );
      world.items.unshift(item("8", 1, 0));
      server.forget();
      await upvotes.reload();
      same(
        subscribed(server).map(items => items.map(each => each.item)),
        [["8"]],
      );
    },
  ),
};
