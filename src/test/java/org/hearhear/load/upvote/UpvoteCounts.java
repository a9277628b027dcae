package org.hearhear.load.upvote;

import org.hearhear.load.measure.Latencies;

/** What all visitors of one run have counted together. */
final class UpvoteCounts {
  final Latencies acknowledging = new Latencies();

  /** Whether what happens now is within the measured window. */
  boolean isMeasured;

  long acknowledged;
  long tallies;
  long talliesMeasured;
  long doubledReplies;
  long lastAcknowledgedNanos;
  long lastNewsNanos;
}
