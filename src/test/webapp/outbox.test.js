import { Outbox } from "../../../webapp/app/outbox.js";
import { Refusal } from "../../../webapp/app/refusal.js";
import { holds, same, settled } from "./expect.js";
import { FakeProfile } from "./fake-store.js";

/**
 * A server that notes what it is asked and answers when told to, and timers that run when told to.
 */
function start(profile = new FakeProfile(), how = {}) {
  const asked = [];
  const acknowledged = [];
  const later = [];
  const outbox = new Outbox({
    store: profile.tab(how),
    request: command => new Promise((ok, no) => asked.push({ command, ok, no })),
    acknowledged: (entry, reply) => acknowledged.push([entry.command.text, reply]),
    changed: () => {},
    later: (action, delay) => later.push({ action, delay }),
  });
  return {
    outbox,
    asked,
    acknowledged,
    later,
    texts: () => asked.map(({ command }) => command.text),
  };
}

/** Two tabs of one profile, each with the connection that it is to have. */
async function startTwo(live = [true, true]) {
  const profile = new FakeProfile();
  const tabs = [start(profile), start(profile)];
  for (const [i, { outbox }] of tabs.entries()) {
    await outbox.restore();
    outbox.connected(live[i]);
  }
  return { profile, first: tabs[0], second: tabs[1] };
}

