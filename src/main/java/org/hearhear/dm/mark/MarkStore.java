package org.hearhear.dm.mark;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of how far each account has got, in its log and in each conversation. */
@Singleton
public class MarkStore {

  /** A member's clients have, or the member has read, every message up to {@code seq}. */
  record Mark(MemberId member, long seq) {}

  /**
   * Both marks of a member.
   *
   * @param receipts whether the member gives and gets receipts
   * @param blocked whether one of the two of a direct conversation has blocked the other
   */
  public record Marks(
      MemberId member, long delivered, long read, boolean receipts, boolean blocked) {}

  /** How much is unread in all of an account's conversations. */
  public record Unread(long messages, long conversations, long muted, long asOf) {}

  /**
   * Moves accounts on to these positions of their logs, never back, and returns the marks that have
   * moved with them.
   */
  List<Mark> advance(Handle handle, Map<AccountId, Long> positions) {
    SortedMap<AccountId, Long> ordered = new TreeMap<>(positions); // Locks are taken in this order.
    insertMissing(handle, ordered.keySet());
    PreparedBatch wanted =
        handle.prepareBatch("UPDATE account_log_ack SET next_n = ? WHERE account_id = ? AND n < ?");
    ordered.forEach((account, n) -> wanted.add(n, account.value(), n));
    wanted.execute();
    List<Mark> marks = newest(handle, ordered.keySet());
    handle
        .createUpdate(
            "UPDATE account_log_ack SET n = next_n WHERE account_id = ANY(:ids) AND n < next_n")
        .bind("ids", SqlArray.bigints(ordered.keySet(), AccountId::value))
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
        .bind("ids", SqlArray.bigints(accounts, AccountId::value))
        .bind("message", AccountLogStore.Kind.MESSAGE.code())
        .map((row, context) -> new Mark(member(row), row.getLong("seq")))
        .list();
  }

  private static List<Mark> moved(Handle handle, List<Mark> marks) {
    PreparedBatch moves =
        handle.prepareBatch(
            "UPDATE member SET delivered_seq = ?"
                + " WHERE conversation_id = ? AND account_id = ? AND delivered_seq < ?");
    for (Mark mark : marks) {
      moves.add(
          mark.seq, mark.member.conversation().value(), mark.member.account().value(), mark.seq);
    }
    return changed(marks, moves.execute());
  }

  /**
   * Moves what was read on, never back and never past the last message, and returns who has moved;
   * their rows stay locked.
   */
  List<MemberId> read(Handle handle, SortedMap<MemberId, Long> wanted) {
    PreparedBatch moves =
        handle.prepareBatch(
            "UPDATE member SET read_seq = (SELECT LEAST(?, c.last_seq) FROM conversation c"
                + " WHERE c.id = member.conversation_id)"
                + " WHERE conversation_id = ? AND account_id = ? AND read_seq < ?"
                + " AND read_seq < (SELECT c.last_seq FROM conversation c"
                + " WHERE c.id = member.conversation_id)");
    wanted.forEach(
        (member, seq) ->
            moves.add(seq, member.conversation().value(), member.account().value(), seq));
    return changed(List.copyOf(wanted.keySet()), moves.execute());
  }

  private static <T> List<T> changed(List<T> wanted, int[] counts) {
    List<T> changed = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 1) {
        changed.add(wanted.get(i));
      }
    }
    return changed;
  }

  /** What conversations are to some of their members; who is no member is not in the answer. */
  public List<MemberState> states(Handle handle, Collection<MemberId> members) {
    return handle
        .createQuery(
            "SELECT v.conversation_id, v.account_id, v.read_seq, v.muted_until, h.n, "
                + UNREAD
                + " AS unread"
                + " FROM UNNEST(CAST(:accounts AS bigint ARRAY),"
                + " CAST(:conversations AS bigint ARRAY)) AS wanted (account_id, conversation_id)"
                + " JOIN member v ON v.account_id = wanted.account_id"
                + " AND v.conversation_id = wanted.conversation_id"
                + " JOIN account_log_head h ON h.account_id = v.account_id")
        .bind("accounts", SqlArray.bigints(members, member -> member.account().value()))
        .bind("conversations", SqlArray.bigints(members, member -> member.conversation().value()))
        .map((row, context) -> state(row))
        .list();
  }

  /**
   * How many messages of others, not deleted, are above what the member {@code v} has read. Read in
   * one statement with the head of his log, both are of the same moment.
   */
  public static final String UNREAD =
      "(SELECT count(*) FROM message u WHERE u.conversation_id = v.conversation_id"
          + " AND u.seq > GREATEST(v.read_seq, v.from_seq) AND u.sender_id <> v.account_id"
          + " AND NOT u.deleted)";

  private static MemberState state(ResultSet row) throws SQLException {
    return new MemberState(
        member(row),
        row.getLong("read_seq"),
        Optional.ofNullable(row.getTimestamp("muted_until")).map(Timestamp::toInstant),
        row.getLong("unread"),
        row.getLong("n"));
  }

  /** How much is unread in all of somebody's conversations together. */
  public Unread unread(Handle handle, AccountId account, Instant now) {
    return handle
        .createQuery(
            "SELECT h.n, coalesce(sum(CASE WHEN muted THEN 0 ELSE unread END), 0) AS messages,"
                + " coalesce(sum(CASE WHEN unread > 0 AND NOT muted THEN 1 ELSE 0 END), 0)"
                + " AS conversations,"
                + " coalesce(sum(CASE WHEN muted THEN unread ELSE 0 END), 0) AS of_muted"
                + " FROM account_log_head h LEFT JOIN (SELECT v.account_id, "
                + UNREAD
                + " AS unread, v.muted_until IS NOT NULL AND v.muted_until > :now AS muted"
                + " FROM member v JOIN conversation c ON c.id = v.conversation_id"
                + " AND c.last_seq > v.read_seq WHERE v.account_id = :account) AS each_one"
                + " ON each_one.account_id = h.account_id"
                + " WHERE h.account_id = :account GROUP BY h.n")
        .bind("account", account.value())
        .bind("now", Timestamp.from(now))
        .map(
            (row, context) ->
                new Unread(
                    row.getLong("messages"),
                    row.getLong("conversations"),
                    row.getLong("of_muted"),
                    row.getLong("n")))
        .one();
  }

  /** How far the members of these conversations have got. */
  public List<Marks> marks(Handle handle, Collection<ConversationId> conversations) {
    return handle
        .createQuery(
            "SELECT m.conversation_id, m.account_id, m.delivered_seq, m.read_seq, a.receipts,"
                + " c.low_blocks OR c.high_blocks AS blocked FROM member m"
                + " JOIN account a ON a.id = m.account_id"
                + " JOIN conversation c ON c.id = m.conversation_id"
                + " WHERE m.conversation_id = ANY(:ids) ORDER BY m.conversation_id, m.account_id")
        .bind("ids", SqlArray.bigints(conversations, ConversationId::value))
        .map(
            (row, context) ->
                new Marks(
                    member(row),
                    row.getLong("delivered_seq"),
                    row.getLong("read_seq"),
                    row.getBoolean("receipts"),
                    row.getBoolean("blocked")))
        .list();
  }

  private static MemberId member(ResultSet row) throws SQLException {
    return new MemberId(
        new ConversationId(row.getLong("conversation_id")),
        new AccountId(row.getLong("account_id")));
  }
}
