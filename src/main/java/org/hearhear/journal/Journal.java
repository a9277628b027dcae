package org.hearhear.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;

/**
 * The lanes of one feature. Promises: writes on one lane key are applied in the order in which they
 * were submitted; each accepted write is answered exactly once, by {@link Ledger#answer} after its
 * commit or by {@link Ledger#refuse}. Does not promise an order between keys. Safe for all threads.
 */
public final class Journal<W, R> {
  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(1);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

  private final String name;
  private final Settings settings;
  private final Database database;
  private final ThreadFactory threads;
  private final Ledger<W, R> ledger;

  /** Empty before {@link #start}; never changed afterwards. */
  private volatile List<Lane<W, R>> lanes = List.of();

  public Journal(
      String name,
      Settings settings,
      Database database,
      ThreadFactory threads,
      Ledger<W, R> ledger) {
    this.name = name;
    this.settings = settings;
    this.database = database;
    this.threads = threads;
    this.ledger = ledger;
  }

  /** Starts the lanes. The database must be open. */
  public void start() {
    int count = database.isEmbedded() ? 1 : settings.get(Settings.LANES);
    List<Lane<W, R>> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Lane<W, R> lane = new Lane<>("hearhear-" + name + "-" + i, settings, database, ledger);
      lane.start(threads);
      started.add(lane);
    }
    lanes = List.copyOf(started);
  }

  /**
   * Queues a write and returns at once.
   *
   * @throws Refusal {@code unavailable} when the lane's queue is full or the journal is closed
   */
  public void submit(long laneKey, W write) {
    int lane = Math.floorMod(Long.hashCode(laneKey * 0x9E3779B97F4A7C15L), lanes.size());
    if (!lanes.get(lane).offer(write)) {
      throw Refusal.retry(
          ErrorCode.UNAVAILABLE,
          "The server has more to write than it can; try again with the same key.",
          RETRY_WHEN_FULL);
    }
  }

  /** Takes no more writes, finishes or refuses those that wait, and ends the threads. */
  public void close() {
    long deadline = System.nanoTime() + CLOSE_MAX.toNanos();
    lanes.forEach(Lane::stop);
    lanes.forEach(lane -> lane.join(deadline));
  }
}
