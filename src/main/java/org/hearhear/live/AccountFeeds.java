package org.hearhear.live;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.live.AccountFeed.Announce;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.CloseCode;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The feeds of the accounts that are connected to this node. Promises that every connection gets
 * all durable events behind the position at which it started, in order and once, whatever the
 * broker loses: what is missing is read again, soon when a later event shows it, and by a regular
 * comparison with the database otherwise. Safe for all threads.
 */
@Singleton
public class AccountFeeds {
  private static final System.Logger LOG = System.getLogger(AccountFeeds.class.getName());
  private static final Duration GAP_WAIT = Duration.ofMillis(20);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Settings settings;
  private final Replay replay;
  private final Reads reads;
  private final Background background;
  private final Clock clock;
  private final Background.Task fillGaps;
  private final Map<AccountId, AccountFeed> feeds = new ConcurrentHashMap<>();

  /** Accounts whose feeds miss something; they are looked at together. */
  private final Set<AccountId> behind = ConcurrentHashMap.newKeySet();

  /** True from when a gap was seen until the look at all of them begins. */
  private final AtomicBoolean lookAhead = new AtomicBoolean();

  @Inject
  public AccountFeeds(
      Settings settings,
      Broker broker,
      Replay replay,
      Reads reads,
      Background background,
      Clock clock) {
    this.settings = settings;
    this.replay = replay;
    this.reads = reads;
    this.background = background;
    this.clock = clock;
    this.fillGaps = background.task("The look at gaps", this::fillGaps);
    broker.subscribe(Subject.Kind.ACCOUNT, this::take);
  }

  /** Begins to compare; the clock, the readers and the background have been started. */
  public void start() {
    background.every(settings.get(Settings.COMPARISON), "The comparison of logs", this::compare);
  }

  /**
   * Collects the account's events from now on; they wait for {@link #startAt} or {@link #resume}.
   */
  public void follow(Connection connection) {
    feeds.compute(
        connection.account(),
        (account, feed) -> {
          AccountFeed followed =
              feed == null
                  ? new AccountFeed(settings.get(Settings.FEED_EARLY), this::catchUp)
                  : feed;
          followed.follow(connection);
          return followed;
        });
    if (connection.isClosing()) {
      unfollow(connection); // It ended while this was being added.
    }
  }

  /** Forgets a connection, which has ended or is about to. */
  void unfollow(Connection connection) {
    feeds.computeIfPresent(
        connection.account(), (account, feed) -> feed.unfollow(connection) ? null : feed);
  }

  /**
   * Sends what follows a position that is the log's head, and all that will come.
   *
   * @param head where the log stood when the position was read, after {@link #follow}
   */
  public void startAt(Connection connection, long head) {
    begin(connection, head, head, Announce.NOTHING);
  }

  /** Sends what lies behind {@code n}, then tells the client that it is live, and goes on. */
  public void resume(Connection connection, long n, long head) {
    begin(connection, n, head, Announce.LIVE);
  }

  private void begin(Connection connection, long n, long head, Announce announce) {
    connection.startAt(n);
    AccountFeed feed = feeds.get(connection.account());
    if (feed == null) {
      return; // The connection is gone.
    }
    suspect(connection.account(), feed.observe(head));
    if (!feed.join(connection, announce)) {
      catchUp(connection);
    }
  }

  // Live: from the broker to the connections.

  private void take(Position position, Publication publication) {
    AccountId account = new AccountId(position.subject().id());
    AccountFeed feed = feeds.get(account);
    if (feed == null) {
      return;
    }
    if (position.at() == 0) {
      feed.pass(publication.payload());
    } else {
      suspect(account, feed.take(position.at(), publication.payload()));
    }
  }

  // Gaps: one look for all accounts, a moment after the first of them was seen.

  private void suspect(AccountId account, boolean isBehind) {
    if (isBehind) {
      behind.add(account);
      if (lookAhead.compareAndSet(false, true)) {
        clock.once(GAP_WAIT, this::look);
      }
    }
  }

  private void look() {
    lookAhead.set(false);
    fillGaps.runSoon();
  }

  private void fillGaps() {
    Map<AccountId, Long> positions = new HashMap<>();
    for (AccountId account : List.copyOf(behind)) {
      behind.remove(account);
      AccountFeed feed = feeds.get(account);
      if (feed != null && feed.isBehind()) {
        positions.put(account, feed.position());
      }
    }
    if (!positions.isEmpty()) {
      Map<AccountId, List<Replay.Event>> missing = replay.after(positions);
      positions.keySet().forEach(account -> fill(account, missing.get(account)));
    }
  }

  private void fill(AccountId account, @Nullable List<Replay.Event> events) {
    AccountFeed feed = feeds.get(account);
    if (feed == null) {
      return;
    }
    if (events == null) {
      long head = replay.heads(List.of(account)).getOrDefault(account, 0L);
      feed.skipTo(head).forEach(this::startAfresh);
    } else {
      boolean isBehind = feed.fill(events);
      // An empty page would be as empty again in a moment; the comparison comes back to it.
      suspect(account, isBehind && !events.isEmpty());
    }
  }

  private void compare() {
    replay
        .heads(accounts())
        .forEach(
            (account, head) -> {
              AccountFeed feed = feeds.get(account);
              if (feed != null) {
                suspect(account, feed.observe(head));
              }
            });
  }

  /** Whose feeds there are. */
  Set<AccountId> accounts() {
    return Set.copyOf(feeds.keySet());
  }

  // Catching up: one page whenever everything before it has been sent.

  private void catchUp(Connection connection) {
    connection.whenDrained(() -> readNext(connection));
  }

  private void readNext(Connection connection) {
    try {
      reads.execute(() -> page(connection));
    } catch (Refusal full) {
      clock.once(RETRY, () -> catchUp(connection));
    }
  }

  private void page(Connection connection) {
    AccountId account = connection.account();
    List<Replay.Event> events;
    try {
      events = replay.after(Map.of(account, connection.position())).get(account);
    } catch (RuntimeException databaseAway) {
      LOG.log(WARNING, "Could not read the log of account " + account, databaseAway);
      clock.once(RETRY, () -> catchUp(connection));
      return;
    }
    if (events == null) {
      startAfresh(connection);
      return;
    }
    AccountFeed feed = feeds.get(account);
    boolean took =
        events.stream().allMatch(event -> connection.durable(event.n(), event.payload()));
    if (feed != null && !(took && feed.join(connection, Announce.LIVE))) {
      catchUp(connection);
    }
  }

  /** What the connection would need next is not kept any more: its next hello starts afresh. */
  private void startAfresh(Connection connection) {
    connection.close(CloseCode.TOO_SLOW);
  }
}
