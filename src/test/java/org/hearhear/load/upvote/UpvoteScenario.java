package org.hearhear.load.upvote;

import java.util.List;
import org.hearhear.load.account.Account;
import org.hearhear.load.report.Report;
import org.hearhear.load.run.Course;
import org.hearhear.load.run.Run;
import org.hearhear.load.run.Scenario;

/** Votes under load: how many, how soon all watchers know, and whether every count is right. */
public final class UpvoteScenario implements Scenario {
  private static final double NANOS_IN_MILLI = 1e6;

  private final UpvotePlan plan;

  public UpvoteScenario(Run run) {
    this.plan = UpvotePlan.of(run.options());
  }

  @Override
  public int accounts() {
    return plan.accounts();
  }

  @Override
  public Report play(Run run, List<Account> accounts) {
    UpvoteLoad load = new UpvoteLoad(run, plan, accounts);
    Course course = new Course(run, load);
    run.options().refuseUnknown();
    run.await(load.open(), "connections and subscriptions of all");
    Course.Window window = course.go();
    boolean isSettled = load.isSettled();
    run.await(load.fetch(), "the items, fetched afresh");
    return report(run, load, window, isSettled);
  }

  private Report report(Run run, UpvoteLoad load, Course.Window window, boolean isSettled) {
    UpvoteCounts counts = load.counts();
    Report report = new Report("upvote", run.options().taken());
    long acknowledged = counts.acknowledging.count();
    double tallies = counts.talliesMeasured;
    report.add("acknowledgedPerSecond", "votes acknowledged/s", acknowledged / window.seconds());
    report.addLatencies("ack", "acknowledged", counts.acknowledging);
    report.add("talliesPerSecond", "tallies received/s", tallies / window.seconds());
    long late = Math.max(0, counts.lastNewsNanos - counts.lastAcknowledgedNanos);
    report.add("exactAfter", "all exact after the last ack, ms", late / NANOS_IN_MILLI);
    report.addTraffic(window.traffic(), window.seconds());
    double perWatcher = Math.max(1, plan.watchers()) * window.seconds();
    report.add(
        "framesPerWatcher",
        "frames/s per watcher, its own replies too",
        window.traffic().frames() / perWatcher);
    report.addCpu(window.cpu(), "vote", acknowledged);
    report.addLies("notExact", "not exact in time", isSettled ? 0 : 1);
    report.addLies("doubled", "doubled replies", counts.doubledReplies);
    report.addLies("wrongAtWatchers", "wrong counts at watchers", load.wrongAtWatchers());
    report.addLies("wrongAtServer", "wrong counts at the server", load.wrongAtServer());
    return report;
  }
}
