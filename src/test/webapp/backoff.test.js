import { BACKOFF_MAX_MS, closeMeans, delayBeforeTry } from "../../../webapp/app/backoff.js";
import { holds, same } from "./expect.js";

const within = { reconnectWithin: 5000 };

export const tests = {
  firstTryIsSpreadOverReconnectWithin() {
    same(
      delayBeforeTry({ ...within, attempt: 0 }, () => 0),
      0,
    );
    same(
      delayBeforeTry({ ...within, attempt: 0 }, () => 0.5),
      2500,
    );
  },

  serversOwnDelayIsHonouredAtTheFirstTry() {
    same(
      delayBeforeTry({ ...within, attempt: 0, reconnectAfter: 7000 }, () => 0),
      7000,
    );
    same(
      delayBeforeTry({ ...within, attempt: 0, reconnectAfter: 0 }, () => 0.9),
      0,
    );
  },

  laterTriesGrowUpToTheLimit() {
    const delays = [1, 2, 3, 4, 5, 6, 50].map(attempt =>
      delayBeforeTry({ ...within, attempt }, () => 1),
    );
    same(delays, [2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    holds(
      delayBeforeTry({ ...within, attempt: 50 }, () => 0) >= BACKOFF_MAX_MS / 2,
      "jitter takes at most half",
    );
  },

  retryAfterIsTheLeast() {
    same(
      delayBeforeTry({ ...within, attempt: 0, retryAfter: 60_000 }, () => 0),
      60_000,
    );
    same(
      delayBeforeTry({ ...within, attempt: 5, retryAfter: 1 }, () => 1),
      30_000,
    );
  },

  whoGetsTheSameRetryAfterIsSpread() {
    const delays = [0, 0.5, 1].map(random =>
      delayBeforeTry({ ...within, attempt: 1, retryAfter: 60_000 }, () => random),
    );
    same(delays, [60_000, 67_500, 75_000]);
  },

  closeCodesSayWhetherToComeBack() {
    same(
      [1001, 1006, 1009, 4000, 4008, 4029, 4100, 4499].map(closeMeans),
      Array(8).fill("reconnect"),
    );
    same([4501, 4503, 4500, 4999].map(closeMeans), ["signed-out", "forbidden", "broken", "broken"]);
  },
};
