/** Tests of the example in CLIENT.md, in a page: `import { runExample } from "./tests.js"`. */
import { holds, same } from "../expect.js";
import { resultsOf } from "../results.js";
import { until } from "../large/opening.js";
import { LargeWorld, ben, me } from "../large/world.js";
import { ChatWith } from "./chat-with.js";

async function open() {
  const world = new LargeWorld({ messages: 3 });
  world.install();
  if (!customElements.get("chat-with")) customElements.define("chat-with", ChatWith);
  const chat = new ChatWith();
  Object.assign(chat, { account: me, person: ben });
  document.body.replaceChildren(chat);
  const rows = () => [...chat.querySelectorAll("li")];
  await until(() => rows().length === 3, "the messages");
  return { world, chat, rows };
}

export const tests = {
  async itShowsWhatIsThereAndWhatComes() {
    const { world, rows } = await open();
    same(
      rows().map(({ className }) => className),
      ["me", "me", "them"],
    );
    world.arrive();
    await until(() => rows().length === 4, "the new one");
    same(rows()[3].className, "them");
  },

  async whatOneWritesIsSentOnce() {
    const { world, chat, rows } = await open();
    const field = /** @type {HTMLInputElement} */ (chat.querySelector("input"));
    field.value = "Hello";
    field.form?.requestSubmit();
    await until(() => rows().at(-1)?.className === "me", "the acknowledgement");
    same(rows().at(-1)?.textContent, "Hello");
    same([rows().length, world.heard.send, field.value], [4, 1, ""]);
  },

  async aLostConnectionIsToldAndComesBack() {
    const { world, chat, rows } = await open();
    const state = /** @type {HTMLElement} */ (chat.querySelector("[role=status]"));
    same(state.textContent, "");
    world.cut("dm");
    await until(() => Boolean(state.textContent?.startsWith("The connection was lost")), "the word");
    await until(() => state.textContent === "", "that it is live again");
    holds(rows().length === 3, "nothing is lost, nothing comes twice");
  },
};

export const runExample = () => resultsOf(tests);
