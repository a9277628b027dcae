package org.hearhear.upvote.ranking;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The versions that somebody pages through, the least recently used of which are forgotten when all
 * together have too many items. Safe for all threads.
 */
final class KeptVersions {
  private final int itemsMax;

  /** Guarded by this; in the order in which they were last used. */
  private final Map<String, RankingVersion> versions = new LinkedHashMap<>(16, 0.75f, true);

  /** Guarded by this; of all of them. */
  private long items;

  KeptVersions(int itemsMax) {
    this.itemsMax = itemsMax;
  }

  synchronized Optional<RankingVersion> find(String name) {
    return Optional.ofNullable(versions.get(name));
  }

  /** Keeps a version, whatever its size, at the cost of others. */
  synchronized void keep(RankingVersion version) {
    if (versions.put(version.name(), version) == null) {
      items += version.size();
    }
    Iterator<RankingVersion> oldest = versions.values().iterator();
    while (items > itemsMax && versions.size() > 1) {
      items -= oldest.next().size();
      oldest.remove();
    }
  }
}
