import { Position } from "../../../webapp/app/dm/position.js";
import { same } from "./expect.js";

const at = n => new Position("e1", n);

export const tests = {
  nextEventMovesIt() {
    const position = at(5);
    same([position.take(6), position.take(7), position.n], [true, true, 7]);
    same(position.hasGap, false);
  },

  repeatIsToldAndMovesNothing() {
    const position = at(5);
    same([position.take(5), position.take(1), position.n], [false, false, 5]);
  },

  nothingMovesItOverAGap() {
    const position = at(5);
    same([position.take(7), position.take(9), position.n], [true, true, 5]);
    same(position.hasGap, true);
    same(position.take(7), false, "an early one is a repeat the second time");
  },

  missingOneBringsItUpToTheNextGap() {
    const position = at(5);
    [7, 8, 10].forEach(n => position.take(n));
    position.take(6);
    same([position.n, position.hasGap], [8, true]);
    position.take(9);
    same([position.n, position.hasGap], [10, false]);
  },

  whatWasEarlyIsNewAgainWhenAllIsSentAgain() {
    const position = at(5);
    position.take(7);
    position.forgetEarly();
    same([position.hasGap, position.take(6), position.n], [false, true, 6]);
    same([position.take(7), position.n], [true, 7]);
  },
};
