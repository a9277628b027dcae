package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Background;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.storage.Database;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Payload;

/**
 * Sends new items to who watches their board, and compares with the database, now and again, for
 * those that no hint told of. Who has begun to watch may be told of an item that it has read
 * already; otherwise each is told once. Safe for all threads.
 */
@Singleton
public class BoardFeed {
  /** Longer than from when an item gets its id until it can be read. */
  private static final Duration LATE_MAX = Duration.ofMinutes(1);

  private final Settings settings;
  private final Database database;
  private final ItemStore items;
  private final Hub hub;
  private final Background background;
  private final int itemsMax;

  /** Guarded by this; the items behind {@link #floor} that were told, the newest of them. */
  private final TreeSet<Long> told = new TreeSet<>();

  /** Guarded by this; what was last at each comparison of the last {@link #LATE_MAX}. */
  private final ArrayDeque<Look> looks = new ArrayDeque<>();

  /** Guarded by this; up to here every item has been compared for good. */
  private long floor;

  private record Look(long nanoTime, long last) {}

  @Inject
  public BoardFeed(
      Settings settings,
      Database database,
      ItemStore items,
      Broker broker,
      Hub hub,
      Background background) {
    this.settings = settings;
    this.database = database;
    this.items = items;
    this.hub = hub;
    this.background = background;
    this.itemsMax = settings.get(Settings.COMPARED_ITEMS);
    broker.subscribe(
        Subject.Kind.BOARD,
        (position, publication) -> take(position.subject(), position.at(), publication.payload()));
  }

  /** Begins to compare; the clock and the background have been started. */
  public void start() {
    long last = database.inTransaction(items::last).value();
    synchronized (this) {
      floor = last;
    }
    background.every(settings.get(Settings.COMPARISON), "The comparison of boards", this::compare);
  }

  void compare() {
    long last = database.inTransaction(items::last).value();
    ItemId after = new ItemId(raiseFloor(last));
    List<BoardId> watched =
        hub.followed(Subject.Kind.BOARD).stream().map(board -> new BoardId(board.id())).toList();
    if (watched.isEmpty() || last == after.value()) {
      return;
    }
    for (Item item :
        database.inTransaction(handle -> items.after(handle, watched, after, itemsMax))) {
      take(Subject.board(item.board()), item.id().value(), UpvotePayloads.item(item));
    }
  }

  /** Forgets what is so old that nothing before it can still appear, and returns the new floor. */
  private synchronized long raiseFloor(long last) {
    long now = System.nanoTime();
    looks.add(new Look(now, last));
    while (now - looks.element().nanoTime > LATE_MAX.toNanos()) {
      floor = looks.remove().last;
    }
    told.headSet(floor, true).clear();
    return floor;
  }

  private void take(Subject board, long item, Payload payload) {
    if (isNews(item)) {
      for (Connection watcher : hub.followers(board)) {
        watcher.event(payload);
      }
    }
  }

  private synchronized boolean isNews(long item) {
    boolean isNews = item > floor && told.add(item);
    if (told.size() > itemsMax) {
      floor = told.first();
      told.remove(floor);
    }
    return isNews;
  }
}
