import { Acknowledgement, WITHIN_MS } from "../../../webapp/app/dm/acknowledgement.js";
import { Refusal } from "../../../webapp/app/refusal.js";
import { holds, same } from "./expect.js";
import { withFakeTime } from "./fake-time.js";

/** @param {(all: any) => Promise<void>} test */
const withAck = test => () =>
  withFakeTime(async time => {
    const told = [];
    const failing = { with: null };
    const ack = new Acknowledgement(async n => {
      told.push(n);
      if (failing.with) throw failing.with;
    });
    ack.start(100);
    await test({ ack, told, time, failing });
  });

export const tests = {
  itStaysWithinWhatTheProtocolAllows() {
    holds(WITHIN_MS <= 5000, "5 s after an event at the latest");
  },

  manyEventsInAShortTimeAreToldOnce: withAck(async ({ ack, told, time }) => {
    for (let n = 101; n <= 149; n++) ack.reached(n);
    await time.pass(WITHIN_MS - 1);
    same(told, []);
    await time.pass(1);
    same(told, [149]);
    await time.pass(60_000);
    same(told, [149], "without a new event");
  }),

  laterEventsDoNotPutItOff: withAck(async ({ ack, told, time }) => {
    ack.reached(101);
    await time.pass(WITHIN_MS - 1);
    ack.reached(102);
    await time.pass(1);
    same(told, [102]);
  }),

  fiftyEventsAreToldAtOnce: withAck(async ({ ack, told, time }) => {
    for (let n = 101; n <= 275; n++) ack.reached(n);
    same(told, [150, 200, 250]);
    await time.pass(WITHIN_MS);
    same(told, [150, 200, 250, 275]);
  }),

  whatTheServerKnowsIsNotTold: withAck(async ({ ack, told, time }) => {
    ack.reached(100);
    ack.reached(7);
    await time.pass(60_000);
    same(told, []);
  }),

  nothingIsToldWithoutAConnection: withAck(async ({ ack, told, time }) => {
    ack.reached(101);
    ack.stop();
    await time.pass(60_000);
    same(told, []);
  }),

  busyServerIsToldAgainAfterItsTime: withAck(async ({ ack, told, time, failing }) => {
    failing.with = new Refusal("rate_limited", "", 9000);
    ack.reached(101);
    await time.pass(WITHIN_MS);
    failing.with = null;
    await time.pass(8999);
    same(told, [101]);
    await time.pass(1);
    same(told, [101, 101]);
  }),

  serverThatDoesNotKnowItIsToldOnceForEachConnection: withAck(
    async ({ ack, told, time, failing }) => {
      failing.with = new Refusal("bad_request");
      ack.reached(101);
      await time.pass(WITHIN_MS);
      for (let n = 102; n < 300; n++) ack.reached(n);
      await time.pass(60_000);
      same(told, [101]);
      ack.start(200);
      ack.reached(300);
      same(told, [101, 300]);
    },
  ),

  lostConnectionIsNoReasonToTellAgain: withAck(async ({ ack, told, time, failing }) => {
    failing.with = new Refusal("connection_lost");
    ack.reached(101);
    await time.pass(60_000);
    same(told, [101]);
  }),
};
