package org.hearhear.dm.message;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;

/** The rows of reactions. */
@Singleton
public class ReactionStore {

  /** The reactions to these messages; messages without any are not in the answer. */
  public Map<MessageId, Reactions> find(Handle handle, Collection<MessageId> messages) {
    List<MessageId> wanted = List.copyOf(messages);
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<MessageId, Reactions> found = new HashMap<>();
    handle
        .createQuery(
            "SELECT r.conversation_id, r.seq, r.emoji, r.account_id"
                + " FROM UNNEST(CAST(:conversations AS bigint ARRAY), CAST(:seqs AS bigint ARRAY))"
                + " AS wanted (conversation_id, seq)"
                + " JOIN reaction r ON r.conversation_id = wanted.conversation_id"
                + " AND r.seq = wanted.seq ORDER BY r.place")
        .bind("conversations", SqlArray.bigints(wanted, id -> id.conversation().value()))
        .bind("seqs", SqlArray.bigints(wanted, MessageId::seq))
        .map((row, context) -> new Row(id(row), row.getString("emoji"), account(row)))
        .forEach(
            row -> {
              Reactions before = found.getOrDefault(row.message, Reactions.NONE);
              found.put(row.message, before.with(row.emoji, row.account));
            });
    return found;
  }

  private record Row(MessageId message, String emoji, AccountId account) {}

  private static MessageId id(ResultSet row) throws SQLException {
    return new MessageId(new ConversationId(row.getLong("conversation_id")), row.getLong("seq"));
  }

  private static AccountId account(ResultSet row) throws SQLException {
    return new AccountId(row.getLong("account_id"));
  }

  public Reactions of(Handle handle, MessageId message) {
    return find(handle, List.of(message)).getOrDefault(message, Reactions.NONE);
  }

  public void insert(
      Handle handle, MessageId message, String emoji, AccountId account, Instant now) {
    handle
        .createUpdate(
            "INSERT INTO reaction (conversation_id, seq, account_id, emoji, at)"
                + " VALUES (:conversation, :seq, :account, :emoji, :at)")
        .bind("conversation", message.conversation().value())
        .bind("seq", message.seq())
        .bind("account", account.value())
        .bind("emoji", emoji)
        .bind("at", Timestamp.from(now))
        .execute();
  }

  public void delete(Handle handle, MessageId message, String emoji, AccountId account) {
    handle.execute(
        "DELETE FROM reaction"
            + " WHERE conversation_id = ? AND seq = ? AND emoji = ? AND account_id = ?",
        message.conversation().value(),
        message.seq(),
        emoji,
        account.value());
  }

  /** Takes all reactions to a message away. */
  public void deleteAll(Handle handle, MessageId message) {
    handle.execute(
        "DELETE FROM reaction WHERE conversation_id = ? AND seq = ?",
        message.conversation().value(),
        message.seq());
  }
}
