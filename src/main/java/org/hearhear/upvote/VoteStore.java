package org.hearhear.upvote;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;

/** The rows of votes, one for each item and person. */
@Singleton
public class VoteStore {

  /** Whose vote on what. */
  record Id(ItemId item, AccountId account) {}

  /** A vote as it is; 0 when it was taken back. */
  record Vote(Id id, int value) {}

  /** The votes that are there. The items are locked. */
  Pipeline.Rows<Vote> find(Pipeline pipeline, Collection<Id> ids) {
    return pipeline.query(
        "SELECT v.item_id, v.account_id, v.value"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY))"
            + " AS wanted (item_id, account_id)"
            + " JOIN vote v ON v.item_id = wanted.item_id"
            + " AND v.account_id = wanted.account_id",
        row -> new Vote(id(row), row.getInt("value")),
        SqlArray.bigints(ids, id -> id.item.value()),
        SqlArray.bigints(ids, id -> id.account.value()));
  }

  /** A vote, as part of a tally. */
  record Counted(Id id, int value, long rev) {}

  /** The votes of these accounts on these items, each with the item's revision of that moment. */
  List<Counted> counted(Handle handle, Collection<ItemId> items, Collection<AccountId> accounts) {
    return handle
        .createQuery(
            "SELECT v.item_id, v.account_id, v.value, i.rev FROM vote v"
                + " JOIN item i ON i.id = v.item_id"
                + " WHERE v.item_id = ANY(:items) AND v.account_id = ANY(:accounts)")
        .bind("items", SqlArray.bigints(items, ItemId::value))
        .bind("accounts", SqlArray.bigints(accounts, AccountId::value))
        .map((row, context) -> new Counted(id(row), row.getInt("value"), row.getLong("rev")))
        .list();
  }

  /** Writes votes on items that the caller has locked. */
  void write(Pipeline pipeline, Map<Id, Integer> votes) {
    List<Id> ids = List.copyOf(votes.keySet());
    pipeline.update(
        "MERGE INTO vote v USING (SELECT item_id, account_id, value"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS smallint ARRAY)) AS added (item_id, account_id, value)) cast_now"
            + " ON v.item_id = cast_now.item_id AND v.account_id = cast_now.account_id"
            + " WHEN MATCHED THEN UPDATE SET value = cast_now.value"
            + " WHEN NOT MATCHED THEN INSERT (item_id, account_id, value)"
            + " VALUES (cast_now.item_id, cast_now.account_id, cast_now.value)",
        SqlArray.bigints(ids, id -> id.item.value()),
        SqlArray.bigints(ids, id -> id.account.value()),
        SqlArray.smallints(List.copyOf(votes.values())));
  }

  private static Id id(ResultSet row) throws SQLException {
    return new Id(new ItemId(row.getLong("item_id")), new AccountId(row.getLong("account_id")));
  }
}
