package org.hearhear.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted at the door, on both databases and with a clock that the test sets. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DoorAttemptsTest {
  private static final String HERE = "192.0.2.1";
  private static final String THERE = "192.0.2.2";

  private final TestDatabase kind;
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private Database database;
  private DoorAttempts attempts;

  DoorAttemptsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    Settings settings =
        Settings.of(
            Map.of(
                Settings.SIGN_IN_FAILURES.name(), "2",
                Settings.SIGN_IN_FAILURES_ADDRESS.name(), "4",
                Settings.REGISTRATIONS_ADDRESS.name(), "2"));
    attempts = new DoorAttempts(settings, database, new DoorAttemptStore(), () -> now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nameThatFailedTooOftenFromOneAddressIsRefusedForAWhile() {
    attempts.signInFailed("ada", HERE);
    attempts.signInFailed("ada", HERE);

    assertRefused(() -> attempts.checkSignIn("ada", HERE), Duration.ofMinutes(15));
  }

  @Test
  void oneFailureFewerThanTheLimitPasses() {
    attempts.signInFailed("ada", HERE);

    assertThatCode(() -> attempts.checkSignIn("ada", HERE)).doesNotThrowAnyException();
  }

  @Test
  void failuresFromAnotherAddressKeepNobodyOut() {
    attempts.signInFailed("ada", HERE);
    attempts.signInFailed("ada", HERE);

    assertThatCode(() -> attempts.checkSignIn("ada", THERE)).doesNotThrowAnyException();
  }

  @Test
  void failuresOfOneNameAreForgottenAfterAQuarterOfAnHour() {
    attempts.signInFailed("ada", HERE);
    attempts.signInFailed("ada", HERE);

    now = now.plus(Duration.ofMinutes(15));

    assertThatCode(() -> attempts.checkSignIn("ada", HERE)).doesNotThrowAnyException();
  }

  @Test
  void addressThatTriedManyNamesIsRefusedForAnHour() {
    for (String name : new String[] {"ada", "ben", "cem", "dan"}) {
      attempts.signInFailed(name, HERE);
    }

    now = now.plus(Duration.ofMinutes(59));

    assertRefused(() -> attempts.checkSignIn("eve", HERE), Duration.ofHours(1));
    assertThatCode(() -> attempts.checkSignIn("eve", THERE)).doesNotThrowAnyException();
  }

  @Test
  void addressIsForgivenAfterAnHour() {
    for (String name : new String[] {"ada", "ben", "cem", "dan"}) {
      attempts.signInFailed(name, HERE);
    }

    now = now.plus(Duration.ofHours(1));

    assertThatCode(() -> attempts.checkSignIn("eve", HERE)).doesNotThrowAnyException();
  }

  @Test
  void addressThatMadeTooManyAccountsIsRefused() {
    attempts.registered("ada", HERE);
    attempts.registered("ben", HERE);

    assertRefused(() -> attempts.checkRegistration(HERE), Duration.ofHours(1));
    assertThatCode(() -> attempts.checkRegistration(THERE)).doesNotThrowAnyException();
  }

  @Test
  void registrationsAndFailedSignInsAreCountedApart() {
    attempts.registered("ada", HERE);
    attempts.registered("ada", HERE);

    assertThatCode(() -> attempts.checkSignIn("ada", HERE)).doesNotThrowAnyException();
  }

  @Test
  void attemptsOlderThanAnHourLeaveNoRows() {
    attempts.signInFailed("ada", HERE);

    now = now.plus(Duration.ofMinutes(61));
    attempts.signInFailed("ben", THERE);

    assertThat(names()).isEqualTo("ben");
  }

  private String names() {
    return database.inTransaction(
        handle -> handle.createQuery("SELECT name FROM door_attempt").mapTo(String.class).one());
  }

  private static void assertRefused(ThrowingCallable check, Duration retryAfter) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
              assertThat(refusal.retryAfter()).isEqualTo(retryAfter);
            });
  }
}
