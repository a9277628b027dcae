package org.hearhear.live;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hearhear.config.Settings;
import org.hearhear.wire.CloseCode;
import org.hearhear.wire.Payload;
import org.jspecify.annotations.Nullable;

/**
 * The life of this node's connections: opens them, keeps their hearts beating, finds the slow and
 * the silent, and forgets them when they have ended. Safe for all threads.
 */
@Singleton
public class Connections {
  private static final System.Logger LOG = System.getLogger(Connections.class.getName());
  private static final String KEY = Connection.class.getName();
  private static final Duration WATCH_INTERVAL = Duration.ofMillis(250);
  private static final Duration FORGET_INTERVAL = Duration.ofSeconds(1);
  private static final Duration GOODBYE_MAX = Duration.ofSeconds(2);
  private static final Duration GOODBYE_POLL = Duration.ofMillis(10);

  /**
   * In how many turns all connections are pinged: ten thousand pongs at the same moment are more
   * than Payara's queue of tasks takes, and what it does not take it cuts.
   */
  private static final int PING_TURNS = 25;

  /** How long a drain waits for answers, within its own time. */
  private static final Duration ANSWERS_MAX = Duration.ofSeconds(2);

  private final Settings settings;
  private final ConnectionLimits limits;
  private final Hub hub;
  private final AccountFeeds feeds;
  private final Flushers flushers;
  private final Reads reads;
  private final Clock clock;
  private final Limits rates;

  private volatile boolean draining;

  /** Whose turn it is; only the clock's thread touches it. */
  private int pingTurn;

  @Inject
  public Connections(
      Settings settings,
      Hub hub,
      AccountFeeds feeds,
      Flushers flushers,
      Reads reads,
      Clock clock,
      Limits rates) {
    this.settings = settings;
    this.limits = ConnectionLimits.of(settings);
    this.hub = hub;
    this.feeds = feeds;
    this.flushers = flushers;
    this.reads = reads;
    this.clock = clock;
    this.rates = rates;
  }

  /** Begins to watch; the clock, the flushers and the readers have been started. */
  public void start() {
    clock.every(WATCH_INTERVAL, this::watch);
    clock.every(settings.get(Settings.HEARTBEAT).dividedBy(PING_TURNS), this::ping);
    clock.every(FORGET_INTERVAL, rates::forgetFull);
  }

  /** Takes in a session that the door has let through. */
  public void open(Session session, Participant participant, Feature feature) {
    if (session.getMaxIdleTimeout() > 0) { // To set it costs Payara as much as to receive a frame.
      session.setMaxIdleTimeout(0); // The silence that counts is the peer's, and is measured here.
    }
    Connection connection =
        new Connection(
            UUID.randomUUID().toString(), participant, session, feature, limits, flushers, reads);
    session.getUserProperties().put(KEY, connection);
    hub.add(connection);
    if (draining) {
      connection.depart(CloseCode.DRAIN, settings.get(Settings.DRAIN_TIME));
    } else if (hub.countOf(participant.account())
        > settings.get(Settings.CONNECTIONS_PER_ACCOUNT)) {
      connection.close(CloseCode.FLOOD);
    }
  }

  /** Whether this node is being taken out of service, and takes in nobody. */
  public boolean isDraining() {
    return draining;
  }

  /** What a drain came to. */
  public record Drained(int closed, int left) {}

  /**
   * Takes this node out of service: takes in nobody any more, sends everybody what waits, the
   * answers to what they have asked, and the word to come back at a time of their own; and waits,
   * for a limited time, until they are gone.
   */
  public Drained drain() {
    draining = true;
    List<Connection> all = List.copyOf(hub.all());
    Duration most = settings.get(Settings.DRAIN_TIME);
    long end = System.nanoTime() + most.toNanos();
    Duration forAnswers = most.compareTo(ANSWERS_MAX) < 0 ? most : ANSWERS_MAX;
    List<Connection> staying = new ArrayList<>(all);
    await(forAnswers, () -> departed(staying, end));
    staying.forEach(connection -> depart(connection, end));
    await(untilThen(end), hub.all()::isEmpty);
    int left = hub.all().size();
    return new Drained(all.size() - left, left);
  }

