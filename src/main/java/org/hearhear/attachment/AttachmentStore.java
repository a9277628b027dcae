package org.hearhear.attachment;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.AttachmentId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Key;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rows of attachments. One is unsent while it has neither conversation nor seq, sent with both,
 * and released, which is nobody's any more, with a seq only.
 */
@Singleton
public class AttachmentStore {
  private static final String COLUMNS = "id, account_id, name, type, bytes, width, height";
  private static final String UNSENT = "conversation_id IS NULL AND seq IS NULL";

  /** An upload that was stored before, with what tells it apart from another one. */
  record Known(Attachment attachment, String digest) {}

  /** What an account keeps. */
  record Usage(long files, long bytes) {}

  // For whoever writes messages.

  /**
   * Locks those of these attachments that {@code owner} has uploaded and not sent yet, in order of
   * their ids; the others are not in the result.
   */
  public Map<AttachmentId, Attachment> lockUnsent(
      Handle handle, AccountId owner, Collection<AttachmentId> ids) {
    Map<AttachmentId, Attachment> locked = new LinkedHashMap<>();
    handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM attachment WHERE id = ANY(:ids) AND account_id = :owner AND "
                + UNSENT
                + " ORDER BY id FOR UPDATE")
        .bind("ids", array(ids))
        .bind("owner", owner.value())
        .map((row, context) -> attachment(row))
        .forEach(attachment -> locked.put(attachment.id(), attachment));
    return locked;
  }

  /** Makes attachments, which are locked, part of a message. */
  public void attach(
      Handle handle, Collection<AttachmentId> ids, ConversationId conversation, long seq) {
    handle
        .createUpdate(
            "UPDATE attachment SET conversation_id = :conversation, seq = :seq"
                + " WHERE id = ANY(:ids)")
        .bind("conversation", conversation.value())
        .bind("seq", seq)
        .bind("ids", array(ids))
        .execute();
  }

  /** Lets go of the attachments of a message: nobody gets them any more, and they are deleted. */
  public void release(Handle handle, ConversationId conversation, long seq) {
    handle
        .createUpdate(
            "UPDATE attachment SET conversation_id = NULL"
                + " WHERE conversation_id = :conversation AND seq = :seq")
        .bind("conversation", conversation.value())
        .bind("seq", seq)
        .execute();
  }

  // For uploads.

  Optional<Known> findByKey(Handle handle, AccountId owner, Key key) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + ", digest FROM attachment WHERE key = :key AND account_id = :owner")
        .bind("key", key.value())
        .bind("owner", owner.value())
        .map((row, context) -> new Known(attachment(row), row.getString("digest")))
        .findOne();
  }

  Usage usage(Handle handle, AccountId owner) {
    return handle
        .createQuery(
            "SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes FROM attachment"
                + " WHERE account_id = :owner AND (conversation_id IS NOT NULL OR seq IS NULL)")
        .bind("owner", owner.value())
        .map((row, context) -> new Usage(row.getLong("files"), row.getLong("bytes")))
        .one();
  }

  void insert(Handle handle, Attachment attachment, Key key, String digest, Instant now) {
    handle
        .createUpdate(
            "INSERT INTO attachment (id, account_id, key, digest, name, type, bytes, width, height,"
                + " created_at) VALUES (:id, :owner, :key, :digest, :name, :type, :bytes, :width,"
                + " :height, :now)")
        .bind("id", attachment.id().value())
        .bind("owner", attachment.owner().value())
        .bind("key", key.value())
        .bind("digest", digest)
        .bind("name", attachment.name())
        .bind("type", attachment.type())
        .bind("bytes", attachment.bytes())
        .bind("width", attachment.width())
        .bind("height", attachment.height())
        .bind("now", Timestamp.from(now))
        .execute();
  }

  // For whoever asks for a file.

  /** An attachment that this account may have: its own while unsent, else its conversation's. */
  Optional<Attachment> find(Handle handle, AttachmentId id, AccountId viewer) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM attachment a WHERE a.id = :id"
                + " AND ((a.conversation_id IS NULL AND a.seq IS NULL AND a.account_id = :viewer)"
                + " OR EXISTS (SELECT 1 FROM member m WHERE m.account_id = :viewer"
                + " AND m.conversation_id = a.conversation_id AND m.from_seq < a.seq))")
        .bind("id", id.value())
        .bind("viewer", viewer.value())
        .map((row, context) -> attachment(row))
        .findOne();
  }

  /** Deletes an upload that has not been sent; false when it is not there or not his. */
  boolean deleteUnsent(Handle handle, AttachmentId id, AccountId owner) {
    return handle
            .createUpdate(
                "DELETE FROM attachment WHERE id = :id AND account_id = :owner AND " + UNSENT)
            .bind("id", id.value())
            .bind("owner", owner.value())
            .execute()
        > 0;
  }

  // For cleaning.

  /** Deletes up to {@code most} rows that were released, or left unsent; returns which. */
  List<UUID> deleteUnreachable(Handle handle, Instant unsentBefore, int most) {
    List<UUID> locked =
        handle
            .createQuery(
                "SELECT id FROM attachment WHERE conversation_id IS NULL"
                    + " AND (seq IS NOT NULL OR created_at < :before)"
                    + " ORDER BY id LIMIT :most FOR UPDATE")
            .bind("before", Timestamp.from(unsentBefore))
            .bind("most", most)
            .mapTo(UUID.class)
            .list();
    // Looked at again now that they are locked: one may have been sent in the meantime, and what is
    // returned loses its file.
    List<UUID> unreachable =
        handle
            .createQuery(
                "SELECT id FROM attachment WHERE id = ANY(:ids) AND conversation_id IS NULL")
            .bind("ids", SqlArray.uuids(locked))
            .mapTo(UUID.class)
            .list();
    handle
        .createUpdate("DELETE FROM attachment WHERE id = ANY(:ids)")
        .bind("ids", SqlArray.uuids(unreachable))
        .execute();
    return unreachable;
  }

  /** Which of these files belong to an attachment or are somebody's picture. */
  Set<UUID> known(Handle handle, List<UUID> files) {
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT id FROM attachment WHERE id = ANY(:files)"
                    + " UNION ALL SELECT picture FROM account WHERE picture = ANY(:files)")
            .bind("files", SqlArray.uuids(files))
            .mapTo(UUID.class)
            .list());
  }

  private static SqlArray array(Collection<AttachmentId> ids) {
    return SqlArray.uuids(ids.stream().map(AttachmentId::value).toList());
  }

  private static Attachment attachment(ResultSet row) throws SQLException {
    return new Attachment(
        new AttachmentId(row.getObject("id", UUID.class)),
        new AccountId(row.getLong("account_id")),
        row.getString("name"),
        row.getString("type"),
        row.getLong("bytes"),
        integer(row, "width"),
        integer(row, "height"));
  }

  private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
