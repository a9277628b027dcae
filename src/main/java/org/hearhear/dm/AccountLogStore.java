package org.hearhear.dm;

import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The accounts' logs. Their heads are locked while entries are appended, so nobody ever sees n+1
 * before n.
 */
@Singleton
public class AccountLogStore {

  /** What an entry says; the code is what the database keeps. */
  enum Kind {
    MESSAGE(1),
    CONVERSATION(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /** One entry that is to be appended, at the position that it was given. */
  record Entry(AccountId account, long n, Kind kind, ConversationId conversation, long seq) {}

  /** Locks the heads of these logs, in order of the accounts, and returns where they stand. */
  Map<AccountId, Long> lock(Handle handle, Collection<AccountId> accounts) {
    Map<AccountId, Long> heads = new HashMap<>();
    handle
        .createQuery(
            "SELECT account_id, n FROM account_log_head WHERE account_id = ANY(:ids)"
                + " ORDER BY account_id FOR UPDATE")
        .bindArray("ids", Long.class, accounts.stream().map(AccountId::value).toList())
        .map((row, context) -> Map.entry(new AccountId(row.getLong(1)), row.getLong(2)))
        .forEach(head -> heads.put(head.getKey(), head.getValue()));
    return heads;
  }

  /** Appends entries and moves the heads; the caller holds their locks. */
  void append(Handle handle, List<Entry> entries, Map<AccountId, Long> heads, Instant now) {
    Timestamp at = Timestamp.from(now);
    PreparedBatch rows =
        handle.prepareBatch(
            "INSERT INTO account_log (account_id, n, kind, conversation_id, seq, at)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    for (Entry entry : entries) {
      rows.add(
          entry.account.value(),
          entry.n,
          entry.kind.code,
          entry.conversation.value(),
          entry.seq,
          at);
    }
    rows.execute();
    PreparedBatch moves =
        handle.prepareBatch("UPDATE account_log_head SET n = ? WHERE account_id = ?");
    heads.forEach((account, n) -> moves.add(n, account.value()));
    moves.execute();
  }

  /** Where an account's log stands. */
  long head(Handle handle, AccountId account) {
    return handle
        .createQuery("SELECT n FROM account_log_head WHERE account_id = :account")
        .bind("account", account.value())
        .mapTo(Long.class)
        .one();
  }
}
