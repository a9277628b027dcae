/** Direct messages on a fake server, for the tests of what joins connection, outbox and state. */
import { DirectMessages } from "../../../webapp/app/dm/direct-messages.js";
import { withFakeServer } from "./fake-server.js";
import { FakeProfile } from "./fake-store.js";

export const me = { id: "1", name: "ada", displayName: "Ada" };
export const ben = { id: "2", name: "ben", displayName: "Ben" };
export const stored = (seq, from = "2") => ({
  seq,
  from,
  text: `t${seq}`,
  at: "2026-11-22T10:00:00Z",
  key: `k${seq}`,
});
export const message = (n, seq, from) => ({
  n,
  type: "message",
  conversation: "3",
  ...stored(seq, from),
});
export const memory = () => new FakeProfile().tab();

/** One conversation with Ben, open and loaded up to seq 2; the log stands at 10 in epoch e1. */
export const withMessages = test => () =>
  withFakeServer(async (server, time) => {
    const world = { list: [stored(1), stored(2, "1")], delivered: 0, position: 10, epoch: "e1" };
    const welcome = () => ({ epoch: world.epoch, n: world.position, resumed: false });
    server.answers = {
      hello: welcome,
      ack: () => ({}),
      conversations: () => ({
        conversations: world.list.length
          ? [
              {
                id: "3",
                kind: "direct",
                with: ben,
                seq: world.list.length,
                last: world.list.at(-1),
                delivered: world.delivered,
                read: world.list.length,
                unread: 0,
                asOf: world.position,
              },
            ]
          : [],
        more: false,
      }),
      history: ({ after = 0 }) => ({
        conversation: "3",
        messages: world.list.filter(({ seq }) => seq > after),
        more: false,
        marks: [
          { account: "1", delivered: 99, read: 99 },
          { account: "2", delivered: world.delivered },
        ],
      }),
      read: ({ conversation, seq }) => ({ conversation, seq, unread: 0, asOf: world.position }),
      watch: ({ people }) => ({ presence: people.map(account => ({ account, state: "online" })) }),
      unwatch: () => ({}),
      status: () => ({ state: "online" }),
      typing: () => ({}),
    };
    const arrived = [];
    const messages = new DirectMessages({
      me,
      url: "ws://x/dm",
      probe: async () => ({ signedIn: true }),
      store: memory(),
      listener: { changed() {}, phase() {}, arrived: (_, { text }) => arrived.push(text) },
    });
    await messages.start();
    await time.pass(1);
    await messages.openWith(ben);
    await time.pass(20_000);
    server.forget();
    const comeBack = async () => {
      server.cut();
      await time.pass(5000);
    };
    const resumes = () => (server.answers.hello = ({ resume }) => ({ ...resume, resumed: true }));
    try {
      await test({ messages, server, time, world, arrived, comeBack, resumes });
    } finally {
      messages.stop();
    }
  });

export const seqs = ({ opened: { messages } }) => messages?.list().map(({ seq }) => seq) ?? [];
export const lastResume = server => server.heardOf("hello").at(-1).resume;
export const reads = server =>
  server.heard.filter(({ type }) => /conversations|history/.test(type));
