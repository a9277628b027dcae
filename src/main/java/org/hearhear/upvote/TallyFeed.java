package org.hearhear.upvote;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.live.State;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Payload;
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
  private Map<ItemId, Payload> waiting = new HashMap<>();

  /** Guarded by this: the newest rev that was taken of each watched item. */
  private final Map<ItemId, Long> revs = new HashMap<>();

  /** Guarded by this. */
  private boolean stopped;

  @Inject
  public TallyFeed(Settings settings, Broker broker, Hub hub, ThreadFactory threads) {
    this.intervalNanos = settings.get(Settings.TALLY_INTERVAL).toNanos();
    this.hub = hub;
    this.threads = threads;
    broker.subscribe(
        Subject.Kind.ITEM,
        (position, publication) ->
            take(new ItemId(position.subject().id()), position.at(), publication.payload()));
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

  /** Somebody begins to watch who knows this rev; what comes next for the item is newer. */
  synchronized void watch(ItemId item, long rev) {
    revs.putIfAbsent(item, rev);
  }

  /** Whether nothing as new was taken before. */
  synchronized boolean isNews(ItemId item, long rev) {
    return rev > revs.getOrDefault(item, 0L);
  }

  /** Takes a tally, unless it is not newer than what was taken before. */
  synchronized void take(ItemId item, long rev, Payload tally) {
    if (isNews(item, rev)) {
      revs.put(item, rev);
      waiting.put(item, tally);
      notifyAll();
    }
  }

  /** Forgets the revs of what nobody watches any more. */
  synchronized void forgetAllBut(Collection<ItemId> watched) {
    revs.keySet().retainAll(Set.copyOf(watched));
  }

  private void run() {
    long next = System.nanoTime();
    for (Map<ItemId, Payload> round = await(next); round != null; round = await(next)) {
      next = System.nanoTime() + intervalNanos;
      try {
        send(round);
      } catch (RuntimeException | Error failure) {
        LOG.log(ERROR, "A round of tallies failed", failure);
      }
    }
  }

  /** Waits for tallies and for their time; null when stopped. */
  private synchronized @Nullable Map<ItemId, Payload> await(long next) {
    while (!stopped) {
      long early = next - System.nanoTime();
      try {
        if (waiting.isEmpty()) {
          wait();
        } else if (early > 0) {
          wait(early / 1_000_000 + 1);
        } else {
          Map<ItemId, Payload> round = waiting;
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
  private void send(Map<ItemId, Payload> round) {
    Map<Connection, List<State>> bundles = new HashMap<>();
    round.forEach(
        (item, tally) -> {
          for (Connection watcher : hub.followers(Subject.item(item))) {
            bundles
                .computeIfAbsent(watcher, unseen -> new ArrayList<>())
                .add(new State(item, tally));
          }
        });
    bundles.forEach(Connection::states);
  }
}
