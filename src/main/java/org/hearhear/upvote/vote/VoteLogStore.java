package org.hearhear.upvote.vote;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;

/** The rows of vote logs: they are added, and never changed. */
@Singleton
public class VoteLogStore {
  private static final String COLUMNS = "item_id, n, hours, kind, voter, value, origin, hash";

  /** Adds entries to the logs of items that the caller has locked. */
  void append(Pipeline pipeline, Collection<VoteLog.Entry> entries) {
    pipeline.update(
        "INSERT INTO vote_log (item_id, n, hours, kind, voter, value, origin, hash)"
            + " SELECT item_id, n, hours, kind, voter, value, origin, hash"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS bigint ARRAY), CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY),"
            + " CAST(? AS smallint ARRAY), CAST(? AS varchar ARRAY), CAST(? AS varchar ARRAY))"
            + " AS added (item_id, n, hours, kind, voter, value, origin, hash)",
        SqlArray.bigints(entries, entry -> entry.item().value()),
        SqlArray.bigints(entries, VoteLog.Entry::n),
        SqlArray.bigints(entries, VoteLog.Entry::hour),
        SqlArray.texts(entries.stream().map(VoteLog.Entry::kind).toList()),
        SqlArray.texts(entries.stream().map(VoteLog.Entry::voter).toList()),
        SqlArray.smallints(entries.stream().map(VoteLog.Entry::value).toList()),
        SqlArray.texts(entries.stream().map(VoteLog.Entry::origin).toList()),
        SqlArray.texts(entries.stream().map(VoteLog.Entry::hash).toList()));
  }

  /** A page of an item's log: the entries behind {@code after}, up to and with {@code last}. */
  public List<VoteLog.Entry> page(Handle handle, ItemId item, long after, long last, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM vote_log WHERE item_id = :item AND n > :after AND n <= :last"
                + " ORDER BY n LIMIT :limit")
        .bind("item", item.value())
        .bind("after", after)
        .bind("last", last)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new VoteLog.Entry(
                    new ItemId(row.getLong("item_id")),
                    row.getLong("n"),
                    row.getLong("hours"),
                    row.getString("kind"),
                    row.getString("voter"),
                    row.getInt("value"),
                    row.getString("origin"),
                    row.getString("hash")))
        .list();
  }

  public Optional<VoteLog.Entry> find(Handle handle, ItemId item, long n) {
    return page(handle, item, n - 1, n, 1).stream().findFirst();
  }

  /** A vote that counts, and under which name it stands in the log. */
  record Pseudonymous(AccountId account, int value, String voter) {}

  /**
   * The votes on an item that count, of the accounts behind {@code after}, in order of those. Each
   * finds its entry by the primary key: a join may go through all entries for each vote, where the
   * database does not know yet how many there are.
   */
  List<Pseudonymous> votes(Handle handle, ItemId item, AccountId after, int limit) {
    return handle
        .createQuery(
            "SELECT v.account_id, v.value,"
                + " (SELECT l.voter FROM vote_log l WHERE l.item_id = v.item_id AND l.n = v.log_n)"
                + " AS voter FROM vote v WHERE v.item_id = :item AND v.account_id > :after"
                + " AND v.value <> 0 AND v.log_n > 0"
                + " ORDER BY v.account_id LIMIT :limit")
        .bind("item", item.value())
        .bind("after", after.value())
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Pseudonymous(
                    new AccountId(row.getLong("account_id")),
                    row.getInt("value"),
                    row.getString("voter")))
        .list();
  }
}
