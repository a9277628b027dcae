package org.hearhear.load.dm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearhear.load.account.Account;
import org.hearhear.load.client.Commands;
import org.hearhear.load.measure.Schedule;
import org.hearhear.load.run.Opening;
import org.hearhear.load.run.Pacer;
import org.hearhear.load.run.Run;
import org.hearhear.load.run.Workload;
import org.jspecify.annotations.Nullable;

/** All pairs: first they connect and fill their conversations, then they write as they are told. */
final class DmLoad implements Workload {
  private final Run run;
  private final DmPlan plan;
  private final DmCounts counts = new DmCounts();
  private final List<DmUser> users = new ArrayList<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Opening opening;
  private final Pacer pacer;

  private Phase phase = Phase.OPENING;
  // Null in a closed loop, and until the open one begins.
  private @Nullable Schedule schedule;
  private long[] scheduled = {};
  private long due;
  private long overdueAtEnd;

  private enum Phase {
    OPENING,
    FILLING,
    WRITING,
    ENDED
  }

  DmLoad(Run run, DmPlan plan, List<Account> accounts) {
    this.run = run;
    this.plan = plan;
    Commands commands = new Commands(run.network().allocator(), plan.bytes());
    for (int i = 0; i < plan.users(); i++) {
      users.add(new DmUser(run, this, commands, i, accounts.get(i)));
    }
    for (int i = 0; i < plan.users(); i++) {
      users.get(i).partner(users.get(i ^ 1));
    }
    this.opening = new Opening(plan.users(), i -> users.get(i).connect(), this::fill);
    this.pacer = new Pacer(run.network(), Math.max(1, plan.rate()), this::pace);
  }

  /** Connects everybody; complete when every pair has its conversation. */
  CompletableFuture<Void> open() {
    run.onLoop(() -> opening.start(plan.handshakes()));
    return ready;
  }

  DmCounts counts() {
    return counts;
  }

  List<DmUser> users() {
    return users;
  }

  int window() {
    return plan.window();
  }

  void opened() {
    opening.opened();
  }

  /** A message of this user has got further, so he may send another one. */
  void progressed(DmUser user) {
    if (phase == Phase.FILLING) {
      fillFurther(user);
    } else if (phase == Phase.WRITING) {
      write(user, System.nanoTime());
    }
  }

  @Override
  public void begin() {
    phase = Phase.WRITING;
    long now = System.nanoTime();
    if (plan.isOpenLoop()) {
      scheduled = new long[users.size()];
      schedule = new Schedule(now, users.size(), plan.rate());
      pacer.start();
    } else {
      users.forEach(user -> write(user, now));
    }
  }

  @Override
  public void measure(boolean on) {
    counts.isMeasured = on;
  }

  @Override
  public void end() {
    overdueAtEnd = overdue();
    phase = Phase.ENDED;
    pacer.close();
  }

  @Override
  public boolean isSettled() {
    return users.stream().allMatch(user -> user.openCount() == 0);
  }

  @Override
  public long acknowledged() {
    return counts.acknowledged;
  }

  @Override
  public long delivered() {
    return counts.delivered;
  }

  /** In an open loop: messages whose time had come at the end and that could not be sent yet. */
  double overdueAtEnd() {
    return overdueAtEnd;
  }

  private void fill() {
    phase = Phase.FILLING;
    for (int i = 0; i < users.size(); i += 2) {
      users.get(i).send(System.nanoTime());
    }
  }

  private void fillFurther(DmUser user) {
    while (user.knowsConversation()
        && user.newest() + user.openCount() < plan.history()
        && user.maySend(plan.window())) {
      user.send(System.nanoTime());
    }
    boolean isFull = user.newest() >= plan.history();
    if (isFull && isSettled() && users.stream().allMatch(DmUser::knowsConversation)) {
      ready.complete(null);
    }
  }

  /** Lets those write whose time has come; who has no room now does it when he has. */
  private void pace() {
    Schedule plans = schedule;
    if (phase != Phase.WRITING || plans == null) {
      return;
    }
    long now = System.nanoTime();
    int count = users.size();
    for (int user = (int) (due % count);
        plans.nanosOf(user, due / count) <= now;
        user = (int) (due % count)) {
      write(users.get(user), now);
      due++;
    }
  }

  private void write(DmUser user, long now) {
    Schedule plans = schedule;
    if (plans == null) {
      while (user.maySend(plan.window())) {
        user.send(now);
      }
      return;
    }
    int index = user.index();
    while (user.maySend(plan.window()) && plans.nanosOf(index, scheduled[index]) <= now) {
      user.send(plans.nanosOf(index, scheduled[index]++));
    }
  }

  private long overdue() {
    Schedule plans = schedule;
    if (plans == null) {
      return 0;
    }
    long now = System.nanoTime();
    long overdue = 0;
    for (int user = 0; user < scheduled.length; user++) {
      for (long k = scheduled[user]; plans.nanosOf(user, k) <= now; k++) {
        overdue++;
      }
    }
    return overdue;
  }
}
