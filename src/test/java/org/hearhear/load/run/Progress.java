package org.hearhear.load.run;

/** Says once a second on standard error how a run goes. */
final class Progress {
  private static final long INTERVAL_MILLIS = 1_000;

  private final Run run;
  private final Workload workload;
  private volatile boolean stopped;

  // Only the event loop.
  private int seconds;
  private long acknowledged;
  private long delivered;

  Progress(Run run, Workload workload) {
    this.run = run;
    this.workload = workload;
  }

  void start() {
    acknowledged = workload.acknowledged();
    delivered = workload.delivered();
    run.onLoopAfter(INTERVAL_MILLIS, this::say);
  }

  void stop() {
    stopped = true;
  }

  private void say() {
    if (stopped) {
      return;
    }
    seconds++;
    long acknowledgedNow = workload.acknowledged();
    long deliveredNow = workload.delivered();
    System.err.printf(
        "%4d s %,10d acknowledged/s %,10d delivered/s%n",
        seconds, acknowledgedNow - acknowledged, deliveredNow - delivered);
    acknowledged = acknowledgedNow;
    delivered = deliveredNow;
    run.onLoopAfter(INTERVAL_MILLIS, this::say);
  }
}
