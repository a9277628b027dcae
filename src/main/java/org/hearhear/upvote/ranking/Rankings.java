package org.hearhear.upvote.ranking;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The rankings of all boards in their versions. However many ask, a ranking is read once in an
 * interval. Promises that a page comes from the version that was asked for, or that it is said that
 * this one is no longer known; not that an item of a version is still there. Safe for all threads.
 */
@Singleton
public class Rankings {
  private final Database database;
  private final RankingStore store;
  private final LongSupplier nanoTime;
  private final long intervalNanos;
  private final int itemsMax;
  private final KeptVersions kept;

  /** What was read within the last interval or is watched. */
  private final Map<Ranking, Newest> newest = new ConcurrentHashMap<>();

  @Inject
  public Rankings(Settings settings, Database database, RankingStore store) {
    this(settings, database, store, System::nanoTime);
  }

  Rankings(Settings settings, Database database, RankingStore store, LongSupplier nanoTime) {
    this.database = database;
    this.store = store;
    this.nanoTime = nanoTime;
    this.intervalNanos = settings.get(Settings.RANKING_INTERVAL).toNanos();
    this.itemsMax = settings.get(Settings.RANKED_ITEMS);
    this.kept = new KeptVersions(settings.get(Settings.RANKED_ITEMS_KEPT));
  }

  /** The newest version, or the one of this name; {@code conflict} when that is not known. */
  public RankingVersion take(Ranking ranking, Optional<String> name) {
    RankingVersion taken =
        name.flatMap(kept::find)
            .filter(version -> version.ranking().equals(ranking))
            .orElseGet(() -> newest(ranking));
    if (name.isPresent() && !name.get().equals(taken.name())) {
      throw Refusal.of(
          ErrorCode.CONFLICT,
          "This version of the ranking is no longer known; ask for the first page of the newest,"
              + " without 'version'.");
    }
    kept.keep(taken);
    return taken;
  }

  /** The newest version; it is as old as the interval at most. */
  RankingVersion newest(Ranking ranking) {
    return newest.computeIfAbsent(ranking, Newest::new).version(intervalNanos);
  }

  /** The version of this moment. */
  RankingVersion now(Ranking ranking) {
    return newest.computeIfAbsent(ranking, Newest::new).version(0);
  }

  /** Forgets what nobody watches and nobody has asked for within the interval. */
  void forgetOldBut(Collection<Ranking> watched) {
    Set<Ranking> stay = Set.copyOf(watched);
    newest.values().removeIf(each -> !stay.contains(each.ranking) && each.isOlder(intervalNanos));
  }

  /** The newest version of one ranking; its lock is held while it is read, so that one reads. */
  private final class Newest {
    private final Ranking ranking;

    /** Guarded by this; null until it has been read. */
    private @Nullable RankingVersion version;

    /** Guarded by this; when the last reading began. */
    private long readAt;

    Newest(Ranking ranking) {
      this.ranking = ranking;
    }

    synchronized RankingVersion version(long nanosMax) {
      RankingVersion known = version;
      if (known == null || isOlder(nanosMax)) {
        long now = nanoTime.getAsLong();
        known =
            new RankingVersion(
                ranking, database.inTransaction(handle -> store.read(handle, ranking, itemsMax)));
        version = known;
        readAt = now;
      }
      return known;
    }

    synchronized boolean isOlder(long nanosMax) {
      return version == null || nanoTime.getAsLong() - readAt >= nanosMax;
    }
  }
}
