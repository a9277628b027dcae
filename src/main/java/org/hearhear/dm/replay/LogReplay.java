package org.hearhear.dm.replay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hearhear.config.Settings;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.live.Replay;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;

/**
 * Reads events again from the accounts' logs. An entry refers to what happened, so what comes out
 * is how things are now, and {@code gone} for what the account may no longer see. Safe for all
 * threads.
 */
@Singleton
public class LogReplay implements Replay {
  /** So that an answer for many accounts is no larger than that for one. */
  private static final int ACCOUNTS_MAX = 100;

  private final Settings settings;
  private final Database database;
  private final AccountLogStore log;
  private final Recollections recollections;

  @Inject
  public LogReplay(
      Settings settings, Database database, AccountLogStore log, Recollections recollections) {
    this.settings = settings;
    this.database = database;
    this.log = log;
    this.recollections = recollections;
  }

  @Override
  public Map<AccountId, Long> heads(Collection<AccountId> of) {
    return database.inTransaction(handle -> log.heads(handle, of));
  }

  @Override
  public Map<AccountId, List<Event>> after(Map<AccountId, Long> positions) {
    Map<AccountId, List<Event>> pages = new HashMap<>();
    Map<AccountId, Long> some = new LinkedHashMap<>();
    for (Map.Entry<AccountId, Long> position : positions.entrySet()) {
      some.put(position.getKey(), position.getValue());
      if (some.size() == ACCOUNTS_MAX) {
        read(some, pages);
        some.clear();
      }
    }
    if (!some.isEmpty()) {
      read(some, pages);
    }
    return pages;
  }

  private void read(Map<AccountId, Long> positions, Map<AccountId, List<Event>> pages) {
    int most = Math.max(1, settings.get(Settings.PAGE_ROWS) / positions.size());
    database.useTransaction(
        handle -> {
          List<AccountLogStore.Replayed> found = log.after(handle, positions, most);
          Recollections.Recollected recollected = recollections.of(handle, found);
          Map<AccountId, List<AccountLogStore.Replayed>> byAccount =
              found.stream().collect(Collectors.groupingBy(replayed -> replayed.entry().account()));
          positions.forEach(
              (account, position) -> {
                List<AccountLogStore.Replayed> entries = byAccount.getOrDefault(account, List.of());
                if (isGapless(handle, account, position, entries)) {
                  pages.put(account, page(entries, recollected));
                }
              });
        });
  }

  /** Whether the log still has what follows the position. */
  private boolean isGapless(
      Handle handle, AccountId account, long position, List<AccountLogStore.Replayed> entries) {
    return entries.isEmpty()
        ? log.extent(handle, account).floor() <= position
        : entries.get(0).n() == position + 1;
  }

  private List<Event> page(
      List<AccountLogStore.Replayed> entries, Recollections.Recollected recollected) {
    List<Event> events = new ArrayList<>();
    int room = settings.get(Settings.PAGE_BYTES);
    for (AccountLogStore.Replayed replayed : entries) {
      Event event = new Event(replayed.n(), ReplayPayloads.of(replayed, recollected));
      room -= event.payload().bytes();
      if (room < 0 && !events.isEmpty()) {
        break;
      }
      events.add(event);
    }
    return events;
  }
}
