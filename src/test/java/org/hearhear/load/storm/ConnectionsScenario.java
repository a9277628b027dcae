package org.hearhear.load.storm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hearhear.load.account.Account;
import org.hearhear.load.client.Traffic;
import org.hearhear.load.measure.Usage;
import org.hearhear.load.report.Report;
import org.hearhear.load.run.Run;
import org.hearhear.load.run.Scenario;

/** Connects many at once, and keeps them for a while: how fast, and what an idle one costs. */
public final class ConnectionsScenario implements Scenario {
  private static final double NANOS_IN_SECOND = 1e9;
  private static final double MILLIS_IN_SECOND = 1e3;

  /** Longer than the heartbeat's default, so that every connection has to answer one. */
  private static final double IDLE_SECONDS = 30;

  private final String name;
  private final StormPlan plan;
  private final long heldMillis;

  private ConnectionsScenario(String name, StormPlan plan, double heldSeconds) {
    this.name = name;
    this.plan = plan;
    this.heldMillis = Math.round(heldSeconds * MILLIS_IN_SECOND);
  }

  /** Ends when all are connected. */
  public static Scenario connecting(Run run) {
    return new ConnectionsScenario("connect", StormPlan.of(run.options()), 0);
  }

  /** Keeps them for the measured time. */
  public static Scenario idling(Run run) {
    double seconds = run.options().number("measured", IDLE_SECONDS);
    return new ConnectionsScenario("idle", StormPlan.of(run.options()), seconds);
  }

  @Override
  public int accounts() {
    return plan.accounts();
  }

  @Override
  public Report play(Run run, List<Account> accounts) {
    Crowd crowd = new Crowd(run, plan, accounts);
    boolean collect = run.options().flag("collect");
    run.options().refuseUnknown();
    Optional<Long> before = memory(run, collect);
    Usage.Cpu began = run.usage().now();
    run.await(crowd.connect(), "welcome for all");
    Usage.Cpu connected = run.usage().now();
    Traffic.Count trafficBefore = crowd.traffic();
    var held = new CompletableFuture<Void>();
    run.onLoopAfter(heldMillis, () -> held.complete(null));
    run.await(held, "the measured time", Duration.ofMillis(heldMillis).plusMinutes(1));
    Usage.Cpu after = run.usage().now();
    Report report = new Report(name, run.options().taken());
    double seconds = connected.since(began).atNanos() / NANOS_IN_SECOND;
    report.add("connectSeconds", "all connected after, s", seconds);
    report.add("connectedPerSecond", "connected/s", plan.connections() / seconds);
    report.addLatencies("welcome", "welcome", crowd.welcoming());
    if (heldMillis > 0) {
      addIdleness(report, after.since(connected), crowd.traffic().since(trafficBefore));
    } else {
      report.addCpu(connected.since(began), "connection", plan.connections());
    }
    before.ifPresent(kib -> addMemory(report, kib, memory(run, collect).orElse(kib)));
    report.addLies("ended", "ended connections", crowd.ended());
    return report;
  }

  private static Optional<Long> memory(Run run, boolean collect) {
    if (collect) {
      run.usage().collectGarbage();
    }
    return run.usage().serverKib();
  }

  private void addIdleness(Report report, Usage.Cpu cpu, Traffic.Count traffic) {
    double seconds = cpu.atNanos() / NANOS_IN_SECOND;
    report.add("framesPerSecond", "frames received/s", traffic.frames() / seconds);
    long connectionSeconds = Math.round(plan.connections() * seconds);
    report.addCpu(cpu, "connection and second", connectionSeconds);
  }

  private void addMemory(Report report, double beforeKib, double afterKib) {
    report.add("residentBefore", "server's memory before, KiB", beforeKib);
    report.add("residentAfter", "server's memory after, KiB", afterKib);
    report.add(
        "kibPerConnection",
        "server's memory per connection, KiB",
        (afterKib - beforeKib) / plan.connections());
  }
}
