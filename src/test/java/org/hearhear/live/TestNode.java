package org.hearhear.live;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.hearhear.config.Settings;
import org.hearhear.fanout.LocalBroker;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Payload;

/**
 * What one node has for its connections, without a server and without a clock: broker, hub, one
 * flusher, readers. Connections are opened with {@link #connect}.
 */
public final class TestNode implements AutoCloseable {
  /** Threads that do not keep the JVM alive, whatever a failed test leaves behind. */
  public static final ThreadFactory THREADS =
      work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
      };

  private final Settings settings;
  private final LocalBroker broker = new LocalBroker();
  private final Hub hub = new Hub(broker);
  private final Clock clock = new Clock(THREADS);
  private final FakeReplay replay = new FakeReplay();
  private final Flushers flushers;
  private final Reads reads;
  private final Background background;
  private final AccountFeeds feeds;
  private final AtomicLong ids = new AtomicLong();

  public TestNode() {
    this(Map.of());
  }

  /** A node with settings that differ from the defaults. */
  public TestNode(Map<String, String> changed) {
    Map<String, String> source = new HashMap<>(changed);
    source.put("hearhear.flushers", "1"); // So that what is flushed, is flushed in order.
    settings = Settings.of(source);
    flushers = new Flushers(settings, THREADS);
    reads = new Reads(settings, THREADS);
    background = new Background(settings, clock, THREADS);
    feeds = new AccountFeeds(settings, broker, replay, reads, background, clock);
    clock.start();
    flushers.start();
    reads.start();
    background.start();
    feeds.start();
  }

  public LocalBroker broker() {
    return broker;
  }

  public Hub hub() {
    return hub;
  }

  public Background background() {
    return background;
  }

  public AccountFeeds feeds() {
    return feeds;
  }

  FakeReplay replay() {
    return replay;
  }

  /** Sends the account's events from now on to a peer who has said hello. */
  public Peer live(Peer peer) {
    feeds.follow(peer.connection());
    feeds.startAt(peer.connection(), replay.head(peer.connection().account()));
    return peer;
  }

  /** Ends a connection, as a server does that has closed its session. */
  public void end(Peer peer) {
    peer.connection().ended();
    hub.remove(peer.connection());
    feeds.unfollow(peer.connection());
  }

  /** A connection of which the test does not care what it asks for. */
  public Peer connect(AccountId account) {
    return connect(account, (connection, command) -> {});
  }

  /** A connection whose commands, hello excepted, go to {@code feature}. */
  Peer connect(AccountId account, Feature feature) {
    return connect(account, new LoginId(ids.incrementAndGet()), feature);
  }

  Peer connect(AccountId account, LoginId login, Feature feature) {
    Peer peer = unknown(account, login, feature);
    hub.add(peer.connection());
    return peer;
  }

  /** A connection that the hub has not taken in. */
  Peer unknown(AccountId account, LoginId login, Feature feature) {
    return peer(account, login, (greeting, command) -> handle(greeting, command, feature));
  }

  /** Likewise, and hello goes to {@code feature} too. */
  Peer ungreeted(AccountId account, Feature feature) {
    return peer(account, new LoginId(ids.incrementAndGet()), feature);
  }

  private Peer peer(AccountId account, LoginId login, Feature feature) {
    FakeSession session = new FakeSession();
    Connection connection =
        new Connection(
            "c" + ids.incrementAndGet(),
            TestConnections.participant(account, login),
            session.session(),
            feature,
            ConnectionLimits.of(settings),
            flushers,
            reads);
    return new Peer(connection, session);
  }

  /** Waits until the flusher has done all that it was asked for before. */
  void awaitFlusher() {
    connect(new AccountId(0)).greeted();
  }

  @Override
  public void close() {
    clock.stop();
    background.stop();
    flushers.stop();
    reads.stop();
  }

  private static void handle(Connection connection, Command command, Feature feature) {
    if (command.type().equals("hello")) {
      connection.welcome(Payload.of("welcome", generator -> {}));
    } else {
      feature.handle(connection, command);
    }
  }
}
