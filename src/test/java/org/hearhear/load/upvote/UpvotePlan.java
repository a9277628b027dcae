package org.hearhear.load.upvote;

import org.hearhear.load.run.LoadFailure;
import org.hearhear.load.run.Options;

/**
 * What the options ask for. The first voters and the first watchers are the same connections.
 *
 * @param perAccount connections of one account
 */
record UpvotePlan(int voters, int items, int watchers, int perAccount, int handshakes) {
  /** What one {@code subscribe} may name and one page shows. */
  private static final int ITEMS_MAX = 100;

  static UpvotePlan of(Options options) {
    int items = options.count("items", 10);
    if (items < 1 || items > ITEMS_MAX) {
      throw new LoadFailure("--items must be from 1 to " + ITEMS_MAX);
    }
    int voters = options.count("voters", 200);
    if (voters < 1) {
      throw new LoadFailure("--voters must be at least 1");
    }
    return new UpvotePlan(
        voters,
        items,
        options.count("watchers", 200),
        Math.max(1, options.count("per-account", 20)),
        options.count("handshakes", 64));
  }

  int connections() {
    return Math.max(voters, watchers);
  }

  /** One for each voter, and as many as the connections beyond them need. */
  int accounts() {
    return Math.max(voters, (connections() + perAccount - 1) / perAccount);
  }
}
