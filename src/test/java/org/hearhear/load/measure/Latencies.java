package org.hearhear.load.measure;

import org.HdrHistogram.Histogram;

/**
 * Latencies of one kind, to three digits, in microseconds. Those above two minutes count as two.
 */
public final class Latencies {
  private static final long NANOS_IN_MICRO = 1_000;
  private static final double MICROS_IN_MILLI = 1_000;
  private static final long MICROS_MAX = 120_000_000;
  private static final int DIGITS = 3;

  private final Histogram histogram = new Histogram(MICROS_MAX, DIGITS);

  public void record(long fromNanos, long toNanos) {
    long micros = (toNanos - fromNanos) / NANOS_IN_MICRO;
    histogram.recordValue(Math.max(0, Math.min(MICROS_MAX, micros)));
  }

  public long count() {
    return histogram.getTotalCount();
  }

  /** In milliseconds; 0 when nothing was recorded. */
  public double millisAt(double percentile) {
    return histogram.getTotalCount() == 0
        ? 0
        : histogram.getValueAtPercentile(percentile) / MICROS_IN_MILLI;
  }

  /** In milliseconds; 0 when nothing was recorded. */
  public double millisMax() {
    return histogram.getMaxValue() / MICROS_IN_MILLI;
  }
}
