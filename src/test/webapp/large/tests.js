/**
 * Tests of what is drawn of a large world: the place that is kept, and that not everything is drawn.
 * They need a page with layout, so a browser runs them: `import { runLarge } from "./tests.js"`.
 */
import { RUN_MAX } from "../../../../webapp/app/dm/messages.js";
import { holds, same } from "../expect.js";
import { resultsOf } from "../results.js";
import { frame, openBoard, openConversation, until } from "./opening.js";

/** Pixels, for what is rounded. */
const NEAR_PX = 1.5;

/** @param {any} box @returns {HTMLElement[]} */
const rows = box => [...box.querySelectorAll("[data-seq]")];
/** @param {any} box @param {Element} row */
const topOf = (box, row) => row.getBoundingClientRect().top - box.getBoundingClientRect().top;
/** @param {any} box */
const firstInView = box =>
  rows(box).find(row => row.getBoundingClientRect().bottom > box.getBoundingClientRect().top + 1);
/** @param {any} dm */
const run = dm => /** @type {any} */ (dm.messages.opened.messages);

/** Scrolls up by portions, as a person does. @param {any} opened @param {number} seq */
async function scrollUpTo({ dm, box }, seq) {
  for (let tries = 0; run(dm).first > seq; tries++) {
    if (tries > 2000) throw new Error(`never came up to ${seq}`);
    box.scrollTop -= 300;
    await frame();
  }
}

/** What is done leaves the row at the top where it is. @param {any} box @param {() => any} action */
async function keepsPlace(box, action) {
  const row = /** @type {HTMLElement} */ (firstInView(box));
  const before = topOf(box, row);
  await action();
  await frame();
  await frame();
  holds(box.contains(row), "the row is still there");
  holds(Math.abs(topOf(box, row) - before) < NEAR_PX, `${before} is still ${topOf(box, row)}`);
}

/** @param {Element} node what changes in it, but not what surrounds it @returns {() => number} */
function countChanges(node) {
  const observer = new MutationObserver(() => {});
  observer.observe(node, { subtree: true, childList: true, characterData: true, attributes: true });
  return () => observer.takeRecords().length;
}

