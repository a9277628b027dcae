package org.hearhear.live;

import java.util.concurrent.TimeUnit;
import org.hearhear.wire.Payload;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Putting durable events into an outbox and taking the frame that holds them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OutboxBenchmark {
  private static final int EVENTS_MAX = 1_000;
  private static final int BYTES_MAX = 1 << 20;
  private static final int FRAME_BYTES = 32_768;

  /** Events in one frame. */
  @Param({"1", "16", "100"})
  public int events;

  private final Payload event =
      Payload.of("message", generator -> generator.write("text", "x".repeat(100)));
  private final Outbox outbox = new Outbox(EVENTS_MAX, BYTES_MAX);
  private long n;

  public OutboxBenchmark() {
    if (!outbox.open(Payload.of("welcome", generator -> {}))) {
      throw new IllegalStateException("No room for the welcome");
    }
    outbox.takeFrame(FRAME_BYTES);
  }

  @Benchmark
  public @Nullable String addAndTake() {
    for (int i = 0; i < events; i++) {
      if (!outbox.addDurable(++n, event)) {
        throw new IllegalStateException("No room");
      }
    }
    return outbox.takeFrame(FRAME_BYTES);
  }
}
