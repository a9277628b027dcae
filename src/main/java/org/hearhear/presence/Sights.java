package org.hearhear.presence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hearhear.config.Settings;
import org.hearhear.presence.Sight.Known;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;

/**
 * Looks at people for others: one query for how they are, one for blocks, and further ones only for
 * those who do not take messages from everybody. Safe for all threads.
 */
@Singleton
public class Sights {
  private final int pairsMax;
  private final Database database;
  private final SightStore store;

  @Inject
  public Sights(Settings settings, Database database, SightStore store) {
    this.pairsMax = settings.get(Settings.COMPARED_ITEMS);
    this.database = database;
    this.store = store;
  }

  /**
   * Looks at some people.
   *
   * @param viewers who wants to see one of them
   */
  Sight look(Collection<AccountId> people, Function<AccountId, Set<AccountId>> viewers) {
    return database.inTransaction(handle -> look(handle, people, viewers));
  }

  private Sight look(
      Handle handle, Collection<AccountId> people, Function<AccountId, Set<AccountId>> viewers) {
    Map<AccountId, Known> found = store.people(handle, people);
    Set<AccountId> all = new HashSet<>(found.keySet());
    List<Pair> doubtful = new ArrayList<>();
    found.forEach(
        (seen, known) -> {
          Set<AccountId> theirs = viewers.apply(seen);
          all.addAll(theirs);
          if (!known.isOpen()) {
            theirs.forEach(viewer -> doubtful.add(new Pair(viewer, seen)));
          }
        });
    Set<Pair> acquainted = new HashSet<>();
    for (int from = 0; from < doubtful.size(); from += pairsMax) {
      int to = Math.min(doubtful.size(), from + pairsMax);
      acquainted.addAll(store.acquainted(handle, doubtful.subList(from, to)));
    }
    return new Sight(found, store.blocks(handle, all), acquainted);
  }
}
