package org.hearhear.dm.log;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearhear.dm.message.Message;
import org.hearhear.dm.message.MessageStore;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;

/**
 * The accounts' logs. Their heads are locked while entries are appended, so nobody ever sees n+1
 * before n.
 */
@Singleton
public class AccountLogStore {

  /** What an entry says; the code is what the database keeps. */
  public enum Kind {
    MESSAGE(1),
    /** A conversation is there, or is another one than before. */
    CONVERSATION(2),
    EDITED(3),
    DELETED(4),
    REACTION(5),
    /** The account has read. */
    READ(6),
    /** The account is no longer a member. */
    LEFT(7),
    MUTED(8),
    BLOCKED(9),
    /** What the account has set for itself; of no conversation. */
    SETTINGS(10);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalStateException("account_log has an entry of the unknown kind " + code);
    }
  }

  /**
   * One entry, wherever it stands.
   *
   * @param conversation what it is about; 0 where it is about none
   * @param seq the message, or how far was read; 0 where it is about none
   */
  public record Entry(AccountId account, Kind kind, ConversationId conversation, long seq) {}

  /**
   * An entry as it is read again.
   *
   * @param n its position in the account's log
   * @param seesBehind from where on the account sees the conversation; empty when it does not
   * @param message the message that the entry refers to, if there is one
   */
  public record Replayed(long n, Entry entry, OptionalLong seesBehind, Optional<Message> message) {}

  /** From where to where a log reaches: its entries are those above floor, up to head. */
  public record Extent(long floor, long head) {}

  private final MessageStore messages;

  @Inject
  public AccountLogStore(MessageStore messages) {
    this.messages = messages;
  }

  /** Where these logs stand. */
  public Map<AccountId, Long> heads(Handle handle, Collection<AccountId> accounts) {
    Map<AccountId, Long> heads = new HashMap<>();
    handle
        .createQuery("SELECT account_id, n FROM account_log_head WHERE account_id = ANY(:ids)")
        .bind("ids", SqlArray.bigints(accounts, AccountId::value))
        .map((row, context) -> Map.entry(new AccountId(row.getLong(1)), row.getLong(2)))
        .forEach(head -> heads.put(head.getKey(), head.getValue()));
    return heads;
  }

  /** Where logs that are being written stand, once the pipeline that locks them has been run. */
  public static final class Heads {
    private final Pipeline.Rows<Head> locked;
    private final Map<AccountId, Long> heads = new HashMap<>();

    private record Head(AccountId account, long n) {}

    private Heads(Pipeline.Rows<Head> locked) {
      this.locked = locked;
    }

    /** The position of an account's next entry: each call moves on by one. */
    public long next(AccountId account) {
      if (heads.isEmpty()) {
        locked.get().forEach(head -> heads.put(head.account, head.n));
      }
      Long next = heads.computeIfPresent(account, (each, n) -> n + 1);
      if (next == null) {
        throw new IllegalStateException("Account " + account + " has no log.");
      }
      return next;
    }
  }

  /** Locks the heads of these logs, in order of the accounts. */
  private static Heads lock(Pipeline pipeline, Collection<AccountId> accounts) {
    return new Heads(
        pipeline.query(
            "SELECT account_id, n FROM account_log_head WHERE account_id = ANY(?)"
                + " ORDER BY account_id FOR UPDATE",
            row -> new Heads.Head(new AccountId(row.getLong(1)), row.getLong(2)),
            SqlArray.bigints(accounts, AccountId::value)));
  }

  /** Moves the heads of logs on, by one for each mention of the account; they stay locked. */
  public Heads reserve(Pipeline pipeline, Collection<AccountId> accounts) {
    if (accounts.isEmpty()) {
      return new Heads(Pipeline.none());
    }
    Map<AccountId, Long> entries = new HashMap<>();
    accounts.forEach(account -> entries.merge(account, 1L, Long::sum));
    List<Map.Entry<AccountId, Long>> moves = List.copyOf(entries.entrySet());
    Heads heads = lock(pipeline, entries.keySet());
    pipeline.update(
        "MERGE INTO account_log_head h USING (SELECT account_id, entries"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY))"
            + " AS added (account_id, entries)) moved ON h.account_id = moved.account_id"
            + " WHEN MATCHED THEN UPDATE SET n = h.n + moved.entries",
        SqlArray.bigints(moves, move -> move.getKey().value()),
        SqlArray.bigints(moves, Map.Entry::getValue));
    return heads;
  }

  /** Reserves places for entries and writes them there, in their order. */
  public Heads append(Pipeline pipeline, List<Entry> entries, Instant now) {
    Heads heads = reserve(pipeline, entries.stream().map(Entry::account).toList());
    appendReserved(pipeline, entries, now);
    return heads;
  }

  /**
   * Writes the entries that places were reserved for, all of them, in their order: the last of an
   * account comes to where its head is now.
   */
  public void appendReserved(Pipeline pipeline, List<Entry> entries, Instant now) {
    if (entries.isEmpty()) {
      return;
    }
    pipeline.update(
        "INSERT INTO account_log (account_id, n, kind, conversation_id, seq, at)"
            + " SELECT h.account_id, h.n - added.behind, added.kind, added.conversation_id,"
            + " added.seq, ?"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS smallint ARRAY), CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY))"
            + " AS added (account_id, behind, kind, conversation_id, seq)"
            + " JOIN account_log_head h ON h.account_id = added.account_id",
        Timestamp.from(now),
        SqlArray.bigints(entries, entry -> entry.account.value()),
        SqlArray.bigints(behind(entries)),
        SqlArray.smallints(entries.stream().map(each -> each.kind.code).toList()),
        SqlArray.bigints(entries, entry -> entry.conversation.value()),
        SqlArray.bigints(entries, Entry::seq));
  }

  /** How many entries of the same account follow each entry. */
  private static List<Long> behind(List<Entry> entries) {
    Long[] behind = new Long[entries.size()];
    Map<AccountId, Long> following = new HashMap<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      behind[i] = following.merge(entries.get(i).account, 1L, Long::sum) - 1;
    }
    return List.of(behind);
  }

  /** How far an account's log reaches. */
  public Extent extent(Handle handle, AccountId account) {
    return handle
        .createQuery("SELECT floor, n FROM account_log_head WHERE account_id = :account")
        .bind("account", account.value())
        .map((row, context) -> new Extent(row.getLong("floor"), row.getLong("n")))
        .one();
  }

  /**
   * The entries behind these positions, up to {@code most} of each account, in order; with what
   * they refer to as it is now.
   */
  public List<Replayed> after(Handle handle, Map<AccountId, Long> positions, int most) {
    List<Map.Entry<AccountId, Long>> ordered = new ArrayList<>(positions.entrySet());
    return handle
        .createQuery(
            "SELECT l.account_id, l.n, l.kind, l.conversation_id AS entry_conversation,"
                + " l.seq AS entry_seq, v.from_seq, "
                + MessageStore.COLUMNS
                + " FROM UNNEST(CAST(:accounts AS bigint ARRAY), CAST(:positions AS bigint ARRAY))"
                + " AS wanted (account_id, n)"
                + " JOIN account_log l ON l.account_id = wanted.account_id"
                + " AND l.n > wanted.n AND l.n <= wanted.n + :most"
                + " LEFT JOIN member v ON v.account_id = l.account_id"
                + " AND v.conversation_id = l.conversation_id"
                + " LEFT JOIN message m ON m.conversation_id = l.conversation_id AND m.seq = l.seq"
                + " AND l.kind <= :ofMessages"
                + " ORDER BY l.account_id, l.n")
        .bind("accounts", SqlArray.bigints(ordered, entry -> entry.getKey().value()))
        .bind("positions", SqlArray.bigints(ordered, Map.Entry::getValue))
        .bind("most", most)
        .bind("ofMessages", Kind.REACTION.code)
        .map((row, context) -> replayed(row))
        .list();
  }

  private Replayed replayed(ResultSet row) throws SQLException {
    Entry entry =
        new Entry(
            new AccountId(row.getLong("account_id")),
            Kind.of(row.getInt("kind")),
            new ConversationId(row.getLong("entry_conversation")),
            row.getLong("entry_seq"));
    long from = row.getLong("from_seq");
    OptionalLong seesBehind = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(from);
    boolean found = row.getObject("sender_id") != null;
    return new Replayed(
        row.getLong("n"),
        entry,
        seesBehind,
        found ? Optional.of(messages.message(row)) : Optional.empty());
  }

  // Pruning.

  /** Some accounts whose logs hold what is too old, or more than they may. */
  List<AccountId> prunable(Handle handle, Instant oldest, int entriesMax, int accountsMax) {
    return handle
        .createQuery(
            "SELECT h.account_id FROM account_log_head h"
                + " JOIN account_log l ON l.account_id = h.account_id AND l.n = h.floor + 1"
                + " WHERE l.at < :oldest OR h.n - h.floor > :entries"
                + " ORDER BY h.account_id LIMIT :accounts")
        .bind("oldest", Timestamp.from(oldest))
        .bind("entries", entriesMax)
        .bind("accounts", accountsMax)
        .mapTo(Long.class)
        .map(AccountId::new)
        .list();
  }

  /** Deletes what is too old or too much, up to {@code deletedMax} entries, and lifts the floor. */
  void prune(Handle handle, AccountId account, Instant oldest, int entriesMax, int deletedMax) {
    Pipeline locking = new Pipeline(handle);
    lock(locking, List.of(account));
    locking.run();
    Extent extent = extent(handle, account);
    long tooOld =
        handle
            .createQuery(
                "SELECT coalesce(max(n), 0) FROM account_log"
                    + " WHERE account_id = :account AND at < :oldest")
            .bind("account", account.value())
            .bind("oldest", Timestamp.from(oldest))
            .mapTo(Long.class)
            .one();
    long lifted = Math.min(Math.max(tooOld, extent.head - entriesMax), extent.floor + deletedMax);
    if (lifted > extent.floor) {
      handle.execute(
          "DELETE FROM account_log WHERE account_id = ? AND n <= ?", account.value(), lifted);
      handle.execute(
          "UPDATE account_log_head SET floor = ? WHERE account_id = ?", lifted, account.value());
    }
  }
}
