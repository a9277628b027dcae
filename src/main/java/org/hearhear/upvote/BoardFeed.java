package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Background;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.storage.Database;
import org.hearhear.upvote.item.BoardStore;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Payload;

/**
 * Sends boards and items that are new or have changed to who watches them, and compares with the
 * database, now and again, for those that no hint told of. Who has begun to watch may be told of
 * what it has read already; otherwise each edition is told once, unless there are more within a
 * minute than can be remembered. Safe for all threads.
 */
@Singleton
public class BoardFeed {
  /** Longer than from when an edition is drawn until it can be read. */
  private static final Duration LATE_MAX = Duration.ofMinutes(1);

  /** So many boards or items are read with their texts at once. */
  private static final int READ_AT_ONCE = 100;

  /** So many times as many editions are remembered as one query of a comparison finds. */
  private static final int TOLD_TIMES = 10;

  private final Settings settings;
  private final Database database;
  private final UpvoteStores stores;
  private final Hub hub;
  private final ForeignWatches foreign;
  private final Background background;
  private final int itemsMax;

  /**
   * Guarded by this; the editions behind {@link #floor} that were told. When there are too many,
   * the oldest are forgotten and told again by the next comparison, which does no harm. The floor
   * is not raised for it: below these there may be some that were not told yet.
   */
  private final TreeSet<Long> told = new TreeSet<>();

  /** Guarded by this; what was last at each comparison of the last {@link #LATE_MAX}. */
  private final ArrayDeque<Look> looks = new ArrayDeque<>();

  /** Guarded by this; up to here every edition has been compared for good. */
  private long floor;

  private record Look(long nanoTime, long last) {}

  @Inject
  public BoardFeed(
      Settings settings,
      Database database,
      UpvoteStores stores,
      Broker broker,
      Hub hub,
      ForeignWatches foreign,
      Background background) {
    this.settings = settings;
    this.database = database;
    this.stores = stores;
    this.hub = hub;
    this.foreign = foreign;
    this.background = background;
    this.itemsMax = settings.get(Settings.COMPARED_ITEMS);
    broker.subscribe(
        Subject.Kind.BOARD,
        (position, publication) -> {
          List<Subject> concerned =
              publication.positions().stream().map(Position::subject).toList();
          Set<Connection> arrived = foreign.arrived(concerned);
          tell(position.at(), concerned, arrived, publication.payload());
        });
  }

  /** Begins to compare; the clock and the background have been started. */
  public void start() {
    long last = database.inTransaction(stores.items()::lastEdition);
    synchronized (this) {
      floor = last;
    }
    background.every(settings.get(Settings.COMPARISON), "The comparison of boards", this::compare);
  }

  void compare() {
    foreign.compare();
    long last = database.inTransaction(stores.items()::lastEdition);
    long after = raiseFloor(last);
    List<BoardId> boards =
        hub.followed(Subject.Kind.BOARD).stream().map(board -> new BoardId(board.id())).toList();
    List<ItemId> items =
        hub.followed(Subject.Kind.ITEM).stream().map(item -> new ItemId(item.id())).toList();
    if (last == after || (boards.isEmpty() && items.isEmpty())) {
      return;
    }
    compareBoards(boards, after);
    long from = after;
    List<ItemStore.Edition> page;
    do {
      long behind = from;
      page =
          database.inTransaction(
              handle -> stores.items().changed(handle, boards, items, behind, itemsMax));
      tellItems(page);
      from = page.isEmpty() ? from : page.get(page.size() - 1).edition();
    } while (page.size() == itemsMax);
  }

  private void compareBoards(List<BoardId> boards, long after) {
    List<BoardId> news =
        database.inTransaction(handle -> stores.boards().changed(handle, boards, after)).stream()
            .filter(changed -> !isTold(changed.edition()))
            .map(BoardStore.Edition::board)
            .toList();
    Instant now = Instant.now();
    forEachPart(
        news,
        part ->
            database
                .inTransaction(handle -> stores.boards().find(handle, part))
                .forEach(
                    board ->
                        tell(
                            board.edition(),
                            List.of(Subject.board(board.id())),
                            Set.of(),
                            UpvotePayloads.board(board, now))));
  }

  /** Reads those that were not told, which are few, and tells them. */
  private void tellItems(List<ItemStore.Edition> changed) {
    List<ItemId> news =
        changed.stream()
            .filter(item -> !isTold(item.edition()))
            .map(ItemStore.Edition::item)
            .toList();
    forEachPart(
        news,
        part ->
            database
                .inTransaction(handle -> stores.items().find(handle, part))
                .forEach(
                    item ->
                        tell(
                            item.edition(),
                            List.of(Subject.board(item.board()), Subject.text(item.id())),
                            Set.of(),
                            UpvotePayloads.item(item))));
  }

  private static <T> void forEachPart(List<T> all, Consumer<List<T>> action) {
    for (int from = 0; from < all.size(); from += READ_AT_ONCE) {
      action.accept(all.subList(from, Math.min(all.size(), from + READ_AT_ONCE)));
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

  /** Tells who watches, if it is news to them, and in any case who has only now begun to. */
  private void tell(
      long edition, List<Subject> concerned, Set<Connection> arrived, Payload payload) {
    Set<Connection> watchers = new HashSet<>(arrived);
    if (isNews(edition)) {
      for (Subject subject : concerned) {
        watchers.addAll(hub.followers(watched(subject)));
      }
    }
    watchers.forEach(watcher -> watcher.event(payload));
  }

  /** Who watches an item is told of both, its votes and its text. */
  private static Subject watched(Subject subject) {
    return subject.kind() == Subject.Kind.TEXT ? Subject.item(new ItemId(subject.id())) : subject;
  }

  private synchronized boolean isTold(long edition) {
    return edition <= floor || told.contains(edition);
  }

  private synchronized boolean isNews(long edition) {
    boolean isNews = edition > floor && told.add(edition);
    if (told.size() > TOLD_TIMES * itemsMax) {
      told.pollFirst();
    }
    return isNews;
  }
}
