package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.LoginId;
import org.jdbi.v3.core.Handle;

/** The rows of login sessions. An expired one is as good as none. */
@Singleton
public class LoginSessionStore {
  private final AccountStore accounts;

  @Inject
  public LoginSessionStore(AccountStore accounts) {
    this.accounts = accounts;
  }

  /** A login session that is good, and how long ago it was marked as used. */
  record Found(Caller caller, Instant lastSeenAt) {}

  /** What is too old to be good: begun before, or not used since. */
  record Expiry(Instant createdAt, Instant lastSeenAt) {}

  LoginId insert(
      Handle handle, AccountId account, String tokenHash, String userAgent, Instant now) {
    return new LoginId(
        handle
            .createUpdate(
                "INSERT INTO login_session"
                    + " (account_id, token_hash, user_agent, created_at, last_seen_at)"
                    + " VALUES (:account, :tokenHash, :userAgent, :now, :now)")
            .bind("account", account.value())
            .bind("tokenHash", tokenHash)
            .bind("userAgent", userAgent)
            .bind("now", now)
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one());
  }

  Optional<Found> findByToken(Handle handle, String tokenHash, Expiry expiry) {
    return handle
        .createQuery(
            "SELECT a.id, a.name, a.display_name, a.role, a.disabled, a.created_at,"
                + " l.id AS login_id, l.last_seen_at"
                + " FROM login_session l JOIN account a ON a.id = l.account_id"
                + " WHERE l.token_hash = :tokenHash AND NOT a.disabled"
                + " AND l.created_at > :created AND l.last_seen_at > :seen")
        .bind("tokenHash", tokenHash)
        .bind("created", expiry.createdAt)
        .bind("seen", expiry.lastSeenAt)
        .map(
            (row, context) ->
                new Found(
                    new Caller(
                        accounts.account(row),
                        new LoginId(row.getLong("login_id")),
                        row.getTimestamp("created_at").toInstant(),
                        ""),
                    row.getTimestamp("last_seen_at").toInstant()))
        .findOne();
  }

  void touch(Handle handle, LoginId id, Instant now) {
    handle.execute("UPDATE login_session SET last_seen_at = ? WHERE id = ?", now, id.value());
  }

  /** Which of the given login sessions are good. */
  Set<LoginId> good(Handle handle, Collection<LoginId> ids, Expiry expiry) {
    return handle
        .createQuery(
            "SELECT l.id FROM login_session l JOIN account a ON a.id = l.account_id"
                + " WHERE l.id = ANY(:ids) AND NOT a.disabled"
                + " AND l.created_at > :created AND l.last_seen_at > :seen")
        .bind("ids", SqlArray.bigints(ids, LoginId::value))
        .bind("created", expiry.createdAt)
        .bind("seen", expiry.lastSeenAt)
        .mapTo(Long.class)
        .stream()
        .map(LoginId::new)
        .collect(Collectors.toSet());
  }

  /** The account of a login session that is good. */
  Optional<Account> findGood(Handle handle, LoginId id, Expiry expiry) {
    return handle
        .createQuery(
            "SELECT a.id, a.name, a.display_name, a.role, a.disabled"
                + " FROM login_session l JOIN account a ON a.id = l.account_id"
                + " WHERE l.id = :id AND NOT a.disabled"
                + " AND l.created_at > :created AND l.last_seen_at > :seen")
        .bind("id", id.value())
        .bind("created", expiry.createdAt)
        .bind("seen", expiry.lastSeenAt)
        .map((row, context) -> accounts.account(row))
        .findOne();
  }

  /** The login sessions of an account, the last used first. */
  List<LoginSession> ofAccount(Handle handle, AccountId account) {
    return handle
        .createQuery(
            "SELECT id, created_at, last_seen_at, user_agent FROM login_session"
                + " WHERE account_id = :account ORDER BY last_seen_at DESC, id DESC")
        .bind("account", account.value())
        .map(
            (row, context) ->
                new LoginSession(
                    new LoginId(row.getLong("id")),
                    row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("last_seen_at").toInstant(),
                    row.getString("user_agent")))
        .list();
  }

  boolean delete(Handle handle, AccountId account, LoginId id) {
    return handle.execute(
            "DELETE FROM login_session WHERE account_id = ? AND id = ?",
            account.value(),
            id.value())
        > 0;
  }

  void deleteExpired(Handle handle, Expiry expiry) {
    handle.execute(
        "DELETE FROM login_session WHERE created_at <= ? OR last_seen_at <= ?",
        expiry.createdAt,
        expiry.lastSeenAt);
  }
}
