import { cleanText, cutText, measure } from "../../../webapp/app/text-limit.js";
import { same } from "./expect.js";

export const tests = {
  codePointsAreCountedNotUnits() {
    same(measure("👏👏", { codePoints: 3, bytes: 100 }), {
      codePoints: 2,
      bytes: 8,
      left: 1,
      fits: true,
    });
  },

  tooManyBytesDoNotFitEither() {
    const { left, fits } = measure("👏👏", { codePoints: 3, bytes: 4 });
    same([left, fits], [-1, false]);
  },

  whatCannotBeStoredIsTakenOut() {
    same(cleanText(" a\0b\r\nc\ud800 "), "ab\nc\ufffd");
  },

  cuttingNeverSplitsACharacter() {
    same(cutText("a👏b", 2), "a👏");
  },
};
