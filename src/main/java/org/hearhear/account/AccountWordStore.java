package org.hearhear.account;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of the words by which people are found. */
@Singleton
public class AccountWordStore {

  /** What an account is called. */
  record Named(AccountId id, String name, String displayName) {}

  /** Writes the words of accounts anew; they are locked or were just inserted. */
  void write(Handle handle, Collection<Named> accounts) {
    SqlArray ids = SqlArray.bigints(accounts, account -> account.id.value());
    handle
        .createUpdate("DELETE FROM account_word WHERE account_id = ANY(:ids)")
        .bind("ids", ids)
        .execute();
    PreparedBatch words =
        handle.prepareBatch("INSERT INTO account_word (account_id, word) VALUES (?, ?)");
    for (Named account : accounts) {
      for (String word : NameWords.of(account.name, account.displayName)) {
        words.add(account.id.value(), NameWords.bytes(word));
      }
    }
    words.execute();
    handle
        .createUpdate("UPDATE account SET words = :version WHERE id = ANY(:ids)")
        .bind("version", NameWords.VERSION)
        .bind("ids", ids)
        .execute();
  }

  /** Locks some accounts whose words are missing or were made by older rules. */
  List<Named> lockOutdated(Handle handle, int most) {
    return handle
        .createQuery(
            "SELECT id, name, display_name FROM account WHERE words < :version"
                + " ORDER BY id LIMIT :most FOR UPDATE")
        .bind("version", NameWords.VERSION)
        .bind("most", most)
        .map(
            (row, context) ->
                new Named(
                    new AccountId(row.getLong("id")),
                    row.getString("name"),
                    row.getString("display_name")))
        .list();
  }
}
