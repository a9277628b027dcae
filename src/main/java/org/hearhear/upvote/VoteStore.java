package org.hearhear.upvote;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of votes, one for each item and person. */
@Singleton
public class VoteStore {

  /** Whose vote on what. */
  record Id(ItemId item, AccountId account) {}

  /** The votes that are there, a vote taken back (0) too. The items are locked. */
  Map<Id, Integer> find(Handle handle, Collection<Id> ids) {
    Map<Id, Integer> found = new HashMap<>();
    handle
        .createQuery(
            "SELECT v.item_id, v.account_id, v.value"
                + " FROM UNNEST(CAST(:items AS bigint ARRAY), CAST(:accounts AS bigint ARRAY))"
                + " AS wanted (item_id, account_id)"
                + " JOIN vote v ON v.item_id = wanted.item_id"
                + " AND v.account_id = wanted.account_id")
        .bind("items", SqlArray.bigints(ids, id -> id.item.value()))
        .bind("accounts", SqlArray.bigints(ids, id -> id.account.value()))
        .map(
            (row, context) ->
                Map.entry(
                    new Id(
                        new ItemId(row.getLong("item_id")),
                        new AccountId(row.getLong("account_id"))),
                    row.getInt("value")))
        .forEach(vote -> found.put(vote.getKey(), vote.getValue()));
    return found;
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
        .map(
            (row, context) ->
                new Counted(
                    new Id(
                        new ItemId(row.getLong("item_id")),
                        new AccountId(row.getLong("account_id"))),
                    row.getInt("value"),
                    row.getLong("rev")))
        .list();
  }

  /** Writes votes; {@code there} says which of them have a row. */
  void write(Handle handle, Map<Id, Integer> votes, Set<Id> there) {
    PreparedBatch inserts =
        handle.prepareBatch("INSERT INTO vote (value, item_id, account_id) VALUES (?, ?, ?)");
    PreparedBatch updates =
        handle.prepareBatch("UPDATE vote SET value = ? WHERE item_id = ? AND account_id = ?");
    votes.forEach(
        (id, value) ->
            (there.contains(id) ? updates : inserts)
                .add(value, id.item.value(), id.account.value()));
    if (inserts.size() > 0) {
      inserts.execute();
    }
    if (updates.size() > 0) {
      updates.execute();
    }
  }
}
