package org.hearhear.presence;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of nodes, of who is on them, and of what people have chosen. */
@Singleton
public class PresenceStore {
  private static final String ALIVE_UNTIL =
      "CURRENT_TIMESTAMP + CAST(:seconds AS integer) * INTERVAL '1' SECOND";

  /** Prolongs a node's lease; false when others have taken the node for dead. */
  boolean renew(Handle handle, UUID node, Duration lease) {
    return handle
            .createUpdate(
                "UPDATE presence_node SET alive_until = " + ALIVE_UNTIL + " WHERE node = :node")
            .bind("seconds", (int) lease.toSeconds())
            .bind("node", node)
            .execute()
        > 0;
  }

  /** Makes a node known. */
  void insertNode(Handle handle, UUID node, Duration lease) {
    handle
        .createUpdate(
            "INSERT INTO presence_node (node, alive_until) VALUES (:node, " + ALIVE_UNTIL + ")")
        .bind("seconds", (int) lease.toSeconds())
        .bind("node", node)
        .execute();
  }

  /** Says who is on a node besides those who are known to be. */
  void insert(Handle handle, UUID node, Map<AccountId, Activity> people) {
    List<Map.Entry<AccountId, Activity>> rows = List.copyOf(people.entrySet());
    if (rows.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            "INSERT INTO presence (account_id, node, state)"
                + " SELECT account_id, CAST(:node AS uuid), state"
                + " FROM UNNEST(CAST(:accounts AS bigint ARRAY), CAST(:states AS varchar ARRAY))"
                + " AS arrived (account_id, state)")
        .bind("node", node)
        .bind("accounts", SqlArray.bigints(rows, row -> row.getKey().value()))
        .bind(
            "states",
            SqlArray.texts(rows.stream().map(row -> row.getValue().storedName()).toList()))
        .execute();
  }

  /** These people are not on the node any more. */
  void delete(Handle handle, UUID node, Collection<AccountId> people) {
    if (!people.isEmpty()) {
      handle
          .createUpdate("DELETE FROM presence WHERE node = :node AND account_id = ANY(:accounts)")
          .bind("node", node)
          .bind("accounts", SqlArray.bigints(people, AccountId::value))
          .execute();
    }
  }

  /** Nobody is on the node any more. */
  void deleteAll(Handle handle, UUID node) {
    handle.execute("DELETE FROM presence WHERE node = ?", node);
  }

  void deleteNode(Handle handle, UUID node) {
    handle.execute("DELETE FROM presence_node WHERE node = ?", node);
  }

  /**
   * Deletes the nodes whose lease is over, with all that they have said, and returns how many. A
   * node that is still there waits for its own row, and then begins anew.
   */
  int deleteDead(Handle handle) {
    List<UUID> dead =
        handle
            .createQuery(
                "SELECT node FROM presence_node WHERE alive_until < CURRENT_TIMESTAMP"
                    + " ORDER BY node FOR UPDATE")
            .mapTo(UUID.class)
            .list();
    for (UUID node : dead) {
      deleteAll(handle, node);
      deleteNode(handle, node);
    }
    return dead.size();
  }

  /** These people are here now, or were until now. */
  void seen(Handle handle, Collection<AccountId> people) {
    if (people.isEmpty()) {
      return;
    }
    PreparedBatch rows =
        handle.prepareBatch("UPDATE account SET last_seen_at = CURRENT_TIMESTAMP WHERE id = ?");
    // In one order everywhere, for other nodes do the same.
    people.stream().sorted().forEach(account -> rows.add(account.value()));
    rows.execute();
  }

  /** Keeps how somebody wants to be seen; false when that is how he is. */
  boolean choose(Handle handle, AccountId account, Choice choice) {
    return handle.execute(
            "UPDATE account SET status = ? WHERE id = ? AND status <> ?",
            choice.wireName(),
            account.value(),
            choice.wireName())
        > 0;
  }

  /** How these people want to be seen. */
  Map<AccountId, Choice> choices(Handle handle, Collection<AccountId> people) {
    return handle
        .createQuery("SELECT id, status FROM account WHERE id = ANY(:ids)")
        .bind("ids", SqlArray.bigints(new ArrayList<>(people), AccountId::value))
        .map(
            (row, context) ->
                Map.entry(new AccountId(row.getLong("id")), Choice.stored(row.getString("status"))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
