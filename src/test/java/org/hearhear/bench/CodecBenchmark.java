package org.hearhear.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hearhear.wire.Command;
import org.hearhear.wire.Frames;
import org.hearhear.wire.Payload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading the frame of a {@code send}, and encoding a reply and an event, of 100 bytes of text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  private static final int COMMANDS_MAX = 64;
  private static final String TEXT = "x".repeat(100);
  private static final String KEY = "01a202b2-c564-7a5c-9ca2-18b8a6a3a450";
  private static final String AT = "2026-11-22T10:00:00.131Z";

  // Not final: otherwise the compiler could work out the result once and for all.
  private String frame =
      "{\"type\":\"send\",\"ref\":1,\"key\":\""
          + KEY
          + "\",\"conversation\":\"41\",\"text\":\""
          + TEXT
          + "\"}";
  private long seq = 88;

  @Benchmark
  public List<Command> readSend() throws Frames.Malformed {
    return Frames.read(frame, COMMANDS_MAX);
  }

  @Benchmark
  public Payload encodeReply() {
    return Payload.of(
        "ok",
        generator ->
            generator
                .write("ref", 1)
                .write("conversation", "41")
                .write("seq", seq)
                .write("at", AT));
  }

  @Benchmark
  public Payload encodeEvent() {
    return Payload.of(
        "message",
        generator ->
            generator
                .write("conversation", "41")
                .write("seq", seq)
                .write("from", "9")
                .write("text", TEXT)
                .write("at", AT)
                .write("key", KEY));
  }
}
