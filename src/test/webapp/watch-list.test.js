import { WatchList } from "../../../webapp/app/upvote/watch-list.js";
import { same } from "./expect.js";

const ids = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

export const tests = {
  onlyWhatIsNotWatchedYetIsSubscribedTo() {
    const watchList = new WatchList(1000);
    watchList.watch(["1", "2"]);
    same(watchList.watch(["3", "1", "2"]), { subscribe: [["3"]], unsubscribe: [] });
  },

  aCommandTakesAtMostAHundred() {
    same(
      new WatchList(1000).watch(ids(1, 250)).subscribe.map(({ length }) => length),
      [100, 100, 50],
    );
  },

  limitOfTheConnectionIsKept() {
    const watchList = new WatchList(3);
    watchList.watch(["1", "2", "3"]);
    same(watchList.watch(["4", "1", "2", "3"]), { subscribe: [["4"]], unsubscribe: [["3"]] });
  },
};
