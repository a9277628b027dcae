package org.hearhear.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Who may be called what, sign in, and change what, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AccountsTest {
  private static final String PASSWORD = "correct horse";
  private static final Passwords PASSWORDS = new Passwords(Settings.of(Map.of()));
  private static final AccountId NOBODY = new AccountId(999_999);

  private final TestDatabase kind;
  private final LocalBroker broker = new LocalBroker();
  private final List<Subject> ended = new ArrayList<>();
  private Database database;
  private LoginSessions logins;
  private Accounts accounts;

  AccountsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    Settings settings = Settings.of(Map.of(Settings.ADMINISTRATORS.name(), "Root"));
    AccountStore store = new AccountStore(settings);
    logins = new LoginSessions(settings, database, store, new LoginSessionStore(store), broker);
    accounts = new Accounts(settings, database, store, logins, PASSWORDS);
    broker.subscribe(Subject.Kind.LOGIN, (position, publication) -> ended.add(position.subject()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whoRegisteredSignsInWithNameAndPassword() {
    accounts.register("ada", "Ada L.", PASSWORD);

    Accounts.SignedIn signedIn = signIn("ada");

    assertThat(signedIn.account().displayName()).isEqualTo("Ada L.");
    assertThat(signedIn.account().role()).isEqualTo(Role.MEMBER);
    assertThat(logins.find(signedIn.token()).orElseThrow().account().name()).isEqualTo("ada");
  }

  @Test
  void wrongPasswordAndUnknownNameOpenNothing() {
    accounts.register("ada", "", PASSWORD);

    assertThat(accounts.signIn("ada", "wrong horse", "")).isEmpty();
    assertThat(accounts.signIn("ben", PASSWORD, "")).isEmpty();
  }

  @Test
  void namesDifferByMoreThanCaseAndSpaceAround() {
    accounts.register(" Ada ", "", PASSWORD);

    assertThat(signIn("aDA").account().name()).isEqualTo("ada");
    assertRefused(() -> accounts.register("ADA", "", PASSWORD), ErrorCode.CONFLICT);
  }

  @Test
  void whoHasNoDisplayNameIsShownByName() {
    accounts.register("Ada", " ", PASSWORD);

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
  void namesThatBreakTheRulesAreRefused() {
    for (String name : List.of("ab", "a".repeat(33), "ada l", "ad\u00e4", "a/b/c")) {
      assertRefused(() -> accounts.register(name, "", PASSWORD), ErrorCode.BAD_REQUEST);
    }
  }

  @Test
  void passwordOfSevenCodePointsIsRefused() {
    String seven = "\ud83d\udd11".repeat(7);

    assertRefused(() -> accounts.register("ada", "", seven), ErrorCode.BAD_REQUEST);
  }

  @Test
  void nobodyRegistersWhereRegistrationIsOff() {
    Settings settings = Settings.of(Map.of(Settings.REGISTRATION.name(), "false"));
    Accounts closed =
        new Accounts(settings, database, new AccountStore(settings), logins, PASSWORDS);

    assertRefused(() -> closed.register("ada", "", PASSWORD), ErrorCode.FORBIDDEN);
  }

  @Test
  void administratorsComeFromTheSettings() {
    accounts.register("root", "", PASSWORD);

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
    accounts.register("ada", "", PASSWORD);
    Accounts.SignedIn one = signIn("ada");
    Accounts.SignedIn other = signIn("ada");

    boolean changed = accounts.changePassword(one.account(), PASSWORD, "another horse");

    assertThat(changed).isTrue();
    assertThat(logins.find(one.token())).isEmpty();
    assertThat(logins.find(other.token())).isEmpty();
    assertThat(ended).hasSize(2);
    assertThat(accounts.signIn("ada", PASSWORD, "")).isEmpty();
    assertThat(accounts.signIn("ada", "another horse", "")).isPresent();
  }

  @Test
  void withoutTheCurrentPasswordNothingChanges() {
    accounts.register("ada", "", PASSWORD);
    Accounts.SignedIn one = signIn("ada");

    boolean changed = accounts.changePassword(one.account(), "wrong horse", "another horse");

    assertThat(changed).isFalse();
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
  void disablingNobodyIsRefused() {
    assertRefused(() -> accounts.setDisabled(NOBODY, true), ErrorCode.NOT_FOUND);
  }

  @Test
  void peopleComeInPagesByNameWithoutOneselfAndTheDisabled() {
    AccountId ada = register("ada");
    AccountId adb = register("adb");
    Stream.of("adc", "add", "ade", "ben").forEach(this::register);
    accounts.setDisabled(adb, true);

    List<Person> first = accounts.people(ada, "AD", "", 2);
    List<Person> next = accounts.people(ada, "ad", "add", 2);

    assertThat(first).extracting(Person::name).containsExactly("adc", "add");
    assertThat(next).extracting(Person::name).containsExactly("ade");
  }

  @Test
  void prefixIsNoPattern() {
    AccountId ada = register("ada");
    register("a_b");
    register("axb");

    assertThat(accounts.people(ada, "a_", "", 10)).extracting(Person::name).containsExactly("a_b");
    assertThat(accounts.people(ada, "%", "", 10)).isEmpty();
  }

  private AccountId register(String name) {
    accounts.register(name, "", PASSWORD);
    return database.inTransaction(
        handle ->
            new AccountId(
                handle
                    .createQuery("SELECT id FROM account WHERE name = :name")
                    .bind("name", name)
                    .mapTo(Long.class)
                    .one()));
  }

  private boolean registers(String name) {
    try {
      accounts.register(name, "", PASSWORD);
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
}
