package org.hearhear.dm;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of how far each account has got, in its log and in each conversation. */
@Singleton
public class DeliveryStore {

  /** A member's clients have every message of a conversation up to {@code seq}. */
  record Mark(ConversationId conversation, AccountId member, long seq) {}

  /**
   * Moves accounts on to these positions of their logs, never back, and returns the marks that have
   * moved with them.
   */
  List<Mark> advance(Handle handle, Map<AccountId, Long> positions) {
    Map<AccountId, Long> ordered = new TreeMap<>(positions); // Locks are taken in this order.
    insertMissing(handle, ordered.keySet());
    PreparedBatch wanted =
        handle.prepareBatch("UPDATE account_log_ack SET next_n = ? WHERE account_id = ? AND n < ?");
    ordered.forEach((account, n) -> wanted.add(n, account.value(), n));
    wanted.execute();
    List<Mark> marks = newest(handle, ordered.keySet());
    handle
        .createUpdate(
            "UPDATE account_log_ack SET n = next_n WHERE account_id = ANY(:ids) AND n < next_n")
        .bind("ids", SqlArray.bigints(ids(ordered.keySet())))
        .execute();
    return moved(handle, marks);
  }

  private static void insertMissing(Handle handle, Collection<AccountId> accounts) {
    PreparedBatch rows =
        handle.prepareBatch(
            "INSERT INTO account_log_ack (account_id, n, next_n) VALUES (?, 0, 0)"
                + " ON CONFLICT DO NOTHING");
    accounts.forEach(account -> rows.add(account.value()));
    rows.execute();
  }

  /** The newest message of others in each conversation that the accounts now move past. */
  private static List<Mark> newest(Handle handle, Collection<AccountId> accounts) {
    return handle
        .createQuery(
            "SELECT l.conversation_id, l.account_id, max(l.seq) AS seq FROM account_log_ack a"
                + " JOIN account_log l ON l.account_id = a.account_id"
                + " AND l.n > a.n AND l.n <= a.next_n"
                + " JOIN message m ON m.conversation_id = l.conversation_id AND m.seq = l.seq"
                + " AND m.sender_id <> l.account_id"
                + " WHERE a.account_id = ANY(:ids) AND l.kind = :message"
                + " GROUP BY l.conversation_id, l.account_id"
                + " ORDER BY l.conversation_id, l.account_id")
        .bind("ids", SqlArray.bigints(ids(accounts)))
        .bind("message", AccountLogStore.Kind.MESSAGE.code())
        .map(
            (row, context) ->
                new Mark(
                    new ConversationId(row.getLong("conversation_id")),
                    new AccountId(row.getLong("account_id")),
                    row.getLong("seq")))
        .list();
  }

  private static List<Mark> moved(Handle handle, List<Mark> marks) {
    PreparedBatch moves =
        handle.prepareBatch(
            "UPDATE member SET delivered_seq = ?"
                + " WHERE conversation_id = ? AND account_id = ? AND delivered_seq < ?");
    for (Mark mark : marks) {
      moves.add(mark.seq, mark.conversation.value(), mark.member.value(), mark.seq);
    }
    int[] counts = moves.execute();
    List<Mark> moved = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 1) {
        moved.add(marks.get(i));
      }
    }
    return moved;
  }

  private static List<Long> ids(Collection<AccountId> accounts) {
    return accounts.stream().map(AccountId::value).toList();
  }
}
