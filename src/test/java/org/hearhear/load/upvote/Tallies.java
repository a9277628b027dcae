package org.hearhear.load.upvote;

import java.util.Arrays;

/** The newest tallies that somebody knows, by the items' places: the highest revision wins. */
final class Tallies {
  private final long[] revs;
  private final long[] ups;

  Tallies(int items) {
    revs = new long[items];
    ups = new long[items];
    Arrays.fill(revs, -1);
  }

  /** Returns whether it was newer than what was known. */
  boolean learn(int item, long rev, long up) {
    if (rev <= revs[item]) {
      return false;
    }
    revs[item] = rev;
    ups[item] = up;
    return true;
  }

  long rev(int item) {
    return revs[item];
  }

  long up(int item) {
    return ups[item];
  }

  /** In how many items the other one has a lower revision. */
  int behind(Tallies other) {
    int count = 0;
    for (int item = 0; item < revs.length; item++) {
      count += other.revs[item] < revs[item] ? 1 : 0;
    }
    return count;
  }

  /** In how many items the counts are not the same. */
  int different(Tallies other) {
    int count = 0;
    for (int item = 0; item < ups.length; item++) {
      count += ups[item] == other.ups[item] ? 0 : 1;
    }
    return count;
  }
}
