package org.hearhear.load.storm;

import org.hearhear.load.run.LoadFailure;
import org.hearhear.load.run.Options;

/**
 * What the options ask for.
 *
 * @param perAccount connections of one account, of which the server allows 20 by default
 */
public record StormPlan(int connections, int perAccount, int handshakes) {
  static StormPlan of(Options options) {
    int connections = options.count("connections", 1_000);
    int perAccount = options.count("per-account", 20);
    if (connections < 1 || perAccount < 1) {
      throw new LoadFailure("--connections and --per-account must be at least 1");
    }
    return new StormPlan(connections, perAccount, Math.max(1, options.count("handshakes", 64)));
  }

  int accounts() {
    return (connections + perAccount - 1) / perAccount;
  }
}
