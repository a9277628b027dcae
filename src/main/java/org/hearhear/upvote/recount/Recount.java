package org.hearhear.upvote.recount;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.micrometer.core.instrument.Counter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Background;
import org.hearhear.metrics.Metrics;
import org.hearhear.storage.Database;
import org.hearhear.storage.Pipeline;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.Standing;
import org.hearhear.upvote.item.Tally;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;

/**
 * Recounts the votes on all items, now and again. A counter that is not the number of its rows is
 * mended and told like a vote; a log that gives something else is reported, for it is never
 * changed. Either means that somebody wrote into the database, or a fault of this program. No
 * statement reads more than so many entries of logs; what cannot be recounted is passed over.
 * Several nodes may do it at once. Safe for all threads.
 */
@Singleton
public class Recount {
  private static final System.Logger LOG = System.getLogger(Recount.class.getName());

  private final Settings settings;
  private final int itemsMax;
  private final int entriesMax;
  private final Database database;
  private final UpvoteStores stores;
  private final RecountStore recounts;
  private final Broker broker;
  private final Background background;
  private final Counter items;
  private final Counter mended;
  private final Counter mismatches;
  private final Counter failures;
  private final Metrics.Moment lastRun;

  @Inject
  public Recount(
      Settings settings,
      Database database,
      UpvoteStores stores,
      RecountStore recounts,
      Broker broker,
      Background background,
      Metrics metrics) {
    this.settings = settings;
    itemsMax = settings.get(Settings.RECOUNTED_ITEMS);
    entriesMax = settings.get(Settings.RECOUNTED_ENTRIES);
    this.database = database;
    this.stores = stores;
    this.recounts = recounts;
    this.broker = broker;
    this.background = background;
    items = metrics.counter("hearhear.recount.items", "Items whose votes were recounted.");
    mended = metrics.counter("hearhear.recount.mended", "Items whose counters were wrong.");
    mismatches =
        metrics.counter("hearhear.recount.log.mismatches", "Items whose log gives another count.");
    failures =
        metrics.counter(
            "hearhear.recount.failures", "Pages of items that could not be recounted this time.");
    lastRun =
        metrics.moment(
            "hearhear.recount.last.run.seconds", "When all items were last recounted, since 1970.");
  }

  /** Begins; the clock and the background have been started. */
  public void start() {
    background.every(settings.get(Settings.RECOUNT), "The recount", this::run);
  }

  /** Recounts all items once. */
  void run() {
    boolean all = true;
    ItemId after = new ItemId(0);
    List<ItemId> page = page(after);
    while (!page.isEmpty()) {
      all &= tryPage(page);
      after = page.get(page.size() - 1);
      page = page(after);
    }
    if (all) {
      lastRun.set(Instant.now());
    }
  }

  /** The items behind one whose logs have, together, no more entries than may be; at least one. */
  private List<ItemId> page(ItemId after) {
    List<ItemId> page = new ArrayList<>();
    long room = entriesMax;
    for (RecountStore.Size size :
        database.inTransaction(handle -> recounts.sizes(handle, after, itemsMax))) {
      room -= size.entries();
      if (room < 0 && !page.isEmpty()) {
        break;
      }
      page.add(size.item());
    }
    return page;
  }

  /** The next page may be better, so the run goes on; without a database, reading it fails too. */
  private boolean tryPage(List<ItemId> page) {
    try {
      List<Recounted> recounted = database.inTransaction(handle -> recount(handle, page));
      for (Recounted item : recounted) {
        if (!item.isCounted() || !item.isLogged()) {
          lookAgain(item.tally().item());
        }
      }
      items.increment(recounted.size());
      return true;
    } catch (RuntimeException failed) {
      failures.increment();
      LOG.log(
          WARNING,
          "The votes on items "
              + page.get(0)
              + " to "
              + page.get(page.size() - 1)
              + " could not be recounted",
          failed);
      return false;
    }
  }

  private List<Recounted> recount(Handle handle, List<ItemId> page) {
    ItemId first = page.get(0);
    boolean isLarge =
        page.size() == 1
            && stores.items().counted(handle, first).orElseThrow().head().n() > entriesMax;
    return isLarge
        ? List.of(recounts.recountByPages(handle, first, entriesMax))
        : recounts.recount(handle, page);
  }

  /** What was seen may have been on its way; with the item locked nobody votes. */
  private void lookAgain(ItemId id) {
    database
        .inTransaction(handle -> mendIfWrong(handle, id))
        .forEach(
            tally ->
                broker.publish(
                    new Publication(
                        List.of(new Position(Subject.item(id), tally.rev())),
                        UpvotePayloads.tally(tally))));
  }

  /** The mended tally, if it had to be. */
  private List<Tally> mendIfWrong(Handle handle, ItemId id) {
    Pipeline pipeline = new Pipeline(handle);
    Pipeline.Rows<ItemStore.Locked> locked = stores.items().lock(pipeline, List.of(id));
    pipeline.run();
    Recounted seen = recount(handle, List.of(id)).get(0);
    if (!seen.isLogged()) {
      mismatches.increment();
      LOG.log(
          ERROR,
          "The vote log of item {0} gives {1} with {2} entries, but the rows are {3} and the item"
              + " says {4} entries. It is left as it is: find out who wrote into the database.",
          id,
          seen.log(),
          seen.entries(),
          seen.rows(),
          seen.logN());
    }
    if (seen.isCounted()) {
      return List.of();
    }
    mended.increment();
    LOG.log(
        ERROR,
        "The counters of item {0} were {1}, and are mended to be its rows: {2}.",
        id,
        seen.tally(),
        seen.rows());
    ItemStore.Locked item = locked.get().get(0);
    Tally tally = seen.mended();
    stores
        .items()
        .update(
            pipeline,
            List.of(
                new ItemStore.Counts(tally, Standing.of(tally, item.createdAt()), item.head())));
    pipeline.run();
    return List.of(tally);
  }
}
