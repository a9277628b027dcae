package org.hearhear.dm.conversation;

import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.account.Accepts;
import org.hearhear.account.PeopleStore;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;

/** Who may reach whom, and the rows of blocks. */
@Singleton
public class ContactStore {

  /** What stands between somebody and these people; who is not there is not in the answer. */
  public Map<AccountId, Contact> contacts(
      Handle handle, AccountId who, Collection<AccountId> people) {
    Map<AccountId, Contact> found = new HashMap<>();
    handle
        .createQuery(
            "SELECT a.id, a.accepts, EXISTS (SELECT 1 FROM block b WHERE b.account_id = :who"
                + " AND b.blocked_id = a.id) AS blocked, EXISTS (SELECT 1 FROM block b"
                + " WHERE b.account_id = a.id AND b.blocked_id = :who) AS blocks, "
                + PeopleStore.knows("a.id", ":who")
                + " AS known"
                + " FROM account a WHERE a.id = ANY(:people) AND NOT a.disabled")
        .bind("who", who.value())
        .bind("people", SqlArray.bigints(people, AccountId::value))
        .map(
            (row, context) ->
                Map.entry(
                    new AccountId(row.getLong("id")),
                    new Contact(
                        Accepts.parse(row.getString("accepts")),
                        row.getBoolean("blocked"),
                        row.getBoolean("blocks"),
                        row.getBoolean("known"))))
        .forEach(contact -> found.put(contact.getKey(), contact.getValue()));
    return found;
  }

  /** Notes that somebody has blocked a person; false when he had before. */
  public boolean block(Handle handle, AccountId who, AccountId blocked, Instant now) {
    return handle
            .createUpdate(
                "INSERT INTO block (account_id, blocked_id, at) VALUES (:who, :blocked, :at)"
                    + " ON CONFLICT DO NOTHING")
            .bind("who", who.value())
            .bind("blocked", blocked.value())
            .bind("at", Timestamp.from(now))
            .execute()
        > 0;
  }

  public void unblock(Handle handle, AccountId who, AccountId blocked) {
    handle.execute(
        "DELETE FROM block WHERE account_id = ? AND blocked_id = ?", who.value(), blocked.value());
  }

  public int countBlocked(Handle handle, AccountId who) {
    return handle
        .createQuery("SELECT count(*) FROM block WHERE account_id = :who")
        .bind("who", who.value())
        .mapTo(Integer.class)
        .one();
  }

  /** A page of those whom somebody has blocked, in order of the accounts. */
  public List<AccountId> blocked(Handle handle, AccountId who, AccountId after, int limit) {
    return handle
        .createQuery(
            "SELECT blocked_id FROM block WHERE account_id = :who AND blocked_id > :after"
                + " ORDER BY blocked_id LIMIT :limit")
        .bind("who", who.value())
        .bind("after", after.value())
        .bind("limit", limit)
        .mapTo(Long.class)
        .map(AccountId::new)
        .list();
  }
}
