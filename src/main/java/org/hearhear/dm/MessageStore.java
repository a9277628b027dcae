package org.hearhear.dm;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Key;
import org.jdbi.v3.core.Handle;

/** The rows of messages. */
@Singleton
public class MessageStore {
  private static final String COLUMNS = "conversation_id, seq, sender_id, key, body, sent_at";

  /** The messages with these keys, whoever sent them. */
  List<Message> withKeys(Handle handle, Collection<Key> keys) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM message WHERE key = ANY(:keys)")
        .bind("keys", SqlArray.uuids(keys.stream().map(Key::value).toList()))
        .map((row, context) -> message(row))
        .list();
  }

  /** Writes messages, all of which were sent at this time. */
  void insert(Handle handle, Collection<Message> messages, Instant now) {
    handle
        .createUpdate(
            "INSERT INTO message (conversation_id, seq, sender_id, key, body, sent_at)"
                + " SELECT conversation_id, seq, sender_id, key, body, :at"
                + " FROM UNNEST(CAST(:conversations AS bigint ARRAY), CAST(:seqs AS bigint ARRAY),"
                + " CAST(:senders AS bigint ARRAY), CAST(:keys AS uuid ARRAY),"
                + " CAST(:bodies AS varchar ARRAY))"
                + " AS added (conversation_id, seq, sender_id, key, body)")
        .bind("at", Timestamp.from(now))
        .bind(
            "conversations", SqlArray.bigints(messages, message -> message.conversation().value()))
        .bind("seqs", SqlArray.bigints(messages, Message::seq))
        .bind("senders", SqlArray.bigints(messages, message -> message.sender().value()))
        .bind("keys", SqlArray.uuids(messages.stream().map(each -> each.key().value()).toList()))
        .bind("bodies", SqlArray.texts(messages.stream().map(Message::text).toList()))
        .execute();
  }

  /** The messages below {@code before}, the newest first. */
  List<Message> before(Handle handle, ConversationId conversation, long before, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM message WHERE conversation_id = :conversation AND seq < :before"
                + " ORDER BY seq DESC LIMIT :limit")
        .bind("conversation", conversation.value())
        .bind("before", before)
        .bind("limit", limit)
        .map((row, context) -> message(row))
        .list();
  }

  /** The messages above {@code after}, the oldest first. */
  List<Message> after(Handle handle, ConversationId conversation, long after, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM message WHERE conversation_id = :conversation AND seq > :after"
                + " ORDER BY seq LIMIT :limit")
        .bind("conversation", conversation.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> message(row))
        .list();
  }

  /** Reads the columns of a message from any row that has them. */
  Message message(ResultSet row) throws SQLException {
    return new Message(
        new ConversationId(row.getLong("conversation_id")),
        row.getLong("seq"),
        new AccountId(row.getLong("sender_id")),
        new Key(row.getObject("key", UUID.class)),
        row.getString("body"),
        row.getTimestamp("sent_at").toInstant());
  }
}
