package org.hearhear.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hearhear.config.Settings;
import org.hearhear.fanout.LocalBroker;
import org.hearhear.fanout.Subject;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be called what, sign in, and change what, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AccountsTest {
  private static final String PASSWORD = "correct horse";
  private static final CountedPasswords PASSWORDS = new CountedPasswords();
  private static final AccountId NOBODY = new AccountId(999_999);

  private final TestDatabase kind;
  private final LocalBroker broker = new LocalBroker();
  private final List<Subject> ended = new ArrayList<>();
  private Database database;
  private LoginSessions logins;
  private AccountStore store;
  private Accounts accounts;

  AccountsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    Settings settings = Settings.of(Map.of(Settings.ADMINISTRATORS.name(), "Root"));
    store = new AccountStore(settings);
    logins = new LoginSessions(settings, database, store, new LoginSessionStore(store), broker);
    accounts = new Accounts(settings, database, store, new AccountWordStore(), logins, PASSWORDS);
    broker.subscribe(Subject.Kind.LOGIN, (position, publication) -> ended.add(position.subject()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whoRegisteredSignsInWithNameAndPassword() {
    register("ada", "Ada L.", PASSWORD);

    Accounts.SignedIn signedIn = signIn("ada");

    assertThat(signedIn.account().displayName()).isEqualTo("Ada L.");
    assertThat(signedIn.account().role()).isEqualTo(Role.MEMBER);
    assertThat(logins.find(signedIn.token()).orElseThrow().account().name()).isEqualTo("ada");
  }

  @Test
  void wrongPasswordAndUnknownNameOpenNothing() {
    register("ada", "", PASSWORD);

    assertThat(accounts.signIn("ada", "wrong horse", "")).isEmpty();
    assertThat(accounts.signIn("ben", PASSWORD, "")).isEmpty();
  }

  @Test
  void namesDifferByMoreThanCaseAndSpaceAround() {
    register(" Ada ", "", PASSWORD);

    assertThat(signIn("aDA").account().name()).isEqualTo("ada");
    assertRefused(() -> register("ADA", "", PASSWORD), ErrorCode.CONFLICT);
  }

  @Test
  void whoHasNoDisplayNameIsShownByName() {
    register("Ada", " ", PASSWORD);

    assertThat(signIn("ada").account().displayName()).isEqualTo("ada");
  }

  @Test
  void ofTwoWhoWantOneNameAtTheSameMomentOneGetsIt() {
    List<CompletableFuture<Boolean>> both =
        Stream.of(1, 2).map(each -> CompletableFuture.supplyAsync(() -> registers("ada"))).toList();

    assertThat(both).extracting(CompletableFuture::join).containsExactlyInAnyOrder(true, false);
    assertThat(signIn("ada").account().name()).isEqualTo("ada");
  }

  @Test
  void whoRegistersIsSignedIn() {
    Accounts.SignedIn signedIn = register("ada", "Ada L.", PASSWORD);

    assertThat(signedIn.account().displayName()).isEqualTo("Ada L.");
    assertThat(logins.find(signedIn.token()).orElseThrow().account()).isEqualTo(signedIn.account());
  }

  @Test
  void takenNameCostsNoHash() {
    register("ada", "", PASSWORD);
    int before = PASSWORDS.hashes();

    assertRefused(() -> register("ada", "", PASSWORD), ErrorCode.CONFLICT);

    assertThat(PASSWORDS.hashes()).isEqualTo(before);
  }

  @Test
  void displayNameMayJoinItsLetters() {
    String family = "\ud83d\udc68\u200d\ud83d\udc67 \u0645\u06cc\u200c\u062e";
    register("ada", family, PASSWORD);

    assertThat(signIn("ada").account().displayName()).isEqualTo(family);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nb", "a\u0085b", "\u202eada", "a\u2066da", "ad\u200ba", "\u061cada", "\ufeffx"})
  void displayNameThatChangesHowOthersAreShownIsRefused(String displayName) {
    assertRefused(() -> register("ada", displayName, PASSWORD), ErrorCode.BAD_REQUEST);
  }

  @Test
  void displayNameMayHaveAnyLetters() {
    String displayName = "\u00c4da \u0645\u0631\u064a\u0645 \ud83d\udd11";

    assertThat(register("ada", displayName, PASSWORD).account().displayName())
        .isEqualTo(displayName);
  }

  @Test
  void namesThatBreakTheRulesAreRefused() {
    for (String name : List.of("ab", "a".repeat(33), "ada l", "ad\u00e4", "\u212aelvin", "a/b/c")) {
      assertRefused(() -> register(name, "", PASSWORD), ErrorCode.BAD_REQUEST);
    }
  }

  @Test
  void passwordOfSevenCodePointsIsRefused() {
    String seven = "\ud83d\udd11".repeat(7);

    assertRefused(() -> register("ada", "", seven), ErrorCode.BAD_REQUEST);
  }

  @Test
  void nobodyRegistersWhereRegistrationIsOff() {
    Settings settings = Settings.of(Map.of(Settings.REGISTRATION.name(), "false"));
    Accounts closed =
        new Accounts(
            settings,
            database,
            new AccountStore(settings),
            new AccountWordStore(),
            logins,
            PASSWORDS);

    assertRefused(() -> closed.wanted("ada", "", PASSWORD), ErrorCode.FORBIDDEN);
  }

  @Test
  void administratorsComeFromTheSettings() {
    register("root", "", PASSWORD);

    assertThat(signIn("root").account().role()).isEqualTo(Role.ADMINISTRATOR);
  }

  @Test
  void moderatorsAreMadeAndAdministratorsAreNot() {
    AccountId ada = register("ada");

    accounts.setRole(ada, Role.MODERATOR);

    assertThat(signIn("ada").account().role()).isEqualTo(Role.MODERATOR);
    assertRefused(() -> accounts.setRole(ada, Role.ADMINISTRATOR), ErrorCode.BAD_REQUEST);
    assertRefused(() -> accounts.setRole(NOBODY, Role.MODERATOR), ErrorCode.NOT_FOUND);
  }

  @Test
  void newPasswordReplacesTheOldAndEndsEveryLoginSession() {
    register("ada", "", PASSWORD);
    Accounts.SignedIn one = signIn("ada");
    Accounts.SignedIn other = signIn("ada");

    Optional<Accounts.SignedIn> changed =
        accounts.changePassword(one.account(), PASSWORD, "another horse", "a browser");

    assertThat(logins.find(changed.orElseThrow().token())).isPresent();
    assertThat(logins.find(one.token())).isEmpty();
    assertThat(logins.find(other.token())).isEmpty();
    assertThat(ended).hasSize(3);
    assertThat(accounts.signIn("ada", PASSWORD, "")).isEmpty();
    assertThat(accounts.signIn("ada", "another horse", "")).isPresent();
  }

  @Test
  void changeOfPasswordCostsOneCheckAndOneHashAndNoFurtherSignIn() {
    Accounts.SignedIn one = register("ada", "", PASSWORD);
    int hashes = PASSWORDS.hashes();
    int checks = PASSWORDS.checks();

    accounts.changePassword(one.account(), PASSWORD, "another horse", "a browser");

    assertThat(PASSWORDS.hashes() - hashes).isEqualTo(1);
    assertThat(PASSWORDS.checks() - checks).isEqualTo(1);
  }

  @Test
  void ofTwoChangesOfThePasswordAtTheSameMomentOneIsMade() {
    Account ada = register("ada", "", PASSWORD).account();
    List<CompletableFuture<Optional<Accounts.SignedIn>>> both =
        Stream.of("another horse", "a third horse")
            .map(
                wanted ->
                    CompletableFuture.supplyAsync(
                        () -> accounts.changePassword(ada, PASSWORD, wanted, "")))
            .toList();

    List<Accounts.SignedIn> changed =
        both.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();

    assertThat(changed).hasSize(1);
    assertThat(logins.find(changed.get(0).token())).isPresent();
  }

  @Test
  void withoutTheCurrentPasswordNothingChanges() {
    register("ada", "", PASSWORD);
    Accounts.SignedIn one = signIn("ada");

    Optional<Accounts.SignedIn> changed =
        accounts.changePassword(one.account(), "wrong horse", "another horse", "a browser");

    assertThat(changed).isEmpty();
    assertThat(logins.find(one.token())).isPresent();
    assertThat(accounts.signIn("ada", PASSWORD, "")).isPresent();
  }

  @Test
  void disabledAccountIsSignedOutAndStaysOutUntilItIsEnabled() {
    AccountId ada = register("ada");
    Accounts.SignedIn one = signIn("ada");

    accounts.setDisabled(ada, true);

    assertThat(logins.find(one.token())).isEmpty();
    assertThat(accounts.signIn("ada", PASSWORD, "")).isEmpty();
    assertThat(ended).isNotEmpty();
    accounts.setDisabled(ada, false);
    assertThat(accounts.signIn("ada", PASSWORD, "")).isPresent();
    assertThat(logins.find(one.token())).isEmpty();
  }

  @Test
  void whoIsEnabledAgainVotesAnew() {
    AccountId ada = register("ada");
    accounts.setDisabled(ada, true);
    assertThat(markVoterErased(ada)).isTrue();
    accounts.setDisabled(ada, true);
    assertThat(isVoterErased(ada)).isTrue();

    accounts.setDisabled(ada, false);

    assertThat(isVoterErased(ada)).isFalse();
    assertThat(markVoterErased(ada)).isFalse();
  }

  private boolean markVoterErased(AccountId id) {
    return database.inTransaction(handle -> store.markVoterErased(handle, id));
  }

  private boolean isVoterErased(AccountId id) {
    return database.inTransaction(
        handle ->
            handle
                .createQuery("SELECT voter_erased FROM account WHERE id = :id")
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .one());
  }

  @Test
  void disablingNobodyIsRefused() {
    assertRefused(() -> accounts.setDisabled(NOBODY, true), ErrorCode.NOT_FOUND);
  }

  @Test
  void displayNameIsChangedAndReadAfresh() {
    Accounts.SignedIn ada = register("ada", "Ada L.", PASSWORD);

    Account renamed = accounts.rename(ada.account(), " Ada King ");

    assertThat(renamed.displayName()).isEqualTo("Ada King");
    assertThat(logins.find(ada.token()).orElseThrow().account()).isEqualTo(renamed);
  }

  @Test
  void emptyDisplayNameMakesItTheNameAgain() {
    Account ada = register("ada", "Ada L.", PASSWORD).account();

    assertThat(accounts.rename(ada, " ").displayName()).isEqualTo("ada");
  }

  @Test
  void newDisplayNameMayNotChangeHowTheTextAroundItIsShown() {
    Account ada = register("ada", "Ada L.", PASSWORD).account();

    assertRefused(() -> accounts.rename(ada, "Ada\u202e"), ErrorCode.BAD_REQUEST);

    assertThat(signIn("ada").account().displayName()).isEqualTo("Ada L.");
  }

  private AccountId register(String name) {
    return register(name, "", PASSWORD).account().id();
  }

  private Accounts.SignedIn register(String name, String displayName, String password) {
    return accounts.register(accounts.wanted(name, displayName, password), "a browser");
  }

  private boolean registers(String name) {
    try {
      register(name, "", PASSWORD);
      return true;
    } catch (Refusal taken) {
      assertThat(taken.code()).isEqualTo(ErrorCode.CONFLICT);
      return false;
    }
  }

  private Accounts.SignedIn signIn(String name) {
    return accounts.signIn(name, PASSWORD, "a browser").orElseThrow();
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  /** The real ones, counted. */
  private static final class CountedPasswords extends Passwords {
    private final AtomicInteger hashes = new AtomicInteger();
    private final AtomicInteger checks = new AtomicInteger();

    CountedPasswords() {
      super(Settings.of(Map.of()));
    }

    @Override
    public String hash(String password) {
      if (hashes != null) { // Null while the superclass is being made.
        hashes.incrementAndGet();
      }
      return super.hash(password);
    }

    @Override
    public boolean matches(String password, String hash) {
      checks.incrementAndGet();
      return super.matches(password, hash);
    }

    int hashes() {
      return hashes.get();
    }

    int checks() {
      return checks.get();
    }
  }
}
