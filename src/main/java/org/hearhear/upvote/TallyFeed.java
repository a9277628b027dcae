package org.hearhear.upvote;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.live.State;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest tally of each item and sends it to who watches, at most once in a while: however
 * many votes arrive, a watcher gets one bundle for all its items. A thread of its own does so;
 * {@link #start} and {@link #stop} begin and end it. Safe for all threads.
 */
@Singleton
public class TallyFeed {
  private static final System.Logger LOG = System.getLogger(TallyFeed.class.getName());

  private final long intervalNanos;
  private final Hub hub;
  private final ThreadFactory threads;

  /** Guarded by this: what has come since the last round. */
  private Map<Subject, Newest> waiting = new HashMap<>();

  /** Guarded by this. */
  private boolean stopped;

  private record Newest(long rev, Publication publication) {}

  @Inject
  public TallyFeed(Settings settings, Broker broker, Hub hub, ThreadFactory threads) {
    this.intervalNanos = settings.get(Settings.TALLY_INTERVAL).toNanos();
    this.hub = hub;
    this.threads = threads;
    broker.subscribe(Subject.Kind.ITEM, this::take);
  }

  public void start() {
    Thread thread = threads.newThread(this::run);
    thread.setName("hearhear-tallies");
    thread.start();
  }

  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  private synchronized void take(Position position, Publication publication) {
    waiting.merge(
        position.subject(),
        new Newest(position.at(), publication),
        (one, other) -> one.rev >= other.rev ? one : other);
    notifyAll();
  }

  private void run() {
    long next = System.nanoTime();
    for (Map<Subject, Newest> round = await(next); round != null; round = await(next)) {
      next = System.nanoTime() + intervalNanos;
      try {
        send(round);
      } catch (RuntimeException failure) {
        LOG.log(ERROR, "A round of tallies failed", failure);
      }
    }
  }

  /** Waits for tallies and for their time; null when stopped. */
  private synchronized @Nullable Map<Subject, Newest> await(long next) {
    while (!stopped) {
      long early = next - System.nanoTime();
      try {
        if (waiting.isEmpty()) {
          wait();
        } else if (early > 0) {
          wait(early / 1_000_000 + 1);
        } else {
          Map<Subject, Newest> round = waiting;
          waiting = new HashMap<>();
          return round;
        }
      } catch (InterruptedException notOurs) {
        // Only stop() ends the feed.
      }
    }
    return null;
  }

  /** Bundles by watcher first, so that each gets its items in one go. */
  private void send(Map<Subject, Newest> round) {
    Map<Connection, List<State>> bundles = new HashMap<>();
    round.forEach(
        (item, newest) -> {
          for (Connection watcher : hub.followers(item)) {
            bundles
                .computeIfAbsent(watcher, unseen -> new ArrayList<>())
                .add(new State(item, newest.publication.payload()));
          }
        });
    bundles.forEach(Connection::states);
  }
}
