package org.hearhear.load.storm;

import java.util.List;
import java.util.Map;
import org.hearhear.load.account.Account;
import org.hearhear.load.measure.Usage;
import org.hearhear.load.report.Report;
import org.hearhear.load.run.Run;
import org.hearhear.load.run.Scenario;

/** All connections are cut at once and come back, having missed something. */
public final class ReconnectScenario implements Scenario {
  private static final double NANOS_IN_SECOND = 1e9;
  private static final int MISSED = 20;

  private final StormPlan plan;

  public ReconnectScenario(Run run) {
    this.plan = StormPlan.of(run.options());
  }

  /**
   * An even number, for they write to each other in pairs; and one connection of each is kept free
   * for its writer, since the server may not have noticed the cut yet.
   */
  @Override
  public int accounts() {
    int clients = Math.max(1, plan.perAccount() - 1);
    int accounts = (plan.connections() + clients - 1) / clients;
    return (accounts + 1) / 2 * 2;
  }

  @Override
  public Report play(Run run, List<Account> accounts) {
    int missed = run.options().count("missed", MISSED);
    boolean atOnce = run.options().flag("at-once");
    run.options().refuseUnknown();
    Return back = new Return(run, plan, accounts);
    run.await(back.connect(), "welcome for all");
    run.await(back.cutAll(), "the cut");
    Map<Account, Long> heads = run.await(new Missed(run, accounts, missed).write(), "messages");
    Usage.Cpu before = run.usage().now();
    run.await(back.comeBack(atOnce), "the return of all");
    Usage.Cpu cpu = run.usage().now().since(before);
    Report report = new Report("reconnect", run.options().taken());
    double seconds = cpu.atNanos() / NANOS_IN_SECOND;
    report.add("returnSeconds", "all live again after, s", seconds);
    report.add("returnedPerSecond", "resumed/s", plan.connections() / seconds);
    report.addLatencies("resume", "from the attempt to live", back.resuming());
    report.add("failedAttempts", "attempts that failed", (double) back.failed());
    report.addCpu(cpu, "connection", plan.connections());
    report.addLies("gaps", "gaps in positions", back.gaps());
    report.addLies("notAtHead", "live without all events", back.notAt(heads));
    return report;
  }
}
