package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A burst, and then the rate. */
class TokenBucketsTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // It wraps, as it may.
  private final TokenBuckets<String> buckets = new TokenBuckets<>(3, 2, 2, nanos::get);

  @Test
  void burstIsGivenAtOnce() {
    assertThat(buckets.take("ada")).isEmpty();
    assertThat(buckets.take("ada")).isEmpty();
    assertThat(buckets.take("ada")).isEmpty();
    assertThat(buckets.take("ada")).contains(Duration.ofMillis(500));
  }

  @Test
  void tokensComeBackAtTheRate() {
    empty("ada");
    pass(Duration.ofMillis(499));
    assertThat(buckets.take("ada")).contains(Duration.ofMillis(1));
    pass(Duration.ofMillis(1));

    assertThat(buckets.take("ada")).isEmpty();
    assertThat(buckets.take("ada")).contains(Duration.ofMillis(500));
  }

  @Test
  void refusalTakesNoToken() {
    empty("ada");
    for (int i = 0; i < 100; i++) {
      assertThat(buckets.take("ada")).isPresent();
    }
    pass(Duration.ofMillis(500));

    assertThat(buckets.take("ada")).isEmpty();
  }

  @Test
  void severalTokensAreTakenTogetherOrNotAtAll() {
    assertThat(buckets.take("ada", 2)).isEmpty();
    assertThat(buckets.take("ada", 2)).contains(Duration.ofMillis(500));
    assertThat(buckets.take("ada")).isEmpty();
    assertThat(buckets.take("ada", 2)).contains(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));

    assertThat(buckets.take("ada", 2)).isEmpty();
  }

  @Test
  void whatCostsMoreThanTheBurstTakesAllOfIt() {
    assertThat(buckets.take("ada", 60)).isEmpty();
    assertThat(buckets.take("ada", 60)).contains(Duration.ofMillis(1_500));
    pass(Duration.ofMillis(1_500));

    assertThat(buckets.take("ada", 60)).isEmpty();
  }

  @Test
  void noMoreThanTheBurstIsSaved() {
    empty("ada");
    pass(Duration.ofDays(1));

    empty("ada");
  }

  @Test
  void bucketsAreApart() {
    empty("ada");

    assertThat(buckets.take("grace")).isEmpty();
  }

  @Test
  void newcomersWaitWhileTooManyBucketsAreNotFull() {
    empty("ada");
    empty("grace");

    assertThat(buckets.take("mary")).contains(Duration.ofSeconds(1));
  }

  @Test
  void fullBucketsAreForgotten() {
    empty("ada");
    pass(Duration.ofSeconds(1));
    empty("grace");
    pass(Duration.ofMillis(500));

    buckets.forgetFull();

    assertThat(buckets.take("mary")).isEmpty();
    assertThat(buckets.take("alan")).isPresent();
  }

  @Test
  void forgettingGivesNothingToWhoIsNotFull() {
    empty("ada");
    pass(Duration.ofMillis(100));

    buckets.forgetFull();

    assertThat(buckets.take("ada")).contains(Duration.ofMillis(400));
  }

  private void empty(String key) {
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.take(key)).isEmpty();
    }
    assertThat(buckets.take(key)).isPresent();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
