package org.hearhear.load.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hearhear.load.account.Account;
import org.hearhear.load.measure.Latencies;
import org.hearhear.load.run.Opening;
import org.hearhear.load.run.Run;
import org.jspecify.annotations.Nullable;

/** All clients that are cut together and come back. */
final class Return {
  private final Run run;
  private final StormPlan plan;
  private final List<Returner> clients = new ArrayList<>();
  private final Latencies resuming = new Latencies();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<Void> returned = new CompletableFuture<>();
  private final Opening opening;

  // Null when clients come back at times of their own.
  private @Nullable Opening reopening;
  private int live;
  private long failed;

  Return(Run run, StormPlan plan, List<Account> accounts) {
    this.run = run;
    this.plan = plan;
    for (int i = 0; i < plan.connections(); i++) {
      clients.add(new Returner(run, this, accounts.get(i % accounts.size())));
    }
    this.opening =
        new Opening(
            plan.connections(), i -> clients.get(i).connect(), () -> connected.complete(null));
  }

  CompletableFuture<Void> connect() {
    run.onLoop(() -> opening.start(plan.handshakes()));
    return connected;
  }

  CompletableFuture<Void> cutAll() {
    var cut = new CompletableFuture<Void>();
    run.onLoop(
        () -> {
          clients.forEach(Returner::cut);
          cut.complete(null);
        });
    return cut;
  }

  /**
   * Lets all come back, and is complete when all are live.
   *
   * @param atOnce as fast as the server takes them, whatever it has asked for
   */
  CompletableFuture<Void> comeBack(boolean atOnce) {
    run.onLoop(
        () -> {
          if (atOnce) {
            reopening = new Opening(plan.connections(), i -> clients.get(i).connect(), () -> {});
            reopening.start(plan.handshakes());
          } else {
            clients.forEach(each -> run.onLoopAfter(each.pauseMillis(), each::connect));
          }
        });
    return returned;
  }

  void connected() {
    opening.opened();
  }

  void isLive(long begunNanos, long nowNanos) {
    resuming.record(begunNanos, nowNanos);
    live++;
    if (reopening != null) {
      reopening.opened();
    }
    if (live == clients.size()) {
      returned.complete(null);
    }
  }

  void failedOnce(String why) {
    if (failed == 0) {
      System.err.println("An attempt failed: " + why);
    }
    failed++;
  }

  Latencies resuming() {
    return resuming;
  }

  long failed() {
    return failed;
  }

  long gaps() {
    return clients.stream().mapToLong(Returner::gaps).sum();
  }

  /** How many clients are not where the logs of their accounts end. */
  long notAt(Map<Account, Long> heads) {
    return clients.stream()
        .filter(each -> each.position() != heads.getOrDefault(each.account(), -1L))
        .count();
  }
}
