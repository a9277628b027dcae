package org.hearhear.load.dm;

import org.hearhear.load.measure.Latencies;

/** What the users of one run have counted together. */
final class DmCounts {
  final Latencies acknowledging = new Latencies();
  final Latencies delivering = new Latencies();

  /** Whether what happens now is within the measured window. */
  boolean isMeasured;

  long acknowledged;
  long delivered;

  /** Replies to what had no open command, and messages that somebody else should have got. */
  long doubledReplies;

  long misdelivered;

  void acknowledged(long intendedNanos, long nowNanos) {
    acknowledged++;
    if (isMeasured) {
      acknowledging.record(intendedNanos, nowNanos);
    }
  }

  void delivered(long intendedNanos, long nowNanos) {
    delivered++;
    if (isMeasured) {
      delivering.record(intendedNanos, nowNanos);
    }
  }
}
