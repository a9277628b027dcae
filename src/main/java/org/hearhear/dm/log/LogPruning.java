package org.hearhear.dm.log;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;

/**
 * Shortens the accounts' logs to what they may hold. A client that was away for longer starts
 * afresh; messages themselves are not touched. Several nodes may do so at once.
 */
@Singleton
public class LogPruning {
  private static final int ACCOUNTS_MAX = 100;
  private static final int DELETED_MAX = 1_000;

  private final Settings settings;
  private final Database database;
  private final AccountLogStore log;

  @Inject
  public LogPruning(Settings settings, Database database, AccountLogStore log) {
    this.settings = settings;
    this.database = database;
    this.log = log;
  }

  /**
   * Prunes all logs, each step in a transaction of its own; returns how many accounts had to be.
   */
  public int prune() {
    Instant oldest = Instant.now().minus(settings.get(Settings.LOG_KEPT));
    int entriesMax = settings.get(Settings.LOG_ENTRIES);
    Set<AccountId> pruned = new HashSet<>();
    List<AccountId> some = prunable(oldest, entriesMax);
    while (!some.isEmpty()) {
      for (AccountId account : some) {
        database.useTransaction(
            handle -> log.prune(handle, account, oldest, entriesMax, DELETED_MAX));
      }
      pruned.addAll(some);
      some = prunable(oldest, entriesMax);
    }
    return pruned.size();
  }

  private List<AccountId> prunable(Instant oldest, int entriesMax) {
    return database.inTransaction(handle -> log.prunable(handle, oldest, entriesMax, ACCOUNTS_MAX));
  }
}
