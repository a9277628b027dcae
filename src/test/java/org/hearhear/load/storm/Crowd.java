package org.hearhear.load.storm;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearhear.load.account.Account;
import org.hearhear.load.client.ConnectionListener;
import org.hearhear.load.client.LoadConnection;
import org.hearhear.load.client.Received;
import org.hearhear.load.client.Traffic;
import org.hearhear.load.measure.Latencies;
import org.hearhear.load.run.Opening;
import org.hearhear.load.run.Run;

/** Many connections that only keep themselves open. */
public final class Crowd {
  private final Run run;
  private final List<Account> accounts;
  private final int handshakes;
  private final Latencies welcoming = new Latencies();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final Opening opening;
  private volatile int ended;

  public Crowd(Run run, StormPlan plan, List<Account> accounts) {
    this.run = run;
    this.accounts = accounts;
    this.handshakes = plan.handshakes();
    this.opening = new Opening(plan.connections(), this::open, () -> connected.complete(null));
  }

  /** Opens all of them; complete when each has its welcome. */
  public CompletableFuture<Void> connect() {
    run.onLoop(() -> opening.start(handshakes));
    return connected;
  }

  /** From the first packet to welcome; to be read when all are connected. */
  Latencies welcoming() {
    return welcoming;
  }

  /** Connections that have ended after their welcome. */
  public int ended() {
    return ended;
  }

  /** What has come in by now; for the main thread. */
  Traffic.Count traffic() {
    var count = new CompletableFuture<Traffic.Count>();
    run.onLoop(() -> count.complete(run.network().traffic().count()));
    return run.await(count, "the event loop");
  }

  private void open(int index) {
    Account account = accounts.get(index % accounts.size());
    var unused =
        LoadConnection.open(
            run.network(), run.door("dm", account.cookie()), null, new Member(System.nanoTime()));
  }

  /** One of them. */
  private final class Member implements ConnectionListener {
    private final long begunNanos;
    private boolean isWelcome;

    Member(long begunNanos) {
      this.begunNanos = begunNanos;
    }

    @Override
    public void welcomed(LoadConnection connection, Received welcome) {
      isWelcome = true;
      welcoming.record(begunNanos, welcome.atNanos);
      opening.opened();
    }

    @Override
    public void received(LoadConnection connection, Received received) {
      // Nobody writes to it.
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the event loop writes it.
    public void ended(LoadConnection connection, String why) {
      if (isWelcome) {
        ended++;
      } else {
        run.fail("Connection " + opening.openedCount() + " could not be opened: " + why);
      }
    }
  }
}