  /** Sends away who is owed nothing, and returns whether that was all of them. */
  private static boolean departed(List<Connection> staying, long end) {
    staying.removeIf(
        connection -> {
          boolean goes = !connection.owesAnswers();
          if (goes) {
            depart(connection, end);
          }
          return goes;
        });
    return staying.isEmpty();
  }

  private static void depart(Connection connection, long end) {
    connection.depart(CloseCode.DRAIN, untilThen(end));
  }

  private static Duration untilThen(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** Takes connections in again. */
  public void endDrain() {
    draining = false;
  }

  /**
   * Says goodbye to everybody, for the application is stopping, and waits a little until they are
   * gone. Some servers have closed the sockets before they ask us to stop; then nobody is here.
   */
  public void sayGoodbye() {
    for (Connection connection : hub.all()) {
      connection.depart(CloseCode.RESTART, GOODBYE_MAX);
    }
    await(GOODBYE_MAX, hub.all()::isEmpty);
  }

  private static void await(Duration most, BooleanSupplier condition) {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(GOODBYE_POLL.toNanos());
    }
  }

  /** Ends a session that has no business here. */
  public void turnAway(Session session) {
    Sessions.close(session, CloseCode.SIGNED_OUT);
  }

  /** The server hands over a part of a text frame. */
  public void receive(Session session, String part, boolean last) {
    Connection connection = of(session);
    if (connection != null) {
      connection.receive(part, last);
    }
  }

  /** The peer answered a ping, or sent a pong of its own accord. */
  public void pong(Session session, PongMessage pong) {
    Connection connection = of(session);
    if (connection != null) {
      connection.pong(pong.getApplicationData());
    }
  }

  /** The peer sent a binary frame: only text is spoken here. */
  public void refuseBinary(Session session) {
    Connection connection = of(session);
    if (connection != null) {
      connection.close(CloseCode.NOT_TEXT);
    }
  }

  /** The server met a failure on a session; what follows is its close. */
  public void failed(Session session, Throwable failure) {
    LOG.log(DEBUG, "Session " + session.getId() + " failed", failure);
  }

  /** The connection of a session; null when it was never opened. */
  private static @Nullable Connection of(Session session) {
    return (Connection) session.getUserProperties().get(KEY);
  }

  /** The server says that a session is over. */
  public void closed(Session session) {
    Connection connection = of(session);
    if (connection != null) {
      connection.ended(); // First: whoever adds it to something now sees that, and undoes it.
      forget(connection);
    }
  }

  private void forget(Connection connection) {
    hub.remove(connection);
    feeds.unfollow(connection);
  }

  private void watch() {
    long now = System.nanoTime();
    for (Connection connection : hub.all()) {
      if (connection.isStuckClosing(now)) {
        forget(connection); // First, so that memory is free whatever the server does.
        flushers.evict(connection);
      } else {
        CloseCode code = connection.overdue(now);
        if (code != null) {
          connection.close(code);
        }
      }
    }
  }

  private void ping() {
    pingTurn = (pingTurn + 1) % PING_TURNS;
    List<State> ping =
        List.of(
            new State(
                "ping",
                Payload.of(
                    "ping",
                    generator ->
                        generator.write(
                            "reconnectWithin",
                            settings.get(Settings.RECONNECT_WITHIN).toMillis()))));
    for (Connection connection : hub.all()) {
      if (connection.isWelcomed() && isItsTurn(connection)) {
        connection.states(ping);
      }
    }
  }

  private boolean isItsTurn(Connection connection) {
    return Math.floorMod(connection.id().hashCode(), PING_TURNS) == pingTurn;
  }
}