export const tests = {
  async nothingIsSentBeforeTheConnectionIsLive() {
    const { outbox, texts } = start();
    outbox.add("a", { text: "1" });
    await settled();
    same(texts(), []);
    outbox.connected(true);
    same(texts(), ["1"]);
  },

  async whatIsAnsweredWhileTheStoreIsReadIsNotSentAgain() {
    const { outbox, asked, texts } = start();
    outbox.add("a", { text: "1" });
    await settled();
    outbox.connected(true); // Leads, and looks into the store.
    asked[0].ok({});
    await settled();
    same(texts(), ["1"]);
    same(outbox.size, 0);
  },

  async ofALaneOneIsUnderWayAndOthersDoNotWait() {
    const { outbox, asked, texts } = start();
    outbox.connected(true);
    outbox.add("a", { text: "a1" });
    outbox.add("a", { text: "a2" });
    outbox.add("b", { text: "b1" });
    await settled();
    same(texts(), ["a1", "b1"]);
    asked[0].ok({});
    await settled();
    same(texts(), ["a1", "b1", "a2"]);
  },

  async afterALossTheSameKeyIsSentAgainInOrder() {
    const { outbox, asked, texts } = start();
    outbox.connected(true);
    outbox.add("a", { text: "1" });
    outbox.add("a", { text: "2" });
    await settled();
    outbox.connected(false);
    asked[0].no(new Refusal("connection_lost"));
    await settled();
    same(texts(), ["1"]);
    outbox.connected(true);
    same(texts(), ["1", "1"]);
    same(asked[0].command.key, asked[1].command.key);
    asked[1].ok({});
    await settled();
    same(texts(), ["1", "1", "2"]);
  },

  async afterRetryAfterNothingOvertakes() {
    const { outbox, asked, later, texts } = start();
    outbox.connected(true);
    outbox.add("a", { text: "1" });
    outbox.add("a", { text: "2" });
    await settled();
    asked[0].no(new Refusal("rate_limited", "slow", 1800));
    await settled();
    same([texts(), later[0].delay], [["1"], 1800]);
    outbox.add("a", { text: "3" });
    await settled();
    same(texts(), ["1"], "a new one waits too");
    later[0].action();
    same(texts(), ["1", "1"]);
    same(asked[0].command.key, asked[1].command.key);
  },

  async refusedForGoodStepsAsideUntilRetried() {
    const { outbox, asked, acknowledged, texts } = start();
    outbox.connected(true);
    outbox.add("a", { text: "1" });
    outbox.add("a", { text: "2" });
    await settled();
    asked[0].no(new Refusal("not_accepting"));
    await settled();
    same(texts(), ["1", "2"]);
    same(
      outbox.entries("a").map(({ state }) => state),
      ["failed", "sending"],
    );
    outbox.retry(outbox.entries("a")[0]);
    asked[1].ok({ seq: 1 });
    await settled();
    same(texts(), ["1", "2", "1"]);
    asked[2].ok({ seq: 2 });
    await settled();
    same(acknowledged, [
      ["2", { seq: 1 }],
      ["1", { seq: 2 }],
    ]);
    same(outbox.size, 0);
  },

  async failedOnesCanBeDiscardedAndOthersCannot() {
    const { outbox, asked } = start();
    outbox.connected(true);
    outbox.add("a", { text: "1" });
    await settled();
    outbox.discard(outbox.entries("a")[0]);
    same(outbox.size, 1);
    asked[0].no(new Refusal("too_large"));
    await settled();
    outbox.discard(outbox.entries("a")[0]);
    same(outbox.size, 0);
  },

  async ownEventSettlesBeforeTheReply() {
    const { outbox, asked, texts } = start();
    outbox.connected(true);
    const { key } = outbox.add("a", { text: "1" });
    outbox.add("a", { text: "2" });
    await settled();
    outbox.settled("a", key);
    same(
      outbox.entries("a").map(({ command }) => command.text),
      ["2"],
    );
    asked[0].no(new Refusal("connection_lost"));
    await settled();
    outbox.connected(true);
    same(texts(), ["1", "2"]);
  },

  async replacingKeepsWhatIsUnderWayAndTheLast() {
    const { outbox, asked } = start();
    outbox.connected(true);
    outbox.add("v", { value: 1 }, { replacing: true });
    await settled();
    outbox.add("v", { value: 0 }, { replacing: true });
    outbox.add("v", { value: 1 }, { replacing: true });
    same(
      outbox.entries("v").map(({ command }) => command.value),
      [1, 1],
    );
    asked[0].ok({});
    await settled();
    same(asked.length, 2);
  },

  async storedEntriesGoOnWithTheirKey() {
    const stored = {
      key: "k",
      lane: "a",
      command: { text: "1", key: "k" },
      writtenAt: Date.now(),
      state: "sending",
    };
    const profile = new FakeProfile();
    profile.entries.set("k", stored);
    const { outbox, asked } = start(profile);
    await outbox.restore();
    outbox.connected(true);
    same(asked[0].command, stored.command);
  },

  async onlySoManyLanesAreUnderWayAtOnce() {
    const { outbox, asked } = start();
    outbox.connected(true);
    for (let i = 0; i < 40; i++) outbox.add(`lane ${i}`, { text: String(i) });
    await settled();
    same(asked.length, 16);
    asked[0].ok({});
    await settled();
    same(asked.length, 17);
  },

  async outboxIsLimited() {
    const { outbox } = start();
    let refusal;
    for (let i = 0; i < 600 && !refusal; i++) {
      try {
        outbox.add("a", { text: "x" });
      } catch (error) {
        refusal = error;
      }
    }
    same(refusal?.code, "outbox_full");
  },

  async whatIsTooOldIsForAPersonToDecideAndGetsANewKey() {
    const profile = new FakeProfile();
    const command = { text: "1", key: "k" };
    profile.entries.set("k", { key: "k", lane: "a", command, writtenAt: 0, state: "waiting" });
    const { outbox, asked } = start(profile);
    await outbox.restore();
    outbox.connected(true);
    await settled();
    same(asked.length, 0);
    const [entry] = outbox.entries("a");
    same([entry.state, entry.refusal.code], ["failed", "outdated"]);
    outbox.retry(entry);
    await settled();
    same(asked[0].command.text, "1");
    holds(asked[0].command.key !== "k", "another key");
    same(profile.entries.size, 1);
  },

  async oneTabSendsAndAllShow() {
    const { profile, first, second } = await startTwo();
    second.outbox.add("a", { text: "1" });
    await settled();
    same([first.texts(), second.texts()], [["1"], []]);
    same(second.outbox.entries("a")[0].state, "sending");
    first.asked[0].ok({ seq: 1 });
    await settled();
    same([first.outbox.size, second.outbox.size, profile.entries.size], [0, 0, 0]);
    same([first.acknowledged, second.acknowledged], [[["1", { seq: 1 }]], [["1", { seq: 1 }]]]);
  },

  async tabThatLeadsAndIsLostLeavesItsWorkToTheNext() {
    const { first, second } = await startTwo();
    first.outbox.add("a", { text: "1" });
    first.outbox.add("a", { text: "2" });
    await settled();
    first.outbox.close();
    await settled();
    same(second.texts(), ["1"]);
    same(second.asked[0].command.key, first.asked[0].command.key);
    second.asked[0].ok({});
    await settled();
    same(second.texts(), ["1", "2"]);
  },

  async tabWithoutAConnectionLeavesTheSendingToOneThatHasIt() {
    const { first: offline, second: online } = await startTwo([false, true]);
    offline.outbox.add("a", { text: "1" });
    await settled();
    same([offline.texts(), online.texts()], [[], ["1"]]);
  },

  async tabThatHearsNothingLoadsWhenItBeginsToLead() {
    const profile = new FakeProfile();
    const deaf = start(profile, { deaf: true });
    const other = start(profile);
    await deaf.outbox.restore();
    await other.outbox.restore();
    other.outbox.add("a", { text: "1" });
    await settled();
    deaf.outbox.connected(true);
    await settled();
    same(deaf.texts(), ["1"]);
  },

  async whatAnotherTabTakesBackIsNotSent() {
    const { first, second } = await startTwo([false, false]);
    second.outbox.add("v", { value: 1 }, { replacing: true });
    await settled();
    second.outbox.add("v", { value: 0 }, { replacing: true });
    await settled();
    first.outbox.connected(true);
    await settled();
    same(
      first.asked.map(({ command }) => command.value),
      [0],
    );
  },

  async whatIsUnderWayInOneTabIsNotTakenBackByAnother() {
    const { first, second } = await startTwo([true, false]);
    second.outbox.add("v", { value: 1 }, { replacing: true });
    await settled();
    second.outbox.add("v", { value: 0 }, { replacing: true });
    await settled();
    first.asked[0].ok({});
    await settled();
    same(
      first.asked.map(({ command }) => command.value),
      [1, 0],
    );
  },

  async retriedInOneTabIsSentByTheOther() {
    const { first, second } = await startTwo([true, false]);
    first.outbox.add("a", { text: "1" });
    await settled();
    first.asked[0].no(new Refusal("not_accepting", "Not now"));
    await settled();
    const [failed] = second.outbox.entries("a");
    same([failed.state, failed.refusal.message], ["failed", "Not now"]);
    second.outbox.retry(failed);
    await settled();
    same(first.texts(), ["1", "1"]);
    same(first.asked[0].command.key, first.asked[1].command.key);
  },

  async whatCannotBeKeptFailsAndIsSentWhenTriedAgain() {
    const profile = new FakeProfile();
    const { outbox, texts } = start(profile);
    await outbox.restore();
    profile.isFull = true;
    outbox.add("a", { text: "1" });
    await settled();
    outbox.connected(true);
    const [failed] = outbox.entries("a");
    same([failed.state, failed.refusal.code, texts()], ["failed", "not_kept", []]);
    profile.isFull = false;
    outbox.add("a", { text: "2" });
    outbox.retry(failed);
    await settled();
    same([texts(), outbox.entries("a").length], [["2"], 2]);
    same(outbox.entries("a")[1].command.key, failed.key);
  },

  async whatIsUnderWayWhenItCannotBeKeptGoesOn() {
    const profile = new FakeProfile();
    const { outbox, asked } = start(profile);
    await outbox.restore();
    profile.isFull = true;
    outbox.connected(true);
    outbox.add("a", { text: "1" });
    outbox.connected(true);
    await settled();
    same(outbox.entries("a")[0].state, "sending");
    asked[0].ok({});
    await settled();
    same(outbox.size, 0);
  },
};
