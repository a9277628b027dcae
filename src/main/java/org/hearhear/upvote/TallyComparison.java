package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Clock;
import org.hearhear.live.Hub;
import org.hearhear.live.Reads;
import org.hearhear.storage.Database;
import org.hearhear.wire.ItemId;

/**
 * Compares the tallies that were sent with the database, now and again, and sends what is newer: so
 * a hint that was lost delays a count and does not leave it wrong. Safe for all threads.
 */
@Singleton
public class TallyComparison {
  /** Items in one query. */
  private static final int ITEMS_MAX = 10_000;

  private final Settings settings;
  private final Database database;
  private final ItemStore items;
  private final Hub hub;
  private final TallyFeed feed;
  private final Reads reads;
  private final Clock clock;

  @Inject
  public TallyComparison(
      Settings settings,
      Database database,
      ItemStore items,
      Hub hub,
      TallyFeed feed,
      Reads reads,
      Clock clock) {
    this.settings = settings;
    this.database = database;
    this.items = items;
    this.hub = hub;
    this.feed = feed;
    this.reads = reads;
    this.clock = clock;
  }

  /** Begins; the clock and the readers have been started. */
  public void start() {
    clock.every(settings.get(Settings.COMPARISON), () -> reads.inBackground(this::compare));
  }

  private void compare() {
    List<ItemId> watched = new ArrayList<>();
    for (Subject item : hub.followed(Subject.Kind.ITEM)) {
      watched.add(new ItemId(item.id()));
    }
    feed.forgetAllBut(watched);
    for (int from = 0; from < watched.size(); from += ITEMS_MAX) {
      List<ItemId> some = watched.subList(from, Math.min(watched.size(), from + ITEMS_MAX));
      database
          .inTransaction(handle -> items.tallies(handle, some))
          .forEach(tally -> feed.take(tally.item(), tally.rev(), UpvotePayloads.tally(tally)));
    }
  }
}
