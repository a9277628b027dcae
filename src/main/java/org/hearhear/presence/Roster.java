package org.hearhear.presence;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.hearhear.wire.AccountId;

/**
 * Who is on this node, as its rows have it. Whoever has lost his last connection stays for a while,
 * so that a page that is loaded again is no event. Not safe for threads: its owner guards it.
 */
final class Roster {
  private final long lingerNanos;
  private final LongSupplier nanoTime;

  /** What the rows say. */
  private Map<AccountId, Activity> here = Map.of();

  /** Since when those have no connection who are only kept for a while. */
  private final Map<AccountId, Long> leftAt = new HashMap<>();

  Roster(Duration linger, LongSupplier nanoTime) {
    this.lingerNanos = linger.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * What has to become of the rows.
   *
   * @param wanted all that there are to be
   * @param changed those of them that are not there yet, or are another
   * @param gone whose rows are to go
   */
  record Changes(
      Map<AccountId, Activity> wanted, Map<AccountId, Activity> changed, Set<AccountId> gone) {
    boolean isEmpty() {
      return changed.isEmpty() && gone.isEmpty();
    }
  }

  /**
   * What has to be written now; it counts as written with {@link #written}.
   *
   * @param hidden who is not to be seen, and so is not here
   */
  Changes changes(Map<AccountId, Activity> connected, Predicate<AccountId> hidden) {
    long now = nanoTime.getAsLong();
    leftAt.keySet().removeIf(account -> connected.containsKey(account));
    Map<AccountId, Activity> wanted = new HashMap<>();
    Map<AccountId, Activity> changed = new HashMap<>();
    connected.forEach(
        (account, activity) -> {
          if (!hidden.test(account)) {
            wanted.put(account, activity);
            if (here.get(account) != activity) {
              changed.put(account, activity);
            }
          }
        });
    Set<AccountId> gone = new HashSet<>();
    here.forEach(
        (account, activity) -> {
          if (connected.containsKey(account)) {
            if (!wanted.containsKey(account)) {
              gone.add(account);
            }
          } else if (now - leftAt.computeIfAbsent(account, unseen -> now) < lingerNanos) {
            wanted.put(account, activity);
          } else {
            gone.add(account);
          }
        });
    return new Changes(wanted, changed, gone);
  }

  /** The changes have been committed. */
  void written(Changes changes) {
    here = changes.wanted;
    leftAt.keySet().retainAll(here.keySet());
  }

  Set<AccountId> here() {
    return here.keySet();
  }
}
