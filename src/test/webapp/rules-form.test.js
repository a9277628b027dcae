import { commandOf, fieldsOf, USUAL } from "../../../webapp/app/upvote/dialogs/rules-form.js";
import { same } from "./expect.js";

const rules = {
  ...USUAL,
  title: "Questions",
  budget: 3,
  closesAt: "2036-12-01T18:00:00Z",
  states: [{ name: "asked" }, { name: "answered", closed: true }],
};

export const tests = {
  onlyWhatWasChangedIsSaid() {
    const before = fieldsOf(rules);
    same(commandOf(before, before), {});
    same(commandOf({ ...before, title: " New ", downvotes: true }, before), {
      title: "New",
      downvotes: true,
    });
  },

  emptyFieldsTakeLimitsAway() {
    const before = fieldsOf(rules);
    same(commandOf({ ...before, budget: "", closesAt: "" }, before), {
      budget: null,
      closesAt: null,
    });
  },

  timesAreLocalInTheFormAndAbsoluteInTheCommand() {
    const before = fieldsOf(rules);
    same(commandOf(before, fieldsOf(USUAL)).closesAt, "2036-12-01T18:00:00.000Z");
  },

  statesAreLinesAndSomeAreClosed() {
    const before = fieldsOf(rules);
    same(before.states, "asked\nanswered [closed]");
    same(commandOf({ ...before, states: "asked\n\n  later \ndone [Closed] " }, before).states, [
      { name: "asked" },
      { name: "later" },
      { name: "done", closed: true },
    ]);
  },
};
