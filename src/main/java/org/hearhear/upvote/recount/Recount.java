package org.hearhear.upvote.recount;

import static java.lang.System.Logger.Level.ERROR;

import io.micrometer.core.instrument.Counter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
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
 * changed. Either means that somebody wrote into the database, or a fault of this program. Several
 * nodes may do it at once. Safe for all threads.
 */
@Singleton
public class Recount {
  private static final System.Logger LOG = System.getLogger(Recount.class.getName());

  private final Settings settings;
  private final Database database;
  private final UpvoteStores stores;
  private final RecountStore recounts;
  private final Broker broker;
  private final Background background;
  private final Counter items;
  private final Counter mended;
  private final Counter mismatches;
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
    this.database = database;
    this.stores = stores;
    this.recounts = recounts;
    this.broker = broker;
    this.background = background;
    items = metrics.counter("hearhear.recount.items", "Items whose votes were recounted.");
    mended = metrics.counter("hearhear.recount.mended", "Items whose counters were wrong.");
    mismatches =
        metrics.counter("hearhear.recount.log.mismatches", "Items whose log gives another count.");
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
    int limit = settings.get(Settings.RECOUNTED_ITEMS);
    ItemId after = new ItemId(0);
    List<Recounted> page;
    do {
      ItemId last = after;
      page = database.inTransaction(handle -> recounts.recount(handle, last, limit));
      for (Recounted item : page) {
        if (!item.isCounted() || !item.isLogged()) {
          lookAgain(item.tally().item());
        }
        after = item.tally().item();
      }
      items.increment(page.size());
    } while (page.size() == limit);
    lastRun.set(Instant.now());
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
    Recounted seen = recounts.recount(handle, new ItemId(id.value() - 1), 1).get(0);
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
