import { WatchList } from "../../../webapp/app/upvote/watch-list.js";
import { same } from "./expect.js";

const ids = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

export const tests = {
  onlyWhatIsNotWatchedYetIsSubscribedTo() {
    const watchList = new WatchList(1000);
    watchList.subscribed(["1", "2"]);
    same(watchList.plan(["3", "1", "2"]), { subscribe: [["3"]], unsubscribe: [] });
  },

  whatWasOnlyPlannedIsPlannedAgain() {
    const watchList = new WatchList(2);
    const first = watchList.plan(["1", "2"]);
    same(watchList.plan(["1", "2"]), first);
    watchList.subscribed(["1", "2"]);
    const second = watchList.plan(["3", "1"]);
    same(watchList.plan(["3", "1"]), second);
    same(second, { subscribe: [["3"]], unsubscribe: [["2"]] });
  },

  whatWasGivenUpIsWatchedNoMore() {
    const watchList = new WatchList(1000);
    watchList.subscribed(["1", "2"]);
    watchList.unsubscribed(["1"]);
    same(watchList.plan(["1", "2"]), { subscribe: [["1"]], unsubscribe: [] });
  },

  aCommandTakesAtMostAHundred() {
    same(
      new WatchList(1000).plan(ids(1, 250)).subscribe.map(({ length }) => length),
      [100, 100, 50],
    );
  },

  limitOfTheConnectionIsKept() {
    const watchList = new WatchList(3);
    watchList.subscribed(["1", "2", "3"]);
    same(watchList.plan(["4", "1", "2", "3"]), { subscribe: [["4"]], unsubscribe: [["3"]] });
  },
};
