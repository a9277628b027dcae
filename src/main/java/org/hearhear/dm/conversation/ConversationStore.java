package org.hearhear.dm.conversation;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearhear.account.Accepts;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The rows of conversations. */
@Singleton
public class ConversationStore {

  /** The direct conversation of two people, if there is one. */
  public Optional<ConversationId> find(Handle handle, AccountPair pair) {
    return handle
        .createQuery("SELECT id FROM conversation WHERE low_account = ? AND high_account = ?")
        .bind(0, pair.low().value())
        .bind(1, pair.high().value())
        .mapTo(Long.class)
        .findOne()
        .map(ConversationId::new);
  }

  /** Creates the conversation of a pair; empty when somebody else has just done so. */
  public Optional<ConversationId> insert(Handle handle, AccountPair pair, Instant now) {
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

  /** Creates a group without members, at the top of their lists. */
  public Conversation insertGroup(
      Handle handle, String title, AccountId owner, boolean historyShared, Instant now) {
    long id =
        handle
            .createUpdate(
                "INSERT INTO conversation"
                    + " (kind, title, owner_id, history_shared, last_seq, activity, created_at)"
                    + " VALUES ('group', :title, :owner, :shared, 0,"
                    + " nextval('conversation_activity'), :now)")
            .bind("title", title)
            .bind("owner", owner.value())
            .bind("shared", historyShared)
            .bind("now", now)
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    return Conversation.created(new ConversationId(id), title, owner, historyShared);
  }

  /**
   * Locks the direct conversations of these pairs, as far as there are any, and those with these
   * ids, all in order of their ids. The members of groups are found afterwards ({@link
   * #findMembers}).
   */
  public Pipeline.Rows<Conversation> lock(
      Pipeline pipeline, Collection<AccountPair> pairs, Collection<ConversationId> ids) {
    return pipeline.query(
        "SELECT c.id, c.kind, c.low_account, c.high_account, c.last_seq, c.title, c.owner_id,"
            + " c.rev, c.history_shared, c.low_blocks, c.high_blocks, c.low_wrote,"
            + " c.high_wrote, (SELECT a.accepts FROM account a WHERE a.id = c.low_account"
            + " AND NOT a.disabled) AS low_accepts, (SELECT a.accepts FROM account a"
            + " WHERE a.id = c.high_account AND NOT a.disabled) AS high_accepts"
            + " FROM conversation c WHERE c.id IN ("
            + "SELECT d.id FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY))"
            + " AS wanted (low_account, high_account)"
            + " JOIN conversation d ON d.low_account = wanted.low_account"
            + " AND d.high_account = wanted.high_account"
            + " UNION SELECT named.id FROM UNNEST(CAST(? AS bigint ARRAY)) AS named (id))"
            + " ORDER BY c.id FOR UPDATE",
        ConversationStore::conversation,
        SqlArray.bigints(pairs, pair -> pair.low().value()),
        SqlArray.bigints(pairs, pair -> pair.high().value()),
        SqlArray.bigints(ids, ConversationId::value));
  }

  /**
   * Reads the members of those that are groups, in a statement of its own: it sees what was
   * committed before the locks were given.
   */
  public void findMembers(Handle handle, Map<ConversationId, Conversation> locked) {
    List<ConversationId> groups =
        locked.values().stream().filter(Conversation::isGroup).map(Conversation::id).toList();
    if (groups.isEmpty()) {
      return;
    }
    handle
        .createQuery(
            "SELECT conversation_id, account_id, from_seq FROM member"
                + " WHERE conversation_id = ANY(?)")
        .bind(0, SqlArray.bigints(groups, ConversationId::value))
        .map((row, context) -> new Found(row.getLong(1), row.getLong(2), row.getLong(3)))
        .forEach(
            member -> {
              Conversation group = locked.get(new ConversationId(member.conversation));
              if (group != null) {
                group.found(List.of(new AccountId(member.account)), member.from);
              }
            });
  }

  private record Found(long conversation, long account, long from) {}

  /** Moves conversations with new messages on, and to the top of their members' lists. */
  public void advance(Pipeline pipeline, Collection<Conversation> conversations) {
    List<Conversation> advanced = conversations.stream().filter(Conversation::isAdvanced).toList();
    if (advanced.isEmpty()) {
      return;
    }
    pipeline.update(
        "MERGE INTO conversation c USING (SELECT id, last_seq, low_wrote, high_wrote"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS boolean ARRAY), CAST(? AS boolean ARRAY))"
            + " AS added (id, last_seq, low_wrote, high_wrote)) moved ON c.id = moved.id"
            + " WHEN MATCHED THEN UPDATE SET last_seq = moved.last_seq,"
            + " low_wrote = moved.low_wrote, high_wrote = moved.high_wrote,"
            + " activity = nextval('conversation_activity')",
        SqlArray.bigints(advanced, conversation -> conversation.id().value()),
        SqlArray.bigints(advanced, Conversation::lastSeq),
        SqlArray.booleans(advanced, conversation -> hasWritten(conversation, 0)),
        SqlArray.booleans(advanced, conversation -> hasWritten(conversation, 1)));
  }

  private static boolean hasWritten(Conversation conversation, int side) {
    return !conversation.isGroup() && conversation.hasWritten(conversation.members().get(side));
  }

  /** Writes what has changed of a group, but for its members. */
  public void updateGroup(Handle handle, Conversation group) {
    handle.execute(
        "UPDATE conversation SET title = ?, owner_id = ?, rev = ? WHERE id = ?",
        group.title(),
        group.owner().value(),
        group.rev(),
        group.id().value());
  }

  /** Writes who of the two has blocked the other. */
  public void updateBlocks(Handle handle, Conversation direct) {
    List<AccountId> both = direct.members();
    handle.execute(
        "UPDATE conversation SET low_blocks = ?, high_blocks = ? WHERE id = ?",
        direct.blocks(both.get(0)),
        direct.blocks(both.get(1)),
        direct.id().value());
  }

  /** What conversations are, without locking them, by their ids. */
  public Map<ConversationId, Described> described(
      Handle handle, Collection<ConversationId> conversations) {
    Map<ConversationId, Described> found = new HashMap<>();
    handle
        .createQuery(
            "SELECT id, kind, title, owner_id, rev, history_shared, low_account, high_account,"
                + " low_blocks, high_blocks, last_seq FROM conversation WHERE id = ANY(:ids)")
        .bind("ids", SqlArray.bigints(conversations, ConversationId::value))
        .map((row, context) -> described(row))
        .forEach(each -> found.put(each.id(), each));
    return found;
  }

  private static Described described(ResultSet row) throws SQLException {
    boolean group = isGroup(row);
    Described.Blocks blocks =
        group
            ? Described.Blocks.NONE
            : new Described.Blocks(
                new AccountPair(
                    new AccountId(row.getLong("low_account")),
                    new AccountId(row.getLong("high_account"))),
                row.getBoolean("low_blocks"),
                row.getBoolean("high_blocks"));
    return new Described(
        new ConversationId(row.getLong("id")),
        group
            ? Optional.of(
                new Described.Group(
                    row.getString("title"),
                    new AccountId(row.getLong("owner_id")),
                    row.getLong("rev"),
                    row.getBoolean("history_shared")))
            : Optional.empty(),
        blocks,
        row.getLong("last_seq"));
  }

  private static Conversation conversation(ResultSet row) throws SQLException {
    ConversationId id = new ConversationId(row.getLong("id"));
    long lastSeq = row.getLong("last_seq");
    if (isGroup(row)) {
      return new Conversation(
          id,
          lastSeq,
          null,
          new Conversation.Group(
              row.getString("title"),
              new AccountId(row.getLong("owner_id")),
              row.getLong("rev"),
              row.getBoolean("history_shared")));
    }
    return new Conversation(
        id, lastSeq, new Conversation.Direct(side(row, "low"), side(row, "high")), null);
  }

  private static Conversation.Side side(ResultSet row, String side) throws SQLException {
    return new Conversation.Side(
        new AccountId(row.getLong(side + "_account")),
        accepts(row.getString(side + "_accepts")),
        row.getBoolean(side + "_blocks"),
        row.getBoolean(side + "_wrote"));
  }

  private static @Nullable Accepts accepts(@Nullable String stored) {
    return stored == null ? null : Accepts.parse(stored);
  }

  private static boolean isGroup(ResultSet row) throws SQLException {
    return row.getString("kind").equals("group");
  }

  /** Somebody's mute of a conversation until a time; empty ends it. */
  public void mute(
      Handle handle, ConversationId conversation, AccountId account, Optional<Instant> until) {
    handle
        .createUpdate(
            "UPDATE member SET muted_until = :until"
                + " WHERE conversation_id = :conversation AND account_id = :account")
        .bind("until", until.map(Timestamp::from).orElse(null))
        .bind("conversation", conversation.value())
        .bind("account", account.value())
        .execute();
  }
}
