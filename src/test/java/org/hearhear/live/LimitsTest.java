package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.LoginId;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.Test;

/** What people may do, by their account, by their address, and while their account is new. */
class LimitsTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final String OFFICE = "192.0.2.1";
  private static final String HOME = "198.51.100.7";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "hearhear.limit.message.burst", "8",
          "hearhear.limit.message.rate", "2",
          "hearhear.limit.vote.burst", "4",
          "hearhear.limit.vote.rate", "4",
          "hearhear.limit.vote.address.burst", "6",
          "hearhear.limit.vote.address.rate", "2",
          "hearhear.limit.posts", "3",
          "hearhear.newcomer", "60",
          "hearhear.newcomer.cost", "4");

  private final AtomicLong nanos = new AtomicLong();
  private final Limits limits = limits(Map.of());

  private Limits limits(Map<String, String> changed) {
    Map<String, String> source = new HashMap<>(SETTINGS);
    source.putAll(changed);
    Settings settings = Settings.of(source);
    return new Limits(
        settings, new Newcomers(settings, () -> START.plusNanos(nanos.get())), nanos::get);
  }

  @Test
  void votesOfOneAddressAreLimitedAndThoseOfAnotherAreNot() {
    assertThat(taken(limits::vote, old(1, OFFICE))).isEqualTo(4);
    assertThat(taken(limits::vote, old(2, OFFICE))).isEqualTo(2);
    assertThat(taken(limits::vote, old(3, HOME))).isEqualTo(4);

    pass(Duration.ofMillis(500));
    limits.vote(old(4, OFFICE));
    assertThat(wait(() -> limits.vote(old(4, OFFICE)))).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void accountThatVotesTooFastTakesNothingFromItsAddress() {
    taken(limits::vote, old(1, OFFICE));
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> limits.vote(old(1, OFFICE))).isInstanceOf(Refusal.class);
    }

    assertThat(taken(limits::vote, old(2, OFFICE))).isEqualTo(2);
  }

  @Test
  void postsComeBackWithinAMinute() {
    assertThat(taken(limits::post, old(1, HOME))).isEqualTo(3);
    assertThat(wait(() -> limits.post(old(1, HOME)))).isEqualTo(Duration.ofSeconds(20));
    pass(Duration.ofMinutes(1));

    assertThat(taken(limits::post, old(1, HOME))).isEqualTo(3);
  }

  @Test
  void newcomersBurstAndRateAreDivided() {
    Participant newcomer = created(START, 1);

    assertThat(taken(limits::message, newcomer)).isEqualTo(2);
    assertThat(wait(() -> limits.message(newcomer))).isEqualTo(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(2));

    limits.message(newcomer);
    assertThat(wait(() -> limits.message(newcomer))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void newcomerIsToldWhyHeIsSlower() {
    Participant newcomer = created(START, 1);
    taken(limits::message, newcomer);
    taken(limits::message, old(2, HOME));

    assertThatThrownBy(() -> limits.message(newcomer)).hasMessageContaining("account is new");
    assertThatThrownBy(() -> limits.message(old(2, HOME)))
        .hasMessage("You are sending messages too fast.");
  }

  @Test
  void newcomerMayDoWhatCostsMoreThanHisBurst() {
    Participant newcomer = created(START, 1);

    assertThat(taken(limits::post, newcomer)).isEqualTo(1);
    assertThat(wait(() -> limits.post(newcomer))).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void newcomerTakesOneTokenOfHisAddress() {
    for (int i = 1; i <= 6; i++) {
      limits.vote(created(START, i));
    }

    assertThatThrownBy(() -> limits.vote(created(START, 7)))
        .hasMessageContaining("from your address");
  }

  @Test
  void accountGrowsOldWhileItsConnectionIsOpen() {
    Participant sometimeNew = created(START.minus(Duration.ofMinutes(59)), 1);
    assertThat(taken(limits::message, sometimeNew)).isEqualTo(2);
    pass(Duration.ofMinutes(1));

    assertThat(taken(limits::message, sometimeNew)).isEqualTo(8);
  }

  @Test
  void nobodyIsANewcomerWhereTheSettingSaysSo() {
    Limits lenient = limits(Map.of("hearhear.newcomer", "0"));

    assertThat(taken(lenient::message, created(START.plusSeconds(5), 1))).isEqualTo(8);
  }

  private static Participant old(long account, String network) {
    return new Participant(new AccountId(account), new LoginId(1), Instant.EPOCH, network);
  }

  private static Participant created(Instant at, long account) {
    return new Participant(new AccountId(account), new LoginId(1), at, OFFICE);
  }

  private static int taken(Consumer<Participant> limit, Participant participant) {
    int taken = 0;
    while (taken < 1_000) {
      try {
        limit.accept(participant);
        taken++;
      } catch (Refusal refusal) {
        return taken;
      }
    }
    throw new AssertionError("There is no limit.");
  }

  private static Duration wait(ThrowingCallable refused) {
    Refusal refusal = catchThrowableOfType(Refusal.class, refused);
    assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
    Duration wait = refusal.retryAfter();
    if (wait == null) {
      throw new AssertionError("It does not say when to go on.");
    }
    return wait;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
