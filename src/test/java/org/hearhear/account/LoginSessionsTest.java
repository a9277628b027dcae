package org.hearhear.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hearhear.config.Settings;
import org.hearhear.fanout.LocalBroker;
import org.hearhear.fanout.Subject;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Login sessions over days, on both databases and with a clock that the test sets. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LoginSessionsTest {
  private static final Duration IDLE = Duration.ofDays(2);
  private static final Duration INSTANT = Duration.ofMillis(1);

  private final TestDatabase kind;
  private final LocalBroker broker = new LocalBroker();
  private final List<Subject> ended = new ArrayList<>();
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private Database database;
  private AccountStore accounts;
  private LoginSessions logins;
  private AccountId ada;
  private AccountId ben;

  LoginSessionsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    Settings settings =
        Settings.of(
            Map.of(
                Settings.LOGIN_IDLE.name(), "2",
                Settings.LOGIN_MAX.name(), "5",
                Settings.LOGINS.name(), "3"));
    accounts = new AccountStore(settings);
    logins =
        new LoginSessions(
            settings, database, accounts, new LoginSessionStore(accounts), broker, () -> now);
    ada = account("ada");
    ben = account("ben");
    broker.subscribe(Subject.Kind.LOGIN, (position, publication) -> ended.add(position.subject()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void tokenNamesItsCaller() {
    String token = begin("ada");

    Caller caller = logins.find(token).orElseThrow();

    assertThat(caller.account().id()).isEqualTo(ada);
    assertThat(logins.list(ada)).extracting(LoginSession::id).containsExactly(caller.login());
  }

  @Test
  void tokenThatNobodyWasGivenIsNobodys() {
    begin("ada");

    assertThat(logins.find(Tokens.make())).isEmpty();
  }

  @Test
  void tokenItselfIsNotStored() {
    String token = begin("ada");

    String stored =
        database.inTransaction(
            handle ->
                handle
                    .createQuery("SELECT token_hash FROM login_session")
                    .mapTo(String.class)
                    .one());

    assertThat(stored).isEqualTo(Tokens.hash(token)).doesNotContain(token);
  }

  @Test
  void unusedLoginSessionEndsWhenItsIdleTimeIsOver() {
    String token = begin("ada");
    LoginId id = only(ada);

    now = now.plus(IDLE).minus(INSTANT);
    boolean before = !logins.good(List.of(id)).isEmpty();
    now = now.plus(INSTANT);

    assertThat(before).isTrue();
    assertThat(logins.good(List.of(id))).isEmpty();
    assertThat(logins.find(token)).isEmpty();
    assertThat(findGood(id)).isFalse();
  }

  @Test
  void useBeginsTheIdleTimeAnew() {
    String token = begin("ada");
    now = now.plus(IDLE).minus(INSTANT);
    logins.find(token);

    now = now.plus(IDLE).minus(INSTANT);

    assertThat(logins.find(token)).isPresent();
  }

  @Test
  void useWithinFiveMinutesIsNotWritten() {
    Instant begun = now;
    String token = begin("ada");

    now = now.plus(Duration.ofMinutes(5));
    logins.find(token);

    assertThat(logins.list(ada)).extracting(LoginSession::lastSeenAt).containsExactly(begun);
  }

  @Test
  void loginSessionEndsAfterItsLongestTimeHoweverOftenItIsUsed() {
    String token = begin("ada");
    for (int day = 1; day <= 4; day++) {
      now = now.plus(Duration.ofDays(1));
      assertThat(logins.find(token)).as("day %d", day).isPresent();
    }

    now = now.plus(Duration.ofDays(1));

    assertThat(logins.find(token)).isEmpty();
  }

  @Test
  void expiredLoginSessionsAreNotListed() {
    begin("ada");

    now = now.plus(IDLE);

    assertThat(logins.list(ada)).isEmpty();
  }

  @Test
  void oneLoginSessionTooManyEndsTheLeastRecentlyUsed() {
    String first = begin("ada");
    String second = begin("ada");
    LoginId secondId = logins.find(second).orElseThrow().login();
    String third = begin("ada");
    now = now.plus(Duration.ofHours(1));
    logins.find(first);
    logins.find(third);

    String fourth = begin("ada");

    assertThat(logins.find(second)).isEmpty();
    assertThat(List.of(first, third, fourth))
        .allSatisfy(token -> assertThat(logins.find(token)).isPresent());
    assertThat(ended).containsExactly(Subject.login(secondId));
  }

  @Test
  void limitIsEachAccountsOwn() {
    String token = begin("ben");

    for (int i = 0; i < 3; i++) {
      begin("ada");
    }

    assertThat(logins.find(token)).isPresent();
    assertThat(ended).isEmpty();
  }

  @Test
  void endedLoginSessionIsGoneAndEveryNodeIsTold() {
    String token = begin("ada");
    LoginId id = only(ada);

    logins.end(ada, id);

    assertThat(logins.find(token)).isEmpty();
    assertThat(ended).containsExactly(Subject.login(id));
  }

  @Test
  void nobodyEndsTheLoginSessionOfAnother() {
    String token = begin("ada");
    LoginId id = only(ada);

    assertThatThrownBy(() -> logins.end(ben, id))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND));

    assertThat(logins.find(token)).isPresent();
    assertThat(ended).isEmpty();
  }

  @Test
  void noLoginSessionBeginsWithAPasswordThatWasChangedMeanwhile() {
    AccountStore.WithPassword checked = checked("ada");
    database.useTransaction(handle -> accounts.updatePassword(handle, ada, "changed"));

    assertThat(logins.begin(checked, "")).isEmpty();
    assertThat(logins.list(ada)).isEmpty();
  }

  @Test
  void disabledAccountHasNoGoodLoginSession() {
    String token = begin("ada");
    LoginId id = only(ada);
    AccountStore.WithPassword checked = checked("ada");

    database.useTransaction(handle -> accounts.updateDisabled(handle, ada, true));

    assertThat(logins.find(token)).isEmpty();
    assertThat(logins.good(List.of(id))).isEmpty();
    assertThat(findGood(id)).isFalse();
    assertThat(logins.begin(checked, "")).isEmpty();
  }

  @Test
  void ofAStrangeUserAgentOnlyWhatIsShortAndPrintableIsKept() {
    logins.begin(checked("ada"), "\u0000\u00e4" + "x".repeat(300));

    assertThat(logins.list(ada))
        .extracting(LoginSession::userAgent)
        .containsExactly("??" + "x".repeat(198));
  }

  private String begin(String name) {
    return logins.begin(checked(name), "a browser").orElseThrow();
  }

  private AccountStore.WithPassword checked(String name) {
    return database.inTransaction(handle -> accounts.findByName(handle, name)).orElseThrow();
  }

  private LoginId only(AccountId account) {
    List<LoginSession> list = logins.list(account);
    assertThat(list).hasSize(1);
    return list.get(0).id();
  }

  private boolean findGood(LoginId id) {
    return database.inTransaction(handle -> logins.findGood(handle, id)).isPresent();
  }

  private AccountId account(String name) {
    return database
        .inTransaction(handle -> accounts.insert(handle, name, name, "hash", now))
        .orElseThrow();
  }
}
