package org.hearhear.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;

/** People for tests that are not about signing in: without a password that fits. */
public final class TestAccounts {
  private final Database database;
  private final AccountStore store;

  public TestAccounts(Database database) {
    this.database = database;
    this.store = new AccountStore(Settings.of(Map.of()));
  }

  public AccountStore store() {
    return store;
  }

  /** A new person; names are unique in a database. */
  public AccountId create(String name) {
    return create(List.of(name)).get(0);
  }

  /** New people, in the order of their names, in one transaction. */
  public List<AccountId> create(List<String> names) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return database.inTransaction(
        handle -> {
          List<AccountId> created = new ArrayList<>();
          for (String name : names) {
            AccountId id = store.insert(handle, name, name, "none", now).orElseThrow();
            store.insertLogHead(handle, id);
            created.add(id);
          }
          return created;
        });
  }
}
