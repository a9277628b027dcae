package org.hearhear.account.ticket;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;

/** The rows of tickets, and of whose account is whose. */
@Singleton
public class TicketStore {

  void insert(Handle handle, String ticketHash, Identity identity, Instant expiresAt) {
    handle
        .createUpdate(
            "INSERT INTO ticket (ticket_hash, issuer, subject, name, display_name, expires_at)"
                + " VALUES (:hash, :issuer, :subject, :name, :displayName, :expiresAt)")
        .bind("hash", ticketHash)
        .bind("issuer", identity.issuer())
        .bind("subject", identity.subject())
        .bind("name", identity.name())
        .bind("displayName", identity.displayName())
        .bind("expiresAt", expiresAt)
        .execute();
  }

  /** Whom a ticket is for, if it is good; it is locked until the transaction ends. */
  Optional<Identity> lock(Handle handle, String ticketHash, Instant now) {
    return handle
        .createQuery(
            "SELECT issuer, subject, name, display_name FROM ticket"
                + " WHERE ticket_hash = :hash AND expires_at > :now FOR UPDATE")
        .bind("hash", ticketHash)
        .bind("now", now)
        .map(
            (row, context) ->
                new Identity(
                    row.getString("issuer"),
                    row.getString("subject"),
                    row.getString("name"),
                    row.getString("display_name")))
        .findOne();
  }

  void delete(Handle handle, String ticketHash) {
    handle.execute("DELETE FROM ticket WHERE ticket_hash = ?", ticketHash);
  }

  /** Leaves alone what another transaction is about to use or to delete. */
  void deleteBefore(Handle handle, Instant oldest) {
    handle.execute(
        "DELETE FROM ticket WHERE ticket_hash IN"
            + " (SELECT ticket_hash FROM ticket WHERE expires_at <= ? FOR UPDATE SKIP LOCKED)",
        oldest);
  }

  /**
   * The account of somebody, or none yet; until the transaction ends, nobody else gives or asks for
   * his.
   */
  Optional<AccountId> lockAccount(Handle handle, Identity identity) {
    handle.execute(
        "INSERT INTO account_subject (issuer, subject) VALUES (?, ?) ON CONFLICT DO NOTHING",
        identity.issuer(),
        identity.subject());
    return handle
        .createQuery(
            "SELECT account_id FROM account_subject"
                + " WHERE issuer = :issuer AND subject = :subject FOR UPDATE")
        .bind("issuer", identity.issuer())
        .bind("subject", identity.subject())
        .map((row, context) -> Optional.ofNullable(row.getObject("account_id", Long.class)))
        .one()
        .map(AccountId::new);
  }

  void assign(Handle handle, Identity identity, AccountId account) {
    handle.execute(
        "UPDATE account_subject SET account_id = ? WHERE issuer = ? AND subject = ?",
        account.value(),
        identity.issuer(),
        identity.subject());
  }
}
