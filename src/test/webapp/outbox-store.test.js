/** The store on a real browser's IndexedDB, channels and locks; in Node there are none. */
import {
  forgetUnsent,
  isAnyUnkept,
  outboxStore,
  unsentCount,
} from "../../../webapp/app/outbox-store.js";
import { Refusal } from "../../../webapp/app/refusal.js";
import { same } from "./expect.js";

const entry = (key, state = "waiting") => ({
  key,
  lane: "a",
  command: { text: key, key },
  writtenAt: 1,
  state,
});
const keys = entries => entries.map(({ key }) => key);

/** Two tabs of one account that nobody else has. */
async function withTabs(test) {
  const account = crypto.randomUUID();
  const [one, other] = [outboxStore("dm", account), outboxStore("dm", account)];
  try {
    await test({ account, one, other });
  } finally {
    one.close();
    other.close();
  }
}

/** What another tab is told next. */
function news(store) {
  const heard = [];
  let wake = () => {};
  const take = each => {
    heard.push(each);
    wake();
  };
  store.watch({
    put: put => take({ put }),
    removed: (removed, reply) => take({ removed, reply }),
  });
  return async () => {
    while (!heard.length) await new Promise(resolve => (wake = resolve));
    return heard.shift();
  };
}

const inBrowser = {
  entriesAreKeptInTheOrderWritten: () =>
    withTabs(async ({ account, one, other }) => {
      for (const key of ["b", "a", "c"]) await one.put(entry(`${account} ${key}`));
      await one.put({ ...entry(`${account} b`), refusal: new Refusal("not_accepting", "No") });
      await one.remove(`${account} a`);
      const loaded = await other.load();
      same(keys(loaded), [`${account} c`, `${account} b`]);
      same(loaded[1].refusal, { code: "not_accepting", message: "No", retryAfter: undefined });
      same(isAnyUnkept(), false);
    }),

  whatTheBrowserHasNoRoomForLivesAsLongAsThePage: () =>
    withTabs(async ({ account, one, other }) => {
      const { add } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.add = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
      let isRejected = false;
      try {
        await one.put(entry(`${account} a`)).catch(() => (isRejected = true));
      } finally {
        IDBObjectStore.prototype.add = add;
      }
      same([isRejected, isAnyUnkept(), keys(await other.load())], [true, true, [`${account} a`]]);
      await one.put(entry(`${account} a`));
      same([isAnyUnkept(), keys(await other.load())], [false, [`${account} a`]]);
    }),

  accountsAndEndpointsAreApart: () =>
    withTabs(async ({ account, one }) => {
      const votes = outboxStore("upvote", account);
      await one.put(entry(`${account} a`));
      await votes.put(entry(`${account} b`));
      same([await unsentCount(account), await unsentCount("nobody")], [2, 0]);
      same(keys(await votes.load()), [`${account} b`]);
      votes.close();
      await forgetUnsent(account);
      same(await unsentCount(account), 0);
    }),

  otherTabsAreToldAndThisOneIsNot: () =>
    withTabs(async ({ account, one, other }) => {
      const [own, others] = [news(one), news(other)];
      await one.put(entry(`${account} a`));
      one.show(entry(`${account} a`, "sending"));
      await one.remove(`${account} a`, { seq: 7 });
      await other.put(entry(`${account} b`));
      same((await others()).put.state, "waiting");
      same((await others()).put.state, "sending");
      same(await others(), { removed: `${account} a`, reply: { seq: 7 } });
      same((await own()).put.key, `${account} b`);
    }),

  oneLeadsAtATime: () =>
    withTabs(async ({ one, other }) => {
      const order = [];
      const end = await new Promise(resolve => {
        const ending = one.lead(() => {
          order.push("one");
          setTimeout(() => resolve(ending));
        });
      });
      const otherLeads = new Promise(resolve => {
        const ending = other.lead(() => {
          order.push("other");
          setTimeout(() => resolve(ending));
        });
      });
      order.push("one ends");
      end();
      (await otherLeads)();
      same(order, ["one", "one ends", "other"]);
    }),

  whoGivesUpWaitingDoesNotLead: () =>
    withTabs(async ({ one, other }) => {
      let ledBy = "";
      const end = await new Promise(resolve => {
        const ending = one.lead(() => setTimeout(() => resolve(ending)));
      });
      other.lead(() => (ledBy = "other"))();
      end();
      const third = await new Promise(resolve => {
        const ending = one.lead(() => setTimeout(() => resolve(ending)));
      });
      third();
      same(ledBy, "");
    }),
};

export const tests = typeof indexedDB === "undefined" ? {} : inBrowser;
