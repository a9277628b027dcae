package org.hearhear.load.dm;

import java.util.List;
import java.util.function.ToLongFunction;
import org.hearhear.load.account.Account;
import org.hearhear.load.report.Report;
import org.hearhear.load.run.Course;
import org.hearhear.load.run.Run;
import org.hearhear.load.run.Scenario;
import org.hearhear.load.storm.Crowd;
import org.hearhear.load.storm.StormPlan;

/** Direct messages under load: how many, how fast, and whether each arrived once and in order. */
public final class DmScenario implements Scenario {
  private final DmPlan plan;

  public DmScenario(Run run) {
    this.plan = DmPlan.of(run.options());
  }

  @Override
  public int accounts() {
    return plan.users() + plan.bystanders();
  }

  @Override
  public Report play(Run run, List<Account> accounts) {
    DmLoad load = new DmLoad(run, plan, accounts.subList(0, plan.users()));
    Crowd bystanders = bystanders(run, accounts);
    Course course = new Course(run, load);
    run.options().refuseUnknown();
    if (plan.bystanders() > 0) {
      run.await(bystanders.connect(), "connections of all bystanders");
    }
    run.await(load.open(), "connections of all users and their conversations");
    Report report = report(run, load, course.go());
    report.addLies("ended", "ended connections of bystanders", bystanders.ended());
    return report;
  }

  private Crowd bystanders(Run run, List<Account> accounts) {
    return new Crowd(
        run,
        new StormPlan(plan.bystanders(), 1, plan.handshakes()),
        accounts.subList(plan.users(), accounts.size()));
  }

  private Report report(Run run, DmLoad load, Course.Window window) {
    DmCounts counts = load.counts();
    Report report = new Report("dm", run.options().taken());
    long delivered = counts.delivering.count();
    report.add(
        "acknowledgedPerSecond", "acknowledged/s", counts.acknowledging.count() / window.seconds());
    report.add("deliveredPerSecond", "delivered/s", delivered / window.seconds());
    report.addLatencies("ack", "acknowledged", counts.acknowledging);
    report.addLatencies("deliver", "delivered", counts.delivering);
    report.addTraffic(window.traffic(), window.seconds());
    report.addCpu(window.cpu(), "delivered message", delivered);
    report.add("openAtEnd", "not settled at the end", (double) sum(load, DmUser::openCount));
    report.add("overdue", "not sent in time at the end", load.overdueAtEnd());
    report.addLies("lost", "lost", sum(load, DmUser::lost));
    report.addLies("doubled", "doubled", sum(load, DmUser::doubled) + counts.doubledReplies);
    report.addLies("outOfOrder", "out of order", sum(load, DmUser::outOfOrder));
    report.addLies("misdelivered", "to the wrong person", counts.misdelivered);
    return report;
  }

  private static long sum(DmLoad load, ToLongFunction<DmUser> what) {
    return load.users().stream().mapToLong(what).sum();
  }
}
