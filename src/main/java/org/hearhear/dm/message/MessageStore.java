package org.hearhear.dm.message;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Key;
import org.jdbi.v3.core.Handle;

/** The rows of messages. */
@Singleton
public class MessageStore {
  /** What {@link #message} reads, of a message {@code m}. */
  public static final String COLUMNS =
      "m.conversation_id, m.seq, m.sender_id, m.key, m.body, m.sent_at, m.reply_to, m.rev,"
          + " m.edited_at, m.deleted, m.attachments";

  /** The messages with these keys, whoever sent them. */
  public Pipeline.Rows<Message> withKeys(Pipeline pipeline, Collection<Key> keys) {
    return pipeline.query(
        "SELECT " + COLUMNS + " FROM message m WHERE m.key = ANY(?)",
        this::message,
        SqlArray.uuids(keys.stream().map(Key::value).toList()));
  }

  /** Writes messages, all of which were sent at this time. */
  public void insert(Pipeline pipeline, Collection<Message> messages, Instant now) {
    pipeline.update(
        "INSERT INTO message (conversation_id, seq, sender_id, key, body, sent_at, reply_to,"
            + " attachments)"
            + " SELECT conversation_id, seq, sender_id, key, body, ?,"
            + " NULLIF(reply_to, 0), NULLIF(attachments, '')"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS bigint ARRAY), CAST(? AS uuid ARRAY),"
            + " CAST(? AS varchar ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS varchar ARRAY))"
            + " AS added (conversation_id, seq, sender_id, key, body, reply_to, attachments)",
        Timestamp.from(now),
        SqlArray.bigints(messages, message -> message.conversation().value()),
        SqlArray.bigints(messages, Message::seq),
        SqlArray.bigints(messages, message -> message.sender().value()),
        SqlArray.uuids(messages.stream().map(each -> each.key().value()).toList()),
        SqlArray.texts(messages.stream().map(Message::text).toList()),
        SqlArray.bigints(messages, message -> message.replyTo().orElse(0)),
        SqlArray.texts(
            messages.stream().map(message -> message.attachments().orElse("")).toList()));
  }

  /** Writes what has changed of a message; what refers to its text is the caller's to remove. */
  public void update(Handle handle, Message message) {
    handle
        .createUpdate(
            "UPDATE message SET body = :body, rev = :rev, edited_at = :editedAt,"
                + " deleted = :deleted, reply_to = :replyTo, attachments = :attachments"
                + " WHERE conversation_id = :conversation AND seq = :seq")
        .bind("body", message.text())
        .bind("rev", message.rev())
        .bind("editedAt", message.editedAt().map(Timestamp::from).orElse(null))
        .bind("deleted", message.deleted())
        .bind(
            "replyTo",
            message.replyTo().isPresent() ? Long.valueOf(message.replyTo().getAsLong()) : null)
        .bind("attachments", message.attachments().orElse(null))
        .bind("conversation", message.conversation().value())
        .bind("seq", message.seq())
        .execute();
  }

  public Optional<Message> find(Handle handle, MessageId id) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM message m WHERE m.conversation_id = :conversation AND m.seq = :seq")
        .bind("conversation", id.conversation().value())
        .bind("seq", id.seq())
        .map((row, context) -> message(row))
        .findOne();
  }

  /** The messages below {@code before} and above {@code floor}, the newest first. */
  public List<Message> before(
      Handle handle, ConversationId conversation, long floor, long before, int limit) {
    return between(handle, conversation, floor, before, "DESC", limit);
  }

  /** The messages above {@code after}, the oldest first. */
  public List<Message> after(Handle handle, ConversationId conversation, long after, int limit) {
    return between(handle, conversation, after, Long.MAX_VALUE, "ASC", limit);
  }

  private List<Message> between(
      Handle handle, ConversationId conversation, long above, long below, String order, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM message m WHERE m.conversation_id = :conversation"
                + " AND m.seq > :above AND m.seq < :below ORDER BY m.seq "
                + order
                + " LIMIT :limit")
        .bind("conversation", conversation.value())
        .bind("above", above)
        .bind("below", below)
        .bind("limit", limit)
        .map((row, context) -> message(row))
        .list();
  }

  /** Reads {@link #COLUMNS} from any row that has them. */
  public Message message(ResultSet row) throws SQLException {
    long replyTo = row.getLong("reply_to");
    return new Message(
        new ConversationId(row.getLong("conversation_id")),
        row.getLong("seq"),
        new AccountId(row.getLong("sender_id")),
        new Key(row.getObject("key", UUID.class)),
        row.getString("body"),
        row.getTimestamp("sent_at").toInstant(),
        replyTo == 0 ? OptionalLong.empty() : OptionalLong.of(replyTo),
        row.getLong("rev"),
        Optional.ofNullable(row.getTimestamp("edited_at")).map(Timestamp::toInstant),
        row.getBoolean("deleted"),
        Optional.ofNullable(row.getString("attachments")));
  }
}
