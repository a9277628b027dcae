package org.hearhear.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static final long NANOS_IN_MILLI = 1_000_000;

  private final Latencies latencies = new Latencies();

  @Test
  void percentilesAreThoseOfWhatWasRecorded() {
    for (long millis = 1; millis <= 1_000; millis++) {
      latencies.record(0, millis * NANOS_IN_MILLI);
    }

    assertThat(latencies.millisAt(50)).isCloseTo(500, within(1.0));
    assertThat(latencies.millisAt(99)).isCloseTo(990, within(1.0));
    assertThat(latencies.millisMax()).isCloseTo(1_000, within(1.0));
    assertThat(latencies.count()).isEqualTo(1_000);
  }

  @Test
  void nothingRecordedIsZero() {
    assertThat(latencies.millisAt(99)).isZero();
    assertThat(latencies.millisMax()).isZero();
  }
}
