package org.hearhear.live;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hearhear.wire.Payload;

/**
 * The durable events of one account on this node. Hands each to the account's live connections
 * exactly when it is the next one; what comes before its turn waits here, as far as there is room,
 * and the rest is in the database. Safe for all threads.
 */
final class AccountFeed {
  private static final long UNKNOWN = -1;
  private static final Payload LIVE = Payload.of("live", generator -> {});

  private final int earlyMax;
  private final Consumer<Connection> fallenBehind;

  /** Guarded by this; all connections that want these events, caught up or not. */
  private final Set<Connection> followers = new HashSet<>();

  /** Guarded by this; those that have everything up to {@link #position}. */
  private final Set<Connection> live = new HashSet<>();

  /** Guarded by this; what was last handed on, {@link #UNKNOWN} until the first look at the log. */
  private long position = UNKNOWN;

  /** Guarded by this; the highest position that this node has heard of. */
  private long head;

  /** Guarded by this; what came before its turn. */
  private final TreeMap<Long, Payload> early = new TreeMap<>();

  /**
   * A feed without followers.
   *
   * @param earlyMax how many events may wait for their turn
   * @param fallenBehind takes a connection that found no room for an event; must be quick
   */
  AccountFeed(int earlyMax, Consumer<Connection> fallenBehind) {
    this.earlyMax = earlyMax;
    this.fallenBehind = fallenBehind;
  }

  synchronized void follow(Connection connection) {
    followers.add(connection);
  }

  /** Returns whether nobody follows any more. */
  synchronized boolean unfollow(Connection connection) {
    followers.remove(connection);
    live.remove(connection);
    return followers.isEmpty();
  }

  /** The broker's hint: takes an event, and returns whether something before it is missing. */
  synchronized boolean take(long n, Payload event) {
    if (n > position) {
      head = Math.max(head, n);
      if (early.size() < earlyMax || n == position + 1) {
        early.put(n, event);
      }
      handOn();
    }
    return isBehind();
  }

  /** The database's word on where the log stands; returns whether something is missing here. */
  synchronized boolean observe(long logHead) {
    if (position == UNKNOWN) {
      position = logHead;
      early.headMap(logHead, true).clear();
    }
    head = Math.max(head, logHead);
    handOn();
    return isBehind();
  }

  /** What was read behind {@link #position}; returns whether there is still something missing. */
  synchronized boolean fill(List<Replay.Event> events) {
    for (Replay.Event event : events) {
      if (event.n() > position) {
        early.put(event.n(), event.payload());
      }
    }
    handOn();
    return isBehind();
  }

  /** Hands on what comes next, for as long as it is there. */
  private void handOn() {
    while (position != UNKNOWN && !early.isEmpty() && early.firstKey() == position + 1) {
      Payload event = early.pollFirstEntry().getValue();
      position++;
      live.removeIf(connection -> !tookOrFellBehind(connection, event));
    }
  }

  private boolean tookOrFellBehind(Connection connection, Payload event) {
    boolean took = connection.durable(position, event);
    if (!took) {
      fallenBehind.accept(connection);
    }
    return took;
  }

  synchronized boolean isBehind() {
    return position != UNKNOWN && position < head;
  }

  synchronized long position() {
    return position;
  }

  /** Sends an event that is not kept anywhere to who is live. */
  synchronized void pass(Payload event) {
    live.forEach(connection -> connection.passing(event));
  }

  /**
   * Makes a connection live if it has all that was handed on, and returns whether it did.
   *
   * @param announce whether the client is told: it is after a replay
   */
  synchronized boolean join(Connection connection, Announce announce) {
    if (connection.position() < position) {
      return false;
    }
    if (followers.contains(connection)) {
      live.add(connection);
      if (announce == Announce.LIVE) {
        connection.event(LIVE);
      }
    }
    return true;
  }

  /** Whether joining is worth an event. */
  enum Announce {
    LIVE,
    NOTHING
  }

  /** Forgets what is missing, for it is not kept any more, and returns who missed it. */
  synchronized Set<Connection> skipTo(long logHead) {
    Set<Connection> missed = new HashSet<>(live);
    live.clear();
    position = Math.max(position, logHead);
    early.headMap(position, true).clear();
    handOn();
    return missed;
  }
}
