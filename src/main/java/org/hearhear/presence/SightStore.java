package org.hearhear.presence;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hearhear.account.PeopleStore;
import org.hearhear.presence.Sight.Known;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads how people are, merged over all living nodes, and who may know it. */
@Singleton
public class SightStore {

  /** How these people are; who is not there, or is disabled, is not in the answer. */
  Map<AccountId, Known> people(Handle handle, Collection<AccountId> people) {
    Map<AccountId, Known> found = new HashMap<>();
    handle
        .createQuery(
            "SELECT a.id, a.status, a.accepts, a.last_seen_at, count(n.node) AS nodes,"
                + " sum(CASE WHEN n.node IS NOT NULL AND p.state = :online THEN 1 ELSE 0 END)"
                + " AS online FROM account a LEFT JOIN presence p ON p.account_id = a.id"
                + " LEFT JOIN presence_node n ON n.node = p.node"
                + " AND n.alive_until > CURRENT_TIMESTAMP"
                + " WHERE a.id = ANY(:ids) AND NOT a.disabled"
                + " GROUP BY a.id, a.status, a.accepts, a.last_seen_at")
        .bind("online", Activity.ONLINE.storedName())
        .bind("ids", SqlArray.bigints(people, AccountId::value))
        .map(
            (row, context) ->
                Map.entry(
                    new AccountId(row.getLong("id")),
                    new Known(view(row), row.getString("accepts").equals("everyone"))))
        .forEach(known -> found.put(known.getKey(), known.getValue()));
    return found;
  }

  private static View view(ResultSet row) throws SQLException {
    if (row.getInt("nodes") == 0) {
      @Nullable Timestamp lastSeen = row.getTimestamp("last_seen_at");
      return View.offline(lastSeen == null ? null : lastSeen.toInstant());
    }
    // A row says that he is to be seen, whatever he has chosen since: his node takes it away.
    if (Choice.stored(row.getString("status")) == Choice.DND) {
      return View.here(View.State.DND);
    }
    return View.here(row.getInt("online") > 0 ? View.State.ONLINE : View.State.AWAY);
  }

  /** Of which of these people one has blocked the other: both ways, whoever it was. */
  Set<Pair> blocks(Handle handle, Collection<AccountId> people) {
    Set<Pair> blocks = new HashSet<>();
    handle
        .createQuery(
            "SELECT account_id, blocked_id FROM block"
                + " WHERE account_id = ANY(:ids) AND blocked_id = ANY(:ids)")
        .bind("ids", SqlArray.bigints(people, AccountId::value))
        .map((row, context) -> List.of(pair(row, 1, 2), pair(row, 2, 1)))
        .forEach(blocks::addAll);
    return blocks;
  }

  /**
   * In which of these pairs the one who is seen takes messages from those whom he knows, and knows
   * the other: he has written to him, or they share a group.
   */
  Set<Pair> acquainted(Handle handle, List<Pair> pairs) {
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT w.viewer, w.seen"
                    + " FROM UNNEST(CAST(:viewers AS bigint ARRAY), CAST(:seen AS bigint ARRAY))"
                    + " AS w (viewer, seen) JOIN account a ON a.id = w.seen"
                    + " WHERE a.accepts = 'known' AND "
                    + PeopleStore.knows("w.seen", "w.viewer"))
            .bind("viewers", SqlArray.bigints(pairs, pair -> pair.viewer().value()))
            .bind("seen", SqlArray.bigints(pairs, pair -> pair.seen().value()))
            .map((row, context) -> pair(row, 1, 2))
            .list());
  }

  private static Pair pair(ResultSet row, int viewer, int seen) throws SQLException {
    return new Pair(new AccountId(row.getLong(viewer)), new AccountId(row.getLong(seen)));
  }
}
