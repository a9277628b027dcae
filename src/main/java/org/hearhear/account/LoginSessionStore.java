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
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The rows of login sessions. An expired one is as good as none. */
@Singleton
public class LoginSessionStore {
  private static final String IS_GOOD =
      " NOT a.disabled AND l.created_at > :created AND l.last_seen_at > :seen"
          + " AND (l.expires_at IS NULL OR l.expires_at > :now)";

  private static final String IS_OVER =
      " (created_at <= ? OR last_seen_at <= ? OR expires_at <= ?)";

  private static final String FIND =
      "SELECT a.id, a.name, a.display_name, a.role, a.disabled, a.created_at,"
          + " l.id AS login_id, l.token_hash, l.last_seen_at"
          + " FROM login_session l JOIN account a ON a.id = l.account_id WHERE";

  private final AccountStore accounts;

  @Inject
  public LoginSessionStore(AccountStore accounts) {
    this.accounts = accounts;
  }

  /** A login session that is good, and how long ago it was marked as used. */
  record Found(Caller caller, String tokenHash, Instant lastSeenAt) {}

  /** What is too old to be good: begun before, not used since, or to end before now. */
  record Expiry(Instant createdAt, Instant lastSeenAt, Instant now) {}

  /**
   * @param expiresAt when it ends in any case; null for one that lasts while it is used
   */
  LoginId insert(
      Handle handle,
      AccountId account,
      String tokenHash,
      String userAgent,
      Instant now,
      @Nullable Instant expiresAt) {
    return new LoginId(
        handle
            .createUpdate(
                "INSERT INTO login_session"
                    + " (account_id, token_hash, user_agent, created_at, last_seen_at, expires_at)"
                    + " VALUES (:account, :tokenHash, :userAgent, :now, :now, :expiresAt)")
            .bind("account", account.value())
            .bind("tokenHash", tokenHash)
            .bind("userAgent", userAgent)
            .bind("now", now)
            .bind("expiresAt", expiresAt)
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one());
  }

  /**
   * Gives a login session that ends by itself another token and a later end; false when the account
   * has no such one.
   */
  boolean renew(
      Handle handle,
      AccountId account,
      LoginId id,
      String tokenHash,
      Instant now,
      Instant expiresAt) {
    return handle.execute(
            "UPDATE login_session SET token_hash = ?, last_seen_at = ?, expires_at = ?"
                + " WHERE id = ? AND account_id = ? AND expires_at IS NOT NULL",
            tokenHash,
            now,
            expiresAt,
            id.value(),
            account.value())
        > 0;
  }

  Optional<Found> findByToken(Handle handle, String tokenHash, Expiry expiry) {
    return found(
        handle
            .createQuery(FIND + " l.token_hash = :tokenHash AND" + IS_GOOD)
            .bind("tokenHash", tokenHash),
        expiry);
  }

  Optional<Found> find(Handle handle, LoginId id, Expiry expiry) {
    return found(
        handle.createQuery(FIND + " l.id = :id AND" + IS_GOOD).bind("id", id.value()), expiry);
  }

  private Optional<Found> found(Query query, Expiry expiry) {
    return bind(query, expiry)
        .map(
            (row, context) ->
                new Found(
                    new Caller(
                        accounts.account(row),
                        new LoginId(row.getLong("login_id")),
                        row.getTimestamp("created_at").toInstant(),
                        ""),
                    row.getString("token_hash"),
                    row.getTimestamp("last_seen_at").toInstant()))
        .findOne();
  }

  private static Query bind(Query query, Expiry expiry) {
    return query
        .bind("created", expiry.createdAt)
        .bind("seen", expiry.lastSeenAt)
        .bind("now", expiry.now);
  }

  void touch(Handle handle, LoginId id, Instant now) {
    handle.execute("UPDATE login_session SET last_seen_at = ? WHERE id = ?", now, id.value());
  }

  /** Which of the given login sessions are good. */
  Set<LoginId> good(Handle handle, Collection<LoginId> ids, Expiry expiry) {
    return bind(
            handle
                .createQuery(
                    "SELECT l.id FROM login_session l JOIN account a ON a.id = l.account_id"
                        + " WHERE l.id = ANY(:ids) AND"
                        + IS_GOOD)
                .bind("ids", SqlArray.bigints(ids, LoginId::value)),
            expiry)
        .mapTo(Long.class)
        .stream()
        .map(LoginId::new)
        .collect(Collectors.toSet());
  }

  /** The account of a login session that is good. */
  Optional<Account> findGood(Handle handle, LoginId id, Expiry expiry) {
    return find(handle, id, expiry).map(found -> found.caller.account());
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

  void deleteExpired(Handle handle, AccountId account, Expiry expiry) {
    handle.execute(
        "DELETE FROM login_session WHERE account_id = ? AND" + IS_OVER,
        account.value(),
        expiry.createdAt,
        expiry.lastSeenAt,
        expiry.now);
  }

  /** Deletes expired login sessions of anybody, so many at the most; how many it were. */
  int deleteExpired(Handle handle, Expiry expiry, int most) {
    return handle.execute(
        "DELETE FROM login_session WHERE id IN (SELECT id FROM login_session WHERE"
            + IS_OVER
            + " LIMIT ?)",
        expiry.createdAt,
        expiry.lastSeenAt,
        expiry.now,
        most);
  }
}
