package org.hearhear.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Payload;

/** Logs in memory, which can be cut short and can be away. Safe for all threads. */
final class FakeReplay implements Replay {
  private static final int PAGE = 7;

  private static final class Log {
    /** Guarded by the log; the first has n 1. */
    private final List<Payload> events = new ArrayList<>();

    /** Guarded by the log. */
    private long floor;
  }

  private final Map<AccountId, Log> logs = new ConcurrentHashMap<>();
  private volatile boolean away;

  /** Writes an event and returns its position; nobody is told. */
  long append(AccountId account, Payload event) {
    Log log = log(account);
    synchronized (log) {
      log.events.add(event);
      return log.events.size();
    }
  }

  void prune(AccountId account, long floor) {
    Log log = log(account);
    synchronized (log) {
      log.floor = floor;
    }
  }

  void setAway(boolean away) {
    this.away = away;
  }

  long head(AccountId account) {
    Log log = log(account);
    synchronized (log) {
      return log.events.size();
    }
  }

  @Override
  public Map<AccountId, List<Event>> after(Map<AccountId, Long> positions) {
    failIfAway();
    Map<AccountId, List<Event>> pages = new HashMap<>();
    positions.forEach(
        (account, position) -> {
          Log log = log(account);
          synchronized (log) {
            if (position >= log.floor) {
              List<Event> page = new ArrayList<>();
              long last = Math.min(log.events.size(), position + PAGE);
              for (long n = position + 1; n <= last; n++) {
                page.add(new Event(n, log.events.get((int) n - 1)));
              }
              pages.put(account, page);
            }
          }
        });
    return pages;
  }

  @Override
  public Map<AccountId, Long> heads(Collection<AccountId> accounts) {
    failIfAway();
    Map<AccountId, Long> heads = new HashMap<>();
    accounts.forEach(account -> heads.put(account, head(account)));
    return heads;
  }

  private void failIfAway() {
    if (away) {
      throw new IllegalStateException("made for the test: the database is away");
    }
  }

  private Log log(AccountId account) {
    return logs.computeIfAbsent(account, unseen -> new Log());
  }
}
