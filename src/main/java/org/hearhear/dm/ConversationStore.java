package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hearhear.account.Person;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of conversations and of who takes part in them. */
@Singleton
public class ConversationStore {
  private final MessageStore messages;

  @Inject
  public ConversationStore(MessageStore messages) {
    this.messages = messages;
  }

  /** A locked conversation, with what a writer needs to know of it. */
  record Locked(ConversationId id, AccountPair pair, long lastSeq, boolean allActive) {}

  /**
   * A line in somebody's list: whom it is with, what was said last, and up to which message the
   * other one's clients have got it.
   */
  record Listed(ConversationId id, long activity, Person with, Message last, long delivered) {}

  /** The direct conversations of these pairs, as far as there are any. */
  Map<AccountPair, ConversationId> find(Handle handle, Collection<AccountPair> pairs) {
    Map<AccountPair, ConversationId> found = new HashMap<>();
    handle
        .createQuery(
            "SELECT c.id, c.low_account, c.high_account"
                + " FROM UNNEST(CAST(:lows AS bigint ARRAY), CAST(:highs AS bigint ARRAY))"
                + " AS wanted (low_account, high_account)"
                + " JOIN conversation c ON c.low_account = wanted.low_account"
                + " AND c.high_account = wanted.high_account")
        .bind("lows", SqlArray.bigints(pairs.stream().map(pair -> pair.low().value()).toList()))
        .bind("highs", SqlArray.bigints(pairs.stream().map(pair -> pair.high().value()).toList()))
        .map((row, context) -> Map.entry(pair(row), new ConversationId(row.getLong("id"))))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /** Creates the conversation of a pair; empty when somebody else has just done so. */
  Optional<ConversationId> insert(Handle handle, AccountPair pair, Instant now) {
    Optional<ConversationId> created =
        handle
            .createUpdate(
                "INSERT INTO conversation"
                    + " (kind, low_account, high_account, last_seq, activity, created_at)"
                    + " VALUES ('direct', :low, :high, 0, 0, :now) ON CONFLICT DO NOTHING")
            .bind("low", pair.low().value())
            .bind("high", pair.high().value())
            .bind("now", now)
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .findOne()
            .map(ConversationId::new);
    created.ifPresent(
        id -> {
          PreparedBatch members =
              handle.prepareBatch("INSERT INTO member (conversation_id, account_id) VALUES (?, ?)");
          members.add(id.value(), pair.low().value());
          members.add(id.value(), pair.high().value());
          members.execute();
        });
    return created;
  }

  /** Locks conversations, in order of their ids. */
  Map<ConversationId, Locked> lock(Handle handle, Collection<ConversationId> ids) {
    Map<ConversationId, Locked> locked = new HashMap<>();
    handle
        .createQuery(
            "SELECT c.id, c.low_account, c.high_account, c.last_seq,"
                + " (SELECT count(*) FROM account a"
                + " WHERE a.id IN (c.low_account, c.high_account) AND NOT a.disabled) AS active"
                + " FROM conversation c WHERE c.id = ANY(:ids) ORDER BY c.id FOR UPDATE")
        .bind("ids", SqlArray.bigints(ids.stream().map(ConversationId::value).toList()))
        .map(
            (row, context) ->
                new Locked(
                    new ConversationId(row.getLong("id")),
                    pair(row),
                    row.getLong("last_seq"),
                    row.getInt("active") == 2))
        .forEach(conversation -> locked.put(conversation.id(), conversation));
    return locked;
  }

  /** Moves conversations on: their last seq, and to the top of their members' lists. */
  void advance(Handle handle, Map<ConversationId, Long> lastSeqs) {
    PreparedBatch moves =
        handle.prepareBatch(
            "UPDATE conversation SET last_seq = ?, activity = nextval('conversation_activity')"
                + " WHERE id = ?");
    lastSeqs.forEach((id, seq) -> moves.add(seq, id.value()));
    moves.execute();
  }

  /** Who takes part in these conversations. */
  Map<ConversationId, List<AccountId>> members(
      Handle handle, Collection<ConversationId> conversations) {
    Map<ConversationId, List<AccountId>> members = new HashMap<>();
    handle
        .createQuery(
            "SELECT conversation_id, account_id FROM member WHERE conversation_id = ANY(:ids)"
                + " ORDER BY account_id")
        .bind("ids", SqlArray.bigints(conversations.stream().map(ConversationId::value).toList()))
        .map((row, context) -> Map.entry(new ConversationId(row.getLong(1)), row.getLong(2)))
        .forEach(
            member ->
                members
                    .computeIfAbsent(member.getKey(), unseen -> new ArrayList<>())
                    .add(new AccountId(member.getValue())));
    return members;
  }

  /** Up to which message the clients of each member have a conversation. */
  Map<AccountId, Long> delivered(Handle handle, ConversationId conversation) {
    Map<AccountId, Long> delivered = new TreeMap<>();
    handle
        .createQuery(
            "SELECT account_id, delivered_seq FROM member WHERE conversation_id = :conversation")
        .bind("conversation", conversation.value())
        .map((row, context) -> Map.entry(new AccountId(row.getLong(1)), row.getLong(2)))
        .forEach(mark -> delivered.put(mark.getKey(), mark.getValue()));
    return delivered;
  }

  boolean isMember(Handle handle, ConversationId conversation, AccountId account) {
    return handle
        .createQuery(
            "SELECT 1 FROM member WHERE account_id = :account"
                + " AND conversation_id = :conversation")
        .bind("account", account.value())
        .bind("conversation", conversation.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** A page of somebody's conversations, the last active first. */
  List<Listed> page(
      Handle handle, AccountId account, Optional<ConversationCursor> before, int limit) {
    ConversationCursor cursor =
        before.orElse(new ConversationCursor(Long.MAX_VALUE, new ConversationId(Long.MAX_VALUE)));
    return handle
        .createQuery(
            "SELECT c.id AS conversation_id, c.activity, a.id, a.name, a.display_name,"
                + " m.seq, m.sender_id, m.key, m.body, m.sent_at, theirs.delivered_seq"
                + " FROM member mine"
                + " JOIN conversation c ON c.id = mine.conversation_id"
                + " JOIN account a ON a.id ="
                + " CASE WHEN c.low_account = :account THEN c.high_account ELSE c.low_account END"
                + " JOIN member theirs ON theirs.account_id = a.id"
                + " AND theirs.conversation_id = c.id"
                + " JOIN message m ON m.conversation_id = c.id AND m.seq = c.last_seq"
                + " WHERE mine.account_id = :account"
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
    return new Listed(
        new ConversationId(row.getLong("conversation_id")),
        row.getLong("activity"),
        new Person(
            new AccountId(row.getLong("id")), row.getString("name"), row.getString("display_name")),
        messages.message(row),
        row.getLong("delivered_seq"));
  }

  private static AccountPair pair(ResultSet row) throws SQLException {
    return AccountPair.of(
        new AccountId(row.getLong("low_account")), new AccountId(row.getLong("high_account")));
  }
}
