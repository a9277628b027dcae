import { Credentials } from "../../../webapp/app/credentials.js";
import { Refusal } from "../../../webapp/app/refusal.js";
import { same } from "./expect.js";
import { withFakeTime } from "./fake-time.js";

const LIFE = 600_000;

/** A server that changes tickets for tokens, and a page that has as many as are asked for. */
const withCredentials = test => () =>
  withFakeTime(async time => {
    const changed = [];
    let tickets = 0;
    const world = {
      changed,
      change: async (ticket, old) => {
        changed.push({ ticket, old });
        return { token: `token of ${ticket}`, expiresIn: LIFE };
      },
      source: async () => `ticket ${++tickets}`,
    };
    const credentials = new Credentials((ticket, old) => world.change(ticket, old));
    await test({ credentials, world, time });
    credentials.forget();
  });

const refusalOf = promise =>
  promise.then(
    () => "none",
    error => error.code,
  );

export const tests = {
  withoutASourceTheCookieCounts: withCredentials(async ({ credentials }) => {
    same(await credentials.token(), undefined);
    same(credentials.isByTicket, false);
  }),

  whoNeedATokenAtOnceShareIt: withCredentials(async ({ credentials, world }) => {
    credentials.use(world.source);
    const tokens = await Promise.all([credentials.token(), credentials.token()]);
    same(tokens, ["token of ticket 1", "token of ticket 1"]);
    same(await credentials.token(), "token of ticket 1");
    same(world.changed.length, 1);
  }),

  tokenIsRenewedBeforeItEndsWithTheOldOne: withCredentials(async ({ credentials, world, time }) => {
    credentials.use(world.source);
    await credentials.token();
    await time.pass(LIFE * 0.8);
    same(world.changed[1], { ticket: "ticket 2", old: "token of ticket 1" });
    same(await credentials.token(), "token of ticket 2");
  }),

  renewalIsTriedAgain: withCredentials(async ({ credentials, world, time }) => {
    credentials.use(world.source);
    await credentials.token();
    const { change } = world;
    world.change = async () => {
      throw new Refusal("unreachable");
    };
    await time.pass(LIFE * 0.8);
    same(await credentials.token(), "token of ticket 1", "it is still good");
    world.change = change;
    await time.pass(10_000);
    same(world.changed.at(-1).old, "token of ticket 1");
  }),

  refusedTokenIsGivenUp: withCredentials(async ({ credentials, world }) => {
    credentials.use(world.source);
    credentials.refused(await credentials.token());
    same(await credentials.token(), "token of ticket 2");
    same(world.changed[1].old, undefined);
  }),

  whereThePageHasNoTicketNobodyIsSignedIn: withCredentials(async ({ credentials }) => {
    credentials.use(async () => null);
    same(await refusalOf(credentials.token()), "unauthenticated");
  }),

  whereThePageFailsItMayBeTriedAgain: withCredentials(async ({ credentials, world }) => {
    let fails = true;
    credentials.use(async () => {
      if (fails) throw new Error("the backend is away");
      return world.source();
    });
    same(await refusalOf(credentials.token()), "unreachable");
    fails = false;
    same(await credentials.token(), "token of ticket 1");
  }),

  anotherSourceIsOfSomebodyElse: withCredentials(async ({ credentials, world }) => {
    credentials.use(world.source);
    await credentials.token();
    same([credentials.use(world.source), credentials.use(async () => "other")], [false, true]);
    same(await credentials.token(), "token of other");
    same(world.changed.at(-1).old, undefined);
  }),

  whatIsUnderWayForTheOldSourceDoesNotCount: withCredentials(
    async ({ credentials, world, time }) => {
      credentials.use(world.source);
      const early = refusalOf(credentials.token());
      credentials.use(async () => "other");
      same(await early, "unauthenticated");
      same(await credentials.token(), "token of other");
      await time.pass(1);
      same(await credentials.token(), "token of other");
    },
  ),
};
