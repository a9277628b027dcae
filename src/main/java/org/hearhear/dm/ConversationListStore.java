package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearhear.account.Person;
import org.hearhear.dm.conversation.ConversationCursor;
import org.hearhear.dm.conversation.Described;
import org.hearhear.dm.mark.MarkStore;
import org.hearhear.dm.message.Message;
import org.hearhear.dm.message.MessageStore;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;

/** Reads people's lists of conversations. */
@Singleton
public class ConversationListStore {
  private final MessageStore messages;

  @Inject
  public ConversationListStore(MessageStore messages) {
    this.messages = messages;
  }

  /**
   * A line in somebody's list.
   *
   * @param with the other one of a direct conversation
   * @param last what was said last, as far as he sees it
   * @param delivered up to which message the other one's clients have got it; 0 when he is not to
   *     know
   * @param unread as of the position {@code asOf} of his log
   */
  record Listed(
      ConversationId id,
      long activity,
      Optional<Described.Group> group,
      Optional<Person> with,
      long seq,
      Optional<Message> last,
      long delivered,
      long read,
      long unread,
      long asOf,
      Optional<Instant> mutedUntil,
      boolean blocked) {}

  /** A page of somebody's conversations, the last active first. */
  List<Listed> page(
      Handle handle, AccountId account, Optional<ConversationCursor> before, int limit) {
    ConversationCursor cursor =
        before.orElse(new ConversationCursor(Long.MAX_VALUE, new ConversationId(Long.MAX_VALUE)));
    return handle
        .createQuery(
            "SELECT c.id AS list_id, c.activity, c.kind, c.title, c.owner_id, c.history_shared,"
                + " c.rev AS group_rev, c.last_seq, CASE WHEN c.low_account = :account"
                + " THEN c.low_blocks ELSE c.high_blocks END AS blocked,"
                + " a.id AS other_id, a.name, a.display_name, v.read_seq, v.muted_until, h.n,"
                + " CASE WHEN a.receipts AND me.receipts AND NOT c.low_blocks AND NOT c.high_blocks"
                + " THEN theirs.delivered_seq ELSE 0 END AS delivered, "
                + MarkStore.UNREAD
                + " AS unread, "
                + MessageStore.COLUMNS
                + " FROM member v JOIN account me ON me.id = v.account_id"
                + " JOIN account_log_head h ON h.account_id = v.account_id"
                + " JOIN conversation c ON c.id = v.conversation_id"
                + " LEFT JOIN account a ON a.id ="
                + " CASE WHEN c.low_account = :account THEN c.high_account ELSE c.low_account END"
                + " LEFT JOIN member theirs ON theirs.account_id = a.id"
                + " AND theirs.conversation_id = c.id"
                + " LEFT JOIN message m ON m.conversation_id = c.id AND m.seq = c.last_seq"
                + " AND m.seq > v.from_seq"
                + " WHERE v.account_id = :account AND (c.last_seq > 0 OR c.kind = 'group')"
                + " AND (c.activity < :activity OR (c.activity = :activity AND c.id < :id))"
                + " ORDER BY c.activity DESC, c.id DESC LIMIT :limit")
        .bind("account", account.value())
        .bind("activity", cursor.activity())
        .bind("id", cursor.id().value())
        .bind("limit", limit)
        .map((row, context) -> listed(row))
        .list();
  }

  private Listed listed(ResultSet row) throws SQLException {
    boolean group = row.getString("kind").equals("group");
    return new Listed(
        new ConversationId(row.getLong("list_id")),
        row.getLong("activity"),
        group
            ? Optional.of(
                new Described.Group(
                    row.getString("title"),
                    new AccountId(row.getLong("owner_id")),
                    row.getLong("group_rev"),
                    row.getBoolean("history_shared")))
            : Optional.empty(),
        group
            ? Optional.empty()
            : Optional.of(
                new Person(
                    new AccountId(row.getLong("other_id")),
                    row.getString("name"),
                    row.getString("display_name"))),
        row.getLong("last_seq"),
        row.getObject("sender_id") == null ? Optional.empty() : Optional.of(messages.message(row)),
        row.getLong("delivered"),
        row.getLong("read_seq"),
        row.getLong("unread"),
        row.getLong("n"),
        Optional.ofNullable(row.getTimestamp("muted_until")).map(Timestamp::toInstant),
        !group && row.getBoolean("blocked"));
  }
}
