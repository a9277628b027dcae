package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Refusal;

/**
 * The rules for accounts: who may be called what, sign in, and change what. Safe for all threads.
 */
@Singleton
public class Accounts {
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{3,32}");
  private static final Pattern NAME_CHARACTERS = Pattern.compile("[a-z0-9._-]*");
  private static final int PASSWORD_LENGTH_MIN = 8;

  private final Settings settings;
  private final Database database;
  private final AccountStore store;
  private final LoginSessions logins;
  private final Passwords passwords;

  @Inject
  public Accounts(
      Settings settings,
      Database database,
      AccountStore store,
      LoginSessions logins,
      Passwords passwords) {
    this.settings = settings;
    this.database = database;
    this.store = store;
    this.logins = logins;
    this.passwords = passwords;
  }

  /** Creates an account; {@code conflict} when the name is taken. */
  void register(String wantedName, String displayName, String password) {
    if (!settings.get(Settings.REGISTRATION)) {
      throw Refusal.of(
          ErrorCode.FORBIDDEN, "Accounts are not created here; ask the administrator.");
    }
    String name = folded(wantedName);
    if (!NAME.matcher(name).matches()) {
      throw Refusal.badRequest(
          "A name has 3 to 32 characters: letters a to z, digits, dot, underscore, hyphen.");
    }
    String hash = passwords.hash(longEnough(password));
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String shown = displayName.isBlank() ? name : displayName;
    database.useTransaction(
        handle ->
            store.insertLogHead(
                handle,
                store
                    .insert(handle, name, shown, hash, now)
                    .orElseThrow(
                        () ->
                            Refusal.of(
                                ErrorCode.CONFLICT, "This name is taken; choose another one."))));
  }

  /** An account and the token of the login session that has just begun. */
  record SignedIn(Account account, String token) {}

  /** Signs in; empty when name and password do not match or the account is disabled. */
  Optional<SignedIn> signIn(String wantedName, String password, String userAgent) {
    Optional<AccountStore.WithPassword> found =
        database.inTransaction(handle -> store.findByName(handle, folded(wantedName)));
    if (found.isEmpty()) {
      passwords.matchesNobody(password);
      return Optional.empty();
    }
    AccountStore.WithPassword checked = found.get();
    if (!passwords.matches(password, checked.passwordHash())) {
      return Optional.empty();
    }
    return logins.begin(checked, userAgent).map(token -> new SignedIn(checked.account(), token));
  }

  /**
   * Changes a password and ends every login session of the account; false, and nothing is changed,
   * when {@code current} is not the password.
   */
  boolean changePassword(Account account, String current, String wanted) {
    AccountStore.WithPassword stored =
        database
            .inTransaction(handle -> store.findByName(handle, account.name()))
            .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "The account is gone."));
    if (!passwords.matches(current, stored.passwordHash())) {
      return false;
    }
    String hash = passwords.hash(longEnough(wanted));
    logins.announce(
        database.inTransaction(
            handle -> {
              store.updatePassword(handle, account.id(), hash);
              return logins.endAll(handle, account.id());
            }));
    return true;
  }

  /** Makes an account a moderator or a member; administrators come from the settings. */
  void setRole(AccountId id, Role role) {
    if (role == Role.ADMINISTRATOR) {
      throw Refusal.badRequest("Administrators are named in the server's settings.");
    }
    requireFound(database.inTransaction(handle -> store.updateRole(handle, id, role)));
  }

  /** Disables an account and ends its login sessions, or enables it again. */
  void setDisabled(AccountId id, boolean disabled) {
    List<LoginId> ended =
        database.inTransaction(
            handle -> {
              requireFound(store.updateDisabled(handle, id, disabled));
              return disabled ? logins.endAll(handle, id) : List.of();
            });
    logins.announce(ended);
  }

  /** A page of the people whom {@code caller} may write to. */
  List<Person> people(AccountId caller, String prefix, String after, int limit) {
    String begin = folded(prefix);
    String last = folded(after);
    if (!NAME_CHARACTERS.matcher(begin + last).matches()) {
      return List.of(); // Nobody is called that.
    }
    return database.inTransaction(handle -> store.page(handle, caller, begin, last, limit));
  }

  static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static String longEnough(String password) {
    if (password.codePointCount(0, password.length()) < PASSWORD_LENGTH_MIN) {
      throw Refusal.badRequest("A password has at least " + PASSWORD_LENGTH_MIN + " characters.");
    }
    return password;
  }

  private static void requireFound(boolean found) {
    if (!found) {
      throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such account.");
    }
  }
}
