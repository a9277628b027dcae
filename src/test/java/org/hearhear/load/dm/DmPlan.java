package org.hearhear.load.dm;

import org.hearhear.load.client.Commands;
import org.hearhear.load.run.LoadFailure;
import org.hearhear.load.run.Options;

/**
 * What the options ask for.
 *
 * @param users how many, in pairs
 * @param window messages that one user may have open
 * @param rate messages a second of all together, or 0 for a closed loop
 * @param bytes length of a text
 * @param history messages that each conversation has at least before the warm-up
 * @param bystanders others who are connected too, with one idle connection and account each
 * @param handshakes how many are in progress at a time
 */
record DmPlan(
    int users, int window, double rate, int bytes, int history, int bystanders, int handshakes) {
  private static final int OPEN_LOOP_WINDOW = 64;

  static DmPlan of(Options options) {
    int users = options.count("users", 200);
    double rate = options.number("rate", 0);
    int window = options.count("window", rate > 0 ? OPEN_LOOP_WINDOW : 1);
    int bytes = options.count("bytes", 100);
    if (users < 2 || users % 2 != 0) {
      throw new LoadFailure("--users must be even, and at least 2");
    }
    if (window < 1) {
      throw new LoadFailure("--window must be at least 1");
    }
    if (bytes < Commands.TEXT_BYTES_MIN) {
      throw new LoadFailure("--bytes must be at least " + Commands.TEXT_BYTES_MIN);
    }
    return new DmPlan(
        users,
        window,
        rate,
        bytes,
        options.count("history", 1),
        options.count("bystanders", 0),
        options.count("handshakes", 64));
  }

  boolean isOpenLoop() {
    return rate > 0;
  }
}
