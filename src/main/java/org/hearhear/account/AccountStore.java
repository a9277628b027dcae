package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hearhear.config.Settings;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.jdbi.v3.core.Handle;

/** The rows of accounts. Roles are complete: administrators come from the settings. */
@Singleton
public class AccountStore {
  private final Set<String> administrators;

  @Inject
  public AccountStore(Settings settings) {
    administrators =
        settings.get(Settings.ADMINISTRATORS).stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** An account with the hash of its password. */
  record WithPassword(Account account, String passwordHash) {}

  /** Adds an account; empty when the name is taken. */
  Optional<AccountId> insert(
      Handle handle, String name, String displayName, String passwordHash, Instant now) {
    return handle
        .createUpdate(
            "INSERT INTO account"
                + " (name, name_bytes, display_name, password_hash, role, disabled, created_at)"
                + " VALUES (:name, :nameBytes, :displayName, :passwordHash, :role, false, :now)"
                + " ON CONFLICT DO NOTHING")
        .bind("name", name)
        .bind("nameBytes", bytes(name))
        .bind("displayName", displayName)
        .bind("passwordHash", passwordHash)
        .bind("role", Role.MEMBER.name())
        .bind("now", now)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .findOne()
        .map(AccountId::new);
  }

  /** The empty log of a new account. */
  void insertLogHead(Handle handle, AccountId account) {
    handle.execute("INSERT INTO account_log_head (account_id, n) VALUES (?, 0)", account.value());
  }

  /** Whether whoever has this name is an administrator. */
  public boolean isAdministrator(String name) {
    return administrators.contains(name);
  }

  Optional<WithPassword> findByName(Handle handle, String name) {
    return handle
        .createQuery(
            "SELECT id, name, display_name, role, disabled, password_hash FROM account"
                + " WHERE name = :name")
        .bind("name", name)
        .map((row, context) -> new WithPassword(account(row), row.getString("password_hash")))
        .findOne();
  }

  /**
   * Locks an account that may sign in with the password that was checked; false when it was changed
   * or the account disabled meanwhile.
   */
  boolean lockUnchanged(Handle handle, WithPassword seen) {
    return handle
        .createQuery(
            "SELECT id FROM account WHERE id = :id AND password_hash = :hash AND NOT disabled"
                + " FOR UPDATE")
        .bind("id", seen.account().id().value())
        .bind("hash", seen.passwordHash())
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  /** Locks an account's row: what is counted for the account is counted one after the other. */
  public static void lock(Handle handle, AccountId id) {
    handle
        .createQuery("SELECT id FROM account WHERE id = :id FOR UPDATE")
        .bind("id", id.value())
        .mapTo(Long.class)
        .one();
  }

  /** Locks some accounts' rows, in order of their ids. */
  public void lock(Handle handle, Collection<AccountId> ids) {
    handle
        .createQuery("SELECT id FROM account WHERE id = ANY(:ids) ORDER BY id FOR UPDATE")
        .bind("ids", SqlArray.bigints(ids, AccountId::value))
        .mapTo(Long.class)
        .list();
  }

  public Optional<Account> find(Handle handle, AccountId id) {
    return handle
        .createQuery("SELECT id, name, display_name, role, disabled FROM account WHERE id = :id")
        .bind("id", id.value())
        .map((row, context) -> account(row))
        .findOne();
  }

  /** The accounts with the given ids, disabled ones too. */
  public Pipeline.Rows<Account> find(Pipeline pipeline, Collection<AccountId> ids) {
    return pipeline.query(
        "SELECT id, name, display_name, role, disabled FROM account WHERE id = ANY(?)",
        this::account,
        SqlArray.bigints(ids, AccountId::value));
  }

  /** The people with the given ids, disabled ones too. */
  public Map<AccountId, Person> people(Handle handle, Collection<AccountId> ids) {
    return handle
        .createQuery(
            "SELECT id, name, display_name, role, disabled FROM account WHERE id = ANY(:ids)")
        .bind("ids", SqlArray.bigints(ids, AccountId::value))
        .map((row, context) -> account(row).person())
        .collect(Collectors.toMap(Person::id, person -> person));
  }

  /** Which of these accounts are there and not disabled. */
  public Set<AccountId> active(Handle handle, Collection<AccountId> ids) {
    return handle
        .createQuery("SELECT id FROM account WHERE id = ANY(:ids) AND NOT disabled")
        .bind("ids", SqlArray.bigints(ids, AccountId::value))
        .mapTo(Long.class)
        .stream()
        .map(AccountId::new)
        .collect(Collectors.toSet());
  }

  /** What these people have decided for themselves. */
  public Map<AccountId, Preferences> preferences(Handle handle, Collection<AccountId> ids) {
    return handle
        .createQuery("SELECT id, accepts, receipts FROM account WHERE id = ANY(:ids)")
        .bind("ids", SqlArray.bigints(ids, AccountId::value))
        .map(
            (row, context) ->
                Map.entry(
                    new AccountId(row.getLong("id")),
                    new Preferences(
                        Accepts.parse(row.getString("accepts")), row.getBoolean("receipts"))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Locks an account's row and writes what the person has decided. */
  public void updatePreferences(Handle handle, AccountId id, Preferences preferences) {
    handle.execute(
        "UPDATE account SET accepts = ?, receipts = ? WHERE id = ?",
        preferences.accepts().wireName(),
        preferences.receipts(),
        id.value());
  }

  /** Locks an account and changes what people are shown as its name; false when there is none. */
  boolean updateDisplayName(Handle handle, AccountId id, String displayName) {
    return handle.execute(
            "UPDATE account SET display_name = ? WHERE id = ?", displayName, id.value())
        > 0;
  }

  boolean updateRole(Handle handle, AccountId id, Role role) {
    return handle.execute("UPDATE account SET role = ? WHERE id = ?", role.name(), id.value()) > 0;
  }

  /** Disables an account or enables it again; who is enabled again votes anew. */
  boolean updateDisabled(Handle handle, AccountId id, boolean disabled) {
    return handle.execute(
            "UPDATE account SET disabled = ?, voter_erased = (voter_erased AND CAST(? AS boolean))"
                + " WHERE id = ?",
            disabled,
            disabled,
            id.value())
        > 0;
  }

  /** Remembers that it was forgotten whose a disabled account's votes are; false when it is not. */
  public boolean markVoterErased(Handle handle, AccountId id) {
    return handle.execute(
            "UPDATE account SET voter_erased = true WHERE id = ? AND disabled", id.value())
        > 0;
  }

  void updatePassword(Handle handle, AccountId id, String passwordHash) {
    handle.execute("UPDATE account SET password_hash = ? WHERE id = ?", passwordHash, id.value());
  }

  /** Reads the columns of an account from any row that has them. */
  Account account(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return new Account(
        new AccountId(row.getLong("id")),
        name,
        row.getString("display_name"),
        administrators.contains(name) ? Role.ADMINISTRATOR : Role.valueOf(row.getString("role")),
        row.getBoolean("disabled"));
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
