import { Connection } from "../../../webapp/app/connection.js";
import { holds, same } from "./expect.js";
import { withFakeServer } from "./fake-server.js";

/** @param {(all: any) => Promise<void>} test */
const withConnection = test => () =>
  withFakeServer(async (server, time) => {
    const phases = [];
    const probed = { times: 0, login: { signedIn: true } };
    const connection = new Connection({
      url: "ws://x/dm",
      probe: async () => (probed.times++, probed.login),
      listener: { phase: phase => phases.push(phase), welcome() {}, event() {} },
    });
    connection.open();
    await time.pass(1);
    try {
      await test({ connection, server, time, phases, probed });
    } finally {
      connection.close();
    }
  });

/** @param {number[]} times */
const pauses = times => times.slice(1).map((time, i) => time - times[i]);

export const tests = {
  drainedServerIsLeftAndTriedAfterItsOwnDelay: withConnection(async ({ server, time }) => {
    server.say({ type: "bye", code: 4100, reconnectAfter: 3270 });
    server.socket.lose(1006);
    await time.pass(3269);
    same(server.handshakes.length, 1);
    await time.pass(1);
    same(server.handshakes.length, 2);
  }),

  refusedHandshakesOfWhoIsSignedInAreTriedEverMoreSlowly: withConnection(
    async ({ server, time, phases, probed }) => {
      await time.pass(20_000);
      server.accepts = false;
      server.cut();
      await time.pass(600_000);
      const [, , ...later] = pauses(server.handshakes);
      holds(later.length < 40, `few tries in ten minutes, but ${later.length}`);
      holds(Math.min(...later) >= 1000, "never in quick succession");
      holds(later.at(-1) >= 15_000, "in the end far apart");
      same(probed.times, server.handshakes.length - 1, "api/me after each refusal, not more");
      same([phases.includes("signed-out"), phases.at(-1)], [false, "blocked"]);

      server.accepts = true;
      await time.pass(30_000);
      same(phases.at(-1), "live");
    },
  ),

  clientsRefusedTogetherDoNotComeBackTogether: withConnection(async ({ server, time, probed }) => {
    const backAfter = [];
    probed.login = { retryAfter: 20_000 };
    for (const random of [0, 0.5, 0.99]) {
      Math.random = () => random;
      server.accepts = false;
      server.cut();
      await time.pass(20_000);
      const refused = server.handshakes.at(-1);
      server.accepts = true;
      await time.pass(40_000);
      backAfter.push(server.handshakes.at(-1) - refused);
      await time.pass(20_000);
    }
    same(new Set(backAfter).size, 3);
    holds(Math.min(...backAfter) >= 20_000, "not before the server's time");
  }),

  whoIsSignedOutStopsTrying: withConnection(async ({ server, time, phases, probed }) => {
    probed.login = { signedIn: false };
    server.accepts = false;
    server.cut();
    await time.pass(600_000);
    same([server.handshakes.length, phases.at(-1)], [2, "signed-out"]);
  }),

  renewedConnectionIsOpenedAgainOnceAndNotAtOnce: withConnection(
    async ({ connection, server, time, phases }) => {
      connection.renew();
      connection.renew();
      same([server.handshakes.length, phases.at(-1)], [1, "reconnecting"]);
      await time.pass(5000);
      same([server.handshakes.length, phases.at(-1)], [2, "live"]);
    },
  ),

  closedConnectionIsNotRenewed: withConnection(async ({ connection, server, time }) => {
    connection.close();
    connection.renew();
    await time.pass(60_000);
    same(server.handshakes.length, 1);
  }),
};
