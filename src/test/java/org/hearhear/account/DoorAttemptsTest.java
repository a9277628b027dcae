package org.hearhear.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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

  private static final int GUESSES = 12;
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final Settings SETTINGS =
      Settings.of(
          Map.of(
              Settings.SIGN_IN_FAILURES.name(), "2",
              Settings.SIGN_IN_FAILURES_ADDRESS.name(), "4",
              Settings.REGISTRATIONS_ADDRESS.name(), "2"));

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
    attempts = new DoorAttempts(SETTINGS, database, new DoorAttemptStore(), () -> now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nameThatFailedTooOftenFromOneAddressIsRefusedForAWhile() {
    fail("ada", HERE);
    fail("ada", HERE);

    assertRefused(() -> fail("ada", HERE), Duration.ofMinutes(15));
  }

  @Test
  void oneFailureFewerThanTheLimitPasses() {
    fail("ada", HERE);

    assertThatCode(() -> fail("ada", HERE)).doesNotThrowAnyException();
  }

  @Test
  void failuresFromAnotherAddressKeepNobodyOut() {
    fail("ada", HERE);
    fail("ada", HERE);

    assertThatCode(() -> fail("ada", THERE)).doesNotThrowAnyException();
  }

  @Test
  void failuresOfOneNameAreForgottenAfterAQuarterOfAnHour() {
    fail("ada", HERE);
    fail("ada", HERE);

    now = now.plus(Duration.ofMinutes(15));

    assertThatCode(() -> fail("ada", HERE)).doesNotThrowAnyException();
  }

  @Test
  void addressThatTriedManyNamesIsRefusedForAnHour() {
    for (String name : new String[] {"ada", "ben", "cem", "dan"}) {
      fail(name, HERE);
    }

    now = now.plus(Duration.ofMinutes(59));

    assertRefused(() -> fail("eve", HERE), Duration.ofHours(1));
    assertThatCode(() -> fail("eve", THERE)).doesNotThrowAnyException();
  }

  @Test
  void addressIsForgivenAfterAnHour() {
    for (String name : new String[] {"ada", "ben", "cem", "dan"}) {
      fail(name, HERE);
    }

    now = now.plus(Duration.ofHours(1));

    assertThatCode(() -> fail("eve", HERE)).doesNotThrowAnyException();
  }

  @Test
  void addressThatMadeTooManyAccountsIsRefused() {
    attempts.registration("ada", HERE);
    attempts.registration("ben", HERE);

    assertRefused(() -> attempts.registration("cem", HERE), Duration.ofHours(1));
    assertThatCode(() -> attempts.registration("cem", THERE)).doesNotThrowAnyException();
  }

  @Test
  void registrationsAndFailedSignInsAreCountedApart() {
    attempts.registration("ada", HERE);
    attempts.registration("ada", HERE);

    assertThatCode(() -> fail("ada", HERE)).doesNotThrowAnyException();
  }

  @Test
  void signInsThatSucceedUseNothingUp() {
    for (int i = 0; i < 10; i++) {
      assertThat(attempts.signIn("ada", HERE, () -> Optional.of("in"))).contains("in");
    }

    fail("ada", HERE);
    assertThatCode(() -> fail("ada", HERE)).doesNotThrowAnyException();
  }

  @Test
  void signInsThatCouldNotBeCheckedUseNothingUp() {
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> attempts.signIn("ada", HERE, DoorAttemptsTest::busy))
          .isInstanceOf(Refusal.class);
    }

    assertThatCode(() -> fail("ada", HERE)).doesNotThrowAnyException();
  }

  @Test
  void refusedSignInsAreNotCheckedAndDoNotProlongTheWait() {
    fail("ada", HERE);
    fail("ada", HERE);
    now = now.plus(Duration.ofMinutes(14));
    assertRefused(() -> fail("ada", HERE), Duration.ofMinutes(15));

    now = now.plus(Duration.ofMinutes(1));

    assertThatCode(() -> fail("ada", HERE)).doesNotThrowAnyException();
  }

  @Test
  void ofManyWrongGuessesAtTheSameMomentOnTwoNodesOnlyTheLimitIsChecked() {
    DoorAttempts otherNode =
        new DoorAttempts(SETTINGS, database, new DoorAttemptStore(), () -> now);
    AtomicInteger checked = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(GUESSES);
    ExecutorService guessers = Executors.newFixedThreadPool(GUESSES);
    try {
      List<CompletableFuture<Boolean>> guesses =
          IntStream.range(0, GUESSES)
              .mapToObj(i -> i % 2 == 0 ? attempts : otherNode)
              .map(
                  node ->
                      CompletableFuture.supplyAsync(
                          () -> isAdmitted(node, together, checked), guessers))
              .toList();

      assertThat(guesses).extracting(CompletableFuture::join).filteredOn(is -> is).hasSize(2);
      assertThat(checked).hasValue(2);
    } finally {
      guessers.shutdownNow();
    }
  }

  @Test
  void ofManyRegistrationsAtTheSameMomentOnlyTheLimitIsMade() {
    List<CompletableFuture<Boolean>> all =
        IntStream.range(0, GUESSES)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> registers("ada" + i)))
            .toList();

    assertThat(all).extracting(CompletableFuture::join).filteredOn(is -> is).hasSize(2);
  }

  @Test
  void nameLongerThanAnyAccountsIsCountedAllTheSame() {
    String name = "\ud83d\udd11".repeat(64);

    fail(name, HERE);
    fail(name, HERE);

    assertRefused(() -> fail(name, HERE), Duration.ofMinutes(15));
  }

  @Test
  void attemptsOlderThanAnHourLeaveNoRows() {
    fail("ada", HERE);

    now = now.plus(Duration.ofMinutes(61));
    fail("ben", THERE);

    assertThat(names()).isEqualTo("ben");
  }

  private void fail(String name, String address) {
    assertThat(attempts.signIn(name, address, Optional::empty)).isEmpty();
  }

  private static Optional<String> busy() {
    throw Refusal.retry(ErrorCode.UNAVAILABLE, "Busy.", Duration.ofSeconds(1));
  }

  /** Whether a wrong guess came to be checked. */
  private static boolean isAdmitted(
      DoorAttempts node, CyclicBarrier together, AtomicInteger checked) {
    try {
      together.await(WITHIN.toSeconds(), TimeUnit.SECONDS);
      node.signIn(
          "ada",
          HERE,
          () -> {
            checked.incrementAndGet();
            return Optional.empty();
          });
      return true;
    } catch (Refusal limited) {
      assertThat(limited.code()).isEqualTo(ErrorCode.RATE_LIMITED);
      return false;
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private boolean registers(String name) {
    try {
      attempts.registration(name, HERE);
      return true;
    } catch (Refusal limited) {
      return false;
    }
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
