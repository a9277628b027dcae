package org.hearhear.load.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hearhear.load.client.Traffic;
import org.hearhear.load.measure.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The course of a run that sends: it warms up, measures, and waits for what is still under way.
 * What was used and what came in is that of the measured window.
 */
public final class Course {
  private static final long LOOK_AGAIN_MILLIS = 10;
  private static final double NANOS_IN_SECOND = 1e9;
  private static final double MILLIS_IN_SECOND = 1e3;

  private final Run run;
  private final Workload workload;
  private final long warmUpMillis;
  private final long measuredMillis;
  private final long settleMillis;
  private final CompletableFuture<Window> settled = new CompletableFuture<>();

  // Only the event loop; null until the window has begun, and until it has ended.
  private Usage.@Nullable Cpu cpuBefore;
  private Traffic.@Nullable Count trafficBefore;
  private @Nullable Window window;

  /** What was used and received in the measured time. */
  public record Window(Usage.Cpu cpu, Traffic.Count traffic) {
    public double seconds() {
      return cpu.atNanos() / NANOS_IN_SECOND;
    }
  }

  public Course(Run run, Workload workload) {
    this.run = run;
    this.workload = workload;
    this.warmUpMillis = millis(run.options(), "warm-up", 3);
    this.measuredMillis = millis(run.options(), "measured", 6);
    this.settleMillis = millis(run.options(), "settle", 20);
  }

  /** Returns when all is settled, or when it did not settle in time. */
  public Window go() {
    Progress progress = new Progress(run, workload);
    run.onLoop(
        () -> {
          workload.begin();
          progress.start();
          run.onLoopAfter(warmUpMillis, this::beginWindow);
        });
    long whole = warmUpMillis + measuredMillis + 2 * settleMillis;
    try {
      return run.await(settled, "the end of the run", Duration.ofMillis(whole));
    } finally {
      progress.stop();
    }
  }

  private void beginWindow() {
    cpuBefore = run.usage().now();
    trafficBefore = run.network().traffic().count();
    workload.measure(true);
    run.onLoopAfter(measuredMillis, this::endWindow);
  }

  private void endWindow() {
    workload.measure(false);
    Traffic.Count traffic = run.network().traffic().count();
    Usage.Cpu cpu = run.usage().now();
    if (cpuBefore != null && trafficBefore != null) {
      window = new Window(cpu.since(cpuBefore), traffic.since(trafficBefore));
    }
    workload.end();
    settle(System.nanoTime() + Duration.ofMillis(settleMillis).toNanos());
  }

  private void settle(long giveUpNanos) {
    if (workload.isSettled() || System.nanoTime() - giveUpNanos > 0) {
      settled.complete(window);
    } else {
      run.onLoopAfter(LOOK_AGAIN_MILLIS, () -> settle(giveUpNanos));
    }
  }

  private static long millis(Options options, String name, double otherwise) {
    return Math.round(options.number(name, otherwise) * MILLIS_IN_SECOND);
  }
}
