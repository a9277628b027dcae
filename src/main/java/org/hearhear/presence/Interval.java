package org.hearhear.presence;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Something that is done now and again. Not safe for threads: its owner guards it. */
final class Interval {
  private final long nanos;
  private final LongSupplier nanoTime;

  /** When it was due for the last time. */
  private long last;

  /** It is due for the first time when the interval has passed. */
  Interval(Duration interval, LongSupplier nanoTime) {
    this.nanos = interval.toNanos();
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /** Whether it is due; then it is due again an interval later. */
  boolean isDue() {
    long now = nanoTime.getAsLong();
    if (now - last < nanos) {
      return false;
    }
    last = now;
    return true;
  }
}
