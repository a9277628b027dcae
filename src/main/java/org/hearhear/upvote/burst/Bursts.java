package org.hearhear.upvote.burst;

import io.micrometer.core.instrument.Counter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hearhear.config.Settings;
import org.hearhear.live.Background;
import org.hearhear.live.Newcomers;
import org.hearhear.live.Participant;
import org.hearhear.metrics.Metrics;
import org.hearhear.storage.Database;
import org.hearhear.wire.ItemId;

/**
 * Counts the votes that come in on this node, and writes down where they were many. An item's
 * window begins with a vote and lasts for a set time; the next vote begins the next one. To count a
 * vote takes a moment and no database. What is counted is lost when the node stops, and what is
 * beyond the limits of memory is not counted and says so in a figure. Safe for all threads.
 */
@Singleton
public class Bursts {
  /** Items that are counted at once. */
  static final int ITEMS_MAX = 20_000;

  /** Addresses that are told apart for one item. */
  static final int ADDRESSES_MAX = 1_000;

  /** Addresses that are told apart for all items together. */
  static final int ADDRESSES_OF_ALL_MAX = 200_000;

  /** Bursts that wait to be written; the database may be away. */
  private static final int UNWRITTEN_MAX = 1_000;

  /** How often it is looked for windows that have ended, in one window's time. */
  private static final int LOOKS = 10;

  private final Settings settings;
  private final Database database;
  private final BurstStore store;
  private final Background background;
  private final Newcomers newcomers;
  private final InstantSource time;
  private final Duration window;
  private final int votesMin;
  private final Counter found;
  private final Counter uncounted;

  /** Guarded by this. */
  private final Map<ItemId, VoteWindow> windows = new HashMap<>();

  /** Over, and not yet in the database. Guarded by this. */
  private final List<Burst> unwritten = new ArrayList<>();

  /** How many addresses all windows hold. Guarded by this. */
  private int addresses;

  @Inject
  public Bursts(
      Settings settings,
      Database database,
      BurstStore store,
      Background background,
      Newcomers newcomers,
      Metrics metrics) {
    this(settings, database, store, background, newcomers, metrics, InstantSource.system());
  }

  public Bursts(
      Settings settings,
      Database database,
      BurstStore store,
      Background background,
      Newcomers newcomers,
      Metrics metrics,
      InstantSource time) {
    this.settings = settings;
    this.database = database;
    this.store = store;
    this.background = background;
    this.newcomers = newcomers;
    this.time = time;
    window = settings.get(Settings.BURST_WINDOW);
    votesMin = settings.get(Settings.BURST_VOTES);
    found = metrics.counter("hearhear.bursts", "Times that an item got many votes at once.");
    uncounted =
        metrics.counter(
            "hearhear.bursts.uncounted",
            "Votes on more items than are counted, and bursts that could not be written.");
  }

  /** Begins to write down what was counted; the clock and the background have been started. */
  public void start() {
    background.every(window.dividedBy(LOOKS), "The writing of bursts", this::write);
  }

  /** Counts a vote that has changed something. */
  public void voted(ItemId item, Participant voter) {
    boolean newcomer = newcomers.include(voter);
    Instant now = time.instant();
    synchronized (this) {
      VoteWindow open = windows.get(item);
      if (open != null && open.isOver(now, window)) {
        end(open);
        windows.remove(item);
        open = null;
      }
      if (open == null) {
        if (windows.size() >= ITEMS_MAX) {
          uncounted.increment();
          return;
        }
        open = new VoteWindow(item, now);
        windows.put(item, open);
      }
      int before = open.addresses();
      open.add(
          voter.network(),
          newcomer,
          Math.min(ADDRESSES_MAX - before, ADDRESSES_OF_ALL_MAX - addresses));
      addresses += open.addresses() - before;
    }
  }

  /** Guarded by this. */
  private void end(VoteWindow over) {
    addresses -= over.addresses();
    if (over.votes() < votesMin) {
      return;
    }
    found.increment();
    if (unwritten.size() < UNWRITTEN_MAX) {
      unwritten.add(over.burst());
    } else {
      uncounted.increment();
    }
  }

  /** Writes what is over; what cannot be written waits for the next time. */
  void write() {
    List<Burst> bursts = ended();
    if (!bursts.isEmpty()) {
      database.useTransaction(handle -> store.insert(handle, bursts));
      synchronized (this) {
        // Others may have been added meanwhile, but behind.
        unwritten.subList(0, bursts.size()).clear();
      }
    }
  }

  private synchronized List<Burst> ended() {
    Instant now = time.instant();
    Iterator<VoteWindow> each = windows.values().iterator();
    while (each.hasNext()) {
      VoteWindow open = each.next();
      if (open.isOver(now, window)) {
        end(open);
        each.remove();
      }
    }
    return List.copyOf(unwritten);
  }

  /** Deletes up to {@code most} of those that were kept for long enough, and returns how many. */
  public int deleteOld(int most) {
    Instant oldest = time.instant().minus(settings.get(Settings.BURSTS_KEPT));
    return database.inTransaction(handle -> store.deleteBefore(handle, oldest, most));
  }
}
