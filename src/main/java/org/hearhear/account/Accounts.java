package org.hearhear.account;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * The rules for accounts: who may be called what, sign in, and change what. Safe for all threads.
 */
@Singleton
public class Accounts {
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{3,32}");
  private static final int PASSWORD_LENGTH_MIN = 8;

  private final Settings settings;
  private final Database database;
  private final AccountStore store;
  private final AccountWordStore words;
  private final LoginSessions logins;
  private final Passwords passwords;

  @Inject
  public Accounts(
      Settings settings,
      Database database,
      AccountStore store,
      AccountWordStore words,
      LoginSessions logins,
      Passwords passwords) {
    this.settings = settings;
    this.database = database;
    this.store = store;
    this.words = words;
    this.logins = logins;
    this.passwords = passwords;
  }

  /** An account and the token of the login session that has just begun. */
  record SignedIn(Account account, String token) {}

  /** What somebody asks for who signs up, within the rules that need no database. */
  record NewAccount(String name, String displayName, String password) {}

  /** Checks what somebody asks for who signs up. */
  NewAccount wanted(String wantedName, String wantedDisplayName, String password) {
    if (!settings.get(Settings.REGISTRATION)) {
      throw Refusal.of(
          ErrorCode.FORBIDDEN, "Accounts are not created here; ask the administrator.");
    }
    String name = folded(wantedName);
    if (!isName(name)) {
      throw Refusal.badRequest(
          "A name has 3 to 32 characters: letters a to z, digits, dot, underscore, hyphen.");
    }
    return new NewAccount(name, shown(name, wantedDisplayName), longEnough(password));
  }

  /** Creates an account and signs in; {@code conflict} when the name is taken. */
  SignedIn register(NewAccount wanted, String userAgent) {
    // Looked up before the password is hashed, which costs a thousand times more.
    if (database.inTransaction(handle -> store.findByName(handle, wanted.name())).isPresent()) {
      throw taken();
    }
    String hash = passwords.hash(wanted.password());
    return database.inTransaction(
        handle -> {
          AccountId id =
              add(handle, wanted.name(), wanted.displayName(), hash).orElseThrow(Accounts::taken);
          return new SignedIn(
              store.find(handle, id).orElseThrow(), logins.add(handle, id, userAgent));
        });
  }

  /** Adds an account within a transaction; empty when the name is taken. */
  public Optional<AccountId> add(Handle handle, String name, String displayName, String hash) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Optional<AccountId> added = store.insert(handle, name, displayName, hash, now);
    added.ifPresent(
        id -> {
          store.insertLogHead(handle, id);
          words.write(handle, List.of(new AccountWordStore.Named(id, name, displayName)));
        });
    return added;
  }

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
   * Changes a password, ends every login session of the account and begins a new one, all at once;
   * empty, and nothing is changed, when {@code current} is not the password.
   */
  Optional<SignedIn> changePassword(
      Account account, String current, String wanted, String userAgent) {
    longEnough(wanted);
    AccountStore.WithPassword stored =
        database
            .inTransaction(handle -> store.findByName(handle, account.name()))
            .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "The account is gone."));
    if (!passwords.matches(current, stored.passwordHash())) {
      return Optional.empty();
    }
    String hash = passwords.hash(wanted);
    List<LoginId> ended = new ArrayList<>();
    Optional<SignedIn> signedIn =
        database.inTransaction(
            handle -> {
              if (!store.lockUnchanged(handle, stored)) {
                return Optional.empty();
              }
              store.updatePassword(handle, account.id(), hash);
              ended.addAll(logins.endAll(handle, account.id()));
              return Optional.of(
                  new SignedIn(stored.account(), logins.add(handle, account.id(), userAgent)));
            });
    logins.announce(ended);
    return signedIn;
  }

  /** Changes what people are shown as one's name; an empty one makes it the name again. */
  Account rename(Account account, String wantedDisplayName) {
    String displayName = shown(account.name(), wantedDisplayName);
    return database.inTransaction(
        handle -> {
          rename(handle, account, displayName);
          return store.find(handle, account.id()).orElseThrow();
        });
  }

  /** Changes a display name to one that may be {@link #shown}, within a transaction. */
  public void rename(Handle handle, Account account, String displayName) {
    requireFound(store.updateDisplayName(handle, account.id(), displayName));
    words.write(
        handle, List.of(new AccountWordStore.Named(account.id(), account.name(), displayName)));
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

  /** Whether somebody can be called that. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** In lower case, as far as names may have letters: the Kelvin sign does not become a k. */
  public static String folded(String name) {
    StringBuilder folded = new StringBuilder(name.strip());
    for (int i = 0; i < folded.length(); i++) {
      char letter = folded.charAt(i);
      if (letter >= 'A' && letter <= 'Z') {
        folded.setCharAt(i, (char) (letter - 'A' + 'a'));
      }
    }
    return folded.toString();
  }

  /**
   * A display name as it is kept, the name when it is empty: nothing in it changes how the text
   * around it is shown.
   */
  public static String shown(String name, String displayName) {
    String stripped = displayName.strip();
    stripped
        .codePoints()
        .filter(Accounts::isControl)
        .findFirst()
        .ifPresent(
            control -> {
              throw Refusal.badRequest(
                  "A display name has no control or formatting characters; remove U+%04X."
                      .formatted(control));
            });
    return stripped.isEmpty() ? name : stripped;
  }

  /** The two joiners stay: words of some languages and many emoji are written with them. */
  private static boolean isControl(int codePoint) {
    int type = Character.getType(codePoint);
    boolean joins = codePoint == 0x200c || codePoint == 0x200d;
    return type == Character.CONTROL || (type == Character.FORMAT && !joins);
  }

  private static String longEnough(String password) {
    if (password.codePointCount(0, password.length()) < PASSWORD_LENGTH_MIN) {
      throw Refusal.badRequest("A password has at least " + PASSWORD_LENGTH_MIN + " characters.");
    }
    return password;
  }

  private static Refusal taken() {
    return Refusal.of(ErrorCode.CONFLICT, "This name is taken; choose another one.");
  }

  private static void requireFound(boolean found) {
    if (!found) {
      throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such account.");
    }
  }
}
