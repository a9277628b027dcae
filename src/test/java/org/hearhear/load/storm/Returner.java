package org.hearhear.load.storm;

import java.util.concurrent.ThreadLocalRandom;
import org.hearhear.load.account.Account;
import org.hearhear.load.client.ConnectionListener;
import org.hearhear.load.client.Kind;
import org.hearhear.load.client.LoadConnection;
import org.hearhear.load.client.LoadConnection.Place;
import org.hearhear.load.client.Received;
import org.hearhear.load.run.Run;
import org.jspecify.annotations.Nullable;

/** A client that is cut and comes back from where it was, as the protocol asks. */
final class Returner implements ConnectionListener {
  private static final long PAUSE_MILLIS_MAX = 60_000;
  private static final int DOUBLINGS_MAX = 16;

  private final Run run;
  private final Return back;
  private final Account account;

  // Null until it has connected, and until it has been cut.
  private @Nullable LoadConnection connection;
  private @Nullable Place place;

  private boolean isLive;
  private int failures;
  private long begunNanos;

  Returner(Run run, Return back, Account account) {
    this.run = run;
    this.back = back;
    this.account = account;
  }

  Account account() {
    return account;
  }

  void connect() {
    begunNanos = System.nanoTime();
    connection = LoadConnection.open(run.network(), run.door("dm", account.cookie()), place, this);
  }

  void cut() {
    LoadConnection open = open();
    place = open.place();
    open.cut();
  }

  /** How long it waits before it comes back: any time that the server allows. */
  long pauseMillis() {
    long within = Math.max(1, open().reconnectWithin()) << Math.min(failures, DOUBLINGS_MAX);
    return ThreadLocalRandom.current().nextLong(Math.min(PAUSE_MILLIS_MAX, within) + 1);
  }

  /** How far it has got, in all positions. */
  long position() {
    return open().place().n();
  }

  long gaps() {
    return open().gaps();
  }

  @Override
  public void welcomed(LoadConnection open, Received welcome) {
    if (place == null) {
      back.connected();
    } else if (!welcome.resumed) {
      run.fail("The server did not resume: lower --missed, or raise HEARHEAR_RESUME_EVENTS");
    }
  }

  @Override
  public void received(LoadConnection open, Received received) {
    if (place != null && received.kind == Kind.LIVE && !isLive) {
      isLive = true;
      back.isLive(begunNanos, received.atNanos);
    }
  }

  @Override
  public void ended(LoadConnection ended, String why) {
    if (place == null) {
      run.fail("Could not connect: " + why);
    } else if (isLive) {
      run.fail("A connection that had come back ended: " + why);
    } else {
      long pause = pauseMillis();
      failures++;
      back.failedOnce(why);
      run.onLoopAfter(pause, this::connect);
    }
  }

  private LoadConnection open() {
    if (connection == null) {
      throw new IllegalStateException("Not connected yet");
    }
    return connection;
  }
}