export const tests = {
  async placeIsKeptWhileOlderPagesLoad() {
    const { dm, box } = await openConversation({ messages: 1000 });
    for (let pages = 0; pages < 12; pages++) {
      box.scrollTop = 1100;
      await frame();
      const { first } = run(dm);
      await keepsPlace(box, async () => {
        dm.reading.loadOlder();
        await until(() => run(dm).first < first, "an older page");
      });
    }
  },

  async onlyPartOfAThousandMessagesIsDrawn() {
    const opened = await openConversation({ messages: 1000 });
    await scrollUpTo(opened, 1);
    const { dm, box } = opened;
    holds(rows(box).length <= RUN_MAX + 50, `${rows(box).length} rows`);
    same(run(dm).atEnd, false, "the end is dropped");
    same(rows(box)[0].dataset.seq, "1");
    box.scrollTop = 0;
    await frame();
    for (let tries = 0; !run(dm).atEnd || box.scrollHeight - box.scrollTop - 900 > 0; tries++) {
      if (tries > 2000) throw new Error("never came down to the end");
      box.scrollTop += 300;
      await frame();
      if (run(dm).atEnd && rows(box).at(-1)?.dataset.seq === "1000") break;
    }
    holds(rows(box).length <= RUN_MAX + 50, `${rows(box).length} rows`);
    holds(run(dm).more, "the beginning is dropped");
  },

  async messagesStandInTheirOrderBelowTheirDays() {
    const opened = await openConversation({ messages: 3000 });
    await scrollUpTo(opened, 1500);
    const seqs = rows(opened.box).map(({ dataset }) => Number(dataset.seq));
    same(
      seqs,
      seqs.map((_, i) => seqs[0] + i),
    );
    const list = opened.box.querySelector("ol");
    same(list.firstElementChild.className, "day", "above the first");
    same(list.querySelectorAll(".message .message, :scope > :not(li)").length, 0);
  },

  async whatComesInWhileOneReadsUpMovesNothing() {
    const opened = await openConversation({ messages: 400 });
    const { world, dm, box } = opened;
    await scrollUpTo(opened, 300);
    await keepsPlace(box, async () => {
      for (let i = 0; i < 20; i++) world.arrive();
      await until(() => dm.find(".news-below"), "the way to what is new");
    });
    dm.find(".news-below").click();
    await until(() => rows(box).at(-1)?.dataset.seq === "420", "the newest");
    await frame();
    holds(box.scrollHeight - box.scrollTop - box.clientHeight < 2, "it is at the end");
    await (async () => {
      world.arrive();
      await until(() => rows(box).at(-1)?.dataset.seq === "421", "one more");
      await frame();
    })();
    holds(box.scrollHeight - box.scrollTop - box.clientHeight < 2, "it follows");
  },

  async soManyComeInAtTheEndThatTheFirstAreDropped() {
    const { world, dm, box } = await openConversation({ messages: 60 });
    for (let i = 0; i < 2 * RUN_MAX; i++) {
      world.arrive();
      if (i % 20 === 0) await frame();
    }
    await until(() => rows(box).at(-1)?.dataset.seq === String(60 + 2 * RUN_MAX), "the last");
    holds(rows(box).length <= RUN_MAX + 1, `${rows(box).length} rows`);
    holds(run(dm).more && run(dm).atEnd, "older ones can be loaded");
    holds(box.scrollHeight - box.scrollTop - box.clientHeight < 2, "it is at the end");
  },

  async oneGetsToAnOldMessageAndBack() {
    const { dm, box } = await openConversation({ messages: 10_000 });
    await dm.openAt("3", 1234);
    await until(() => dm.find('[data-seq="1234"]'), "the old one");
    await frame();
    const row = dm.find('[data-seq="1234"]');
    const top = topOf(box, row);
    holds(top > 0 && top < box.clientHeight / 2, `in view: ${top}`);
    holds(row.classList.contains("found"), "it is marked");
    same(dm.root.activeElement === row, true, "it has the focus");
    dm.find(".news-below").click();
    await until(() => rows(box).at(-1)?.dataset.seq === "10000", "the newest");
    await frame();
    holds(box.scrollHeight - box.scrollTop - box.clientHeight < 2, "it is at the end");
  },

  async oneGetsToTheFirstOfManyThatAreUnread() {
    const { dm, box } = await openConversation({ messages: 1000, unread: 600 });
    await until(() => dm.find(".unread-above"), "the way up");
    dm.find(".unread-above").click();
    await until(() => dm.find(".new-line"), "the line");
    await frame();
    const top = topOf(box, dm.find(".new-line"));
    holds(top > 0 && top < box.clientHeight / 2, `in view: ${top}`);
    same(dm.find(".new-line + .message").dataset.seq, "402", "401 is mine");
    same(dm.find(".unread-above"), null);
  },

  async placeIsKeptWhenTheWindowAndWhatIsInItChangeTheirSize() {
    const opened = await openConversation({ messages: 400, imageEvery: 5 });
    const { dm, box } = opened;
    await scrollUpTo(opened, 340);
    await keepsPlace(box, () => (document.body.style.width = "350px"));
    await keepsPlace(box, () => (document.body.style.width = ""));
    await keepsPlace(box, () => (rows(box)[3].style.minHeight = "500px"));
    await dm.reading.toEnd();
    await frame();
    for (const width of ["350px", ""]) {
      document.body.style.width = width;
      await frame();
      await frame();
    }
    holds(box.scrollHeight - box.scrollTop - box.clientHeight < 2, "it stays at the end");
  },

  async keystrokesDrawNoMessageAnew() {
    const opened = await openConversation({ messages: 400 });
    await scrollUpTo(opened, 200);
    await frame();
    const field = opened.dm.find(".composer textarea");
    const changes = countChanges(opened.box.querySelector("ol"));
    for (const text of ["H", "He", "Hel"]) {
      field.value = text;
      field.dispatchEvent(new Event("input"));
      opened.world.type();
      await frame();
    }
    same(changes(), 0);
  },

  async whatChangesOfAMessageIsSeen() {
    const { world, dm } = await openConversation({ messages: 30 });
    const shown = (/** @type {number} */ seq) => dm.find(`[data-seq="${seq}"]`);
    const about = { conversation: "3", seq: 29 };
    world.say("dm", { n: 11, type: "edited", ...about, rev: 2, text: "Better", editedAt: now() });
    await until(() => shown(29).textContent.includes("Better"), "the edit");
    world.say("dm", { n: 12, type: "reaction", ...about, reactions: [{ emoji: "🎉", by: ["2"] }] });
    await until(() => shown(29).textContent.includes("🎉"), "the reaction");
    same(shown(29).querySelector(".delivery.read") === null, false, "read before");
    const last = shown(30);
    world.say("dm", { n: 13, type: "deleted", conversation: "3", seq: 30, rev: 2, from: "2" });
    await until(() => last.classList.contains("gone"), "the deletion");
  },

  async tallyDrawsItsItemOnly() {
    const { world, board, box } = await openBoard({ items: 1000 });
    while (board.upvotes.board?.more) {
      box.scrollTop = box.scrollHeight;
      await frame();
    }
    await until(() => box.querySelectorAll(".item").length === 1000, "all items");
    box.scrollTop = box.scrollHeight / 2;
    await frame();
    await frame();
    const item = box.querySelector('[data-item="700"]');
    const others = [...box.querySelectorAll(".item")].filter(each => each !== item);
    const changes = others.map(countChanges);
    world.say("upvote", { type: "tally", item: "700", up: 4321, down: 0, rev: 50 });
    await until(() => item.querySelector(".count").textContent === "4321", "the count");
    same(changes.reduce((sum, count) => sum + count(), 0), 0);
  },

  async placeOnABoardIsKeptUnderTallies() {
    const { world, board, box } = await openBoard({ items: 500 });
    await until(() => {
      box.scrollTop += 300;
      return box.querySelectorAll(".item").length >= 150;
    }, "two further pages");
    await frame();
    await frame();
    const before = box.scrollTop;
    for (let i = 0; i < 10; i++) {
      world.vote(100);
      await frame();
    }
    same(box.scrollTop, before);
  },
};

const now = () => new Date().toISOString();

export const runLarge = () => resultsOf(tests);
