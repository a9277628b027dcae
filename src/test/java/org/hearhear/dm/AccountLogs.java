package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.dm.message.MessageStore;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;

/** Reads accounts' logs as the database has them. */
final class AccountLogs {
  private AccountLogs() {}

  /** The entries in their order, as "1 opened 3" and "2 message 1 of 3"; the head fits to them. */
  static List<String> read(Database database, AccountId account) {
    return database.inTransaction(
        handle -> {
          List<String> entries =
              handle
                  .createQuery(
                      "SELECT n, kind, conversation_id, seq FROM account_log"
                          + " WHERE account_id = :account ORDER BY n")
                  .bind("account", account.value())
                  .map(
                      (row, context) ->
                          row.getInt("kind") == 2
                              ? row.getLong("n") + " opened " + row.getLong("conversation_id")
                              : row.getLong("n")
                                  + " message "
                                  + row.getLong("seq")
                                  + " of "
                                  + row.getLong("conversation_id"))
                  .list();
          assertThat(new AccountLogStore(new MessageStore()).extent(handle, account).head())
              .isEqualTo(entries.size());
          return entries;
        });
  }
}
