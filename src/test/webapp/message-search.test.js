import { isSingleEmoji } from "../../../webapp/app/dm/emoji.js";
import { MessageSearch } from "../../../webapp/app/dm/message-search.js";
import { same, settled } from "./expect.js";
import { withFakeTime } from "./fake-time.js";

const found = seq => ({ conversation: "3", seq, from: "2", at: "x", snippet: `s${seq}` });

function world() {
  const asked = [];
  const ask = command => new Promise(resolve => asked.push({ command, resolve }));
  return { asked, search: new MessageSearch(ask, () => {}) };
}

export const tests = {
  onlyTheLastSearchCounts: () =>
    withFakeTime(async time => {
      const { search, asked } = world();
      search.type("oak");
      await time.pass(1000);
      search.type("oaks");
      await time.pass(1000);
      asked[1].resolve({ results: [found(2)], more: false });
      asked[0].resolve({ results: [found(1)], more: true, next: "a" });
      await settled();
      same([search.results, search.more, search.searching], [[found(2)], false, false]);
      same(asked[1].command, { type: "search", query: "oaks", limit: 20 });
    }),

  furtherResultsFollow: () =>
    withFakeTime(async () => {
      const { search, asked } = world();
      search.text = "oak";
      search.within("3");
      asked[0].resolve({ results: [found(9)], more: true, next: "a" });
      await settled();
      search.lookFurther();
      asked[1].resolve({ results: [found(4)], more: false });
      await settled();
      same(
        search.results.map(({ seq }) => seq),
        [9, 4],
      );
      same([asked[1].command.before, asked[1].command.conversation], ["a", "3"]);
    }),

  nothingIsAskedForNoWords() {
    const { search, asked } = world();
    search.text = "  ";
    search.look();
    same([asked.length, search.searching, search.isDone], [0, false, false]);
  },

  emojiIsOneAndNothingElse() {
    const isOne = ["👍", "❤️", "👩‍👩‍👧", "🇩🇪", "👍🏽", "1️⃣"].every(isSingleEmoji);
    const isNone = ["", "a", "👍👍", "1", "👍 ", "<b>"].some(isSingleEmoji);
    same([isOne, isNone], [true, false]);
  },
};
