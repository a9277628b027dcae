package org.hearhear.upvote.vote;

import static java.lang.System.Logger.Level.INFO;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.hearhear.storage.Database;
import org.hearhear.storage.Pipeline;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.VoteStore;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;

/**
 * Gives the items of an older version what they have today: numbers to be ranked by, and a log that
 * begins with the votes that were there, in no order. Before the first vote is taken; an item that
 * has it all is left alone, so it does no harm to begin anew.
 */
@Singleton
public class Founding {
  private static final System.Logger LOG = System.getLogger(Founding.class.getName());

  private static final int ITEMS_AT_ONCE = 500;

  private final Database database;
  private final UpvoteStores stores;
  private final SecureRandom random = new SecureRandom();

  @Inject
  public Founding(Database database, UpvoteStores stores) {
    this.database = database;
    this.stores = stores;
  }

  /** Founds whatever is left to be founded. */
  public void run() {
    int all = 0;
    List<ItemId> items;
    do {
      items = database.inTransaction(handle -> stores.items().unfounded(handle, ITEMS_AT_ONCE));
      items.forEach(item -> database.useTransaction(handle -> found(handle, item)));
      all += items.size();
    } while (!items.isEmpty());
    if (all > 0) {
      LOG.log(INFO, "The votes on " + all + " items of an older version have a log now");
    }
  }

  private void found(Handle handle, ItemId id) {
    Pipeline pipeline = new Pipeline(handle);
    Pipeline.Rows<ItemStore.Locked> locked = stores.items().lock(pipeline, List.of(id));
    pipeline.run();
    List<VoteStore.Counted> votes = new ArrayList<>(stores.votes().unlogged(handle, id));
    Collections.shuffle(votes, random);
    VotedItem founded = new VotedItem(locked.get().get(0), Instant.now());
    List<VoteStore.Vote> logged = new ArrayList<>();
    for (VoteStore.Counted vote : votes) {
      logged.add(founded.log(vote.id(), UUID.randomUUID(), vote.value()));
    }
    if (!logged.isEmpty()) {
      stores.votes().write(pipeline, logged);
      stores.logs().append(pipeline, founded.takeEntries());
    }
    stores.items().update(pipeline, List.of(founded.counts()));
    pipeline.run();
  }
}
