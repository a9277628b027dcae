package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hearhear.wire.ProtocolSchemas;
import org.junit.jupiter.api.Test;

/** What is limited by address, and who counts as one address, behind a trusted proxy. */
@OnEverySharedServer
class AddressIT {
  private static final int FAILED_SIGN_INS_MAX = 5;
  private static final int GUESSES = 20;
  private static final int ACCOUNT_CALLS = 120;

  private final URI base;

  /** The first 48 bits of addresses that no other test comes from. */
  private final String prefix =
      "2001:db8:%x".formatted(ThreadLocalRandom.current().nextInt(1, 0xffff));

  AddressIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @Test
  void failuresFromOneIpv6NetworkCountTogether() {
    Person ada = Person.signUp(base, "ada");
    for (int i = 1; i <= FAILED_SIGN_INS_MAX; i++) {
      assertThat(guess(ada, prefix + ":1::" + i).status()).isEqualTo(401);
    }

    assertThat(guess(ada, "[" + prefix + ":1:ffff::1]:4711").status()).isEqualTo(429);
    assertThat(guess(ada, prefix + ":2::1").status()).isEqualTo(401);
  }

  @Test
  void failuresFromOneAddressCountTogetherWhateverThePort() {
    Person ada = Person.signUp(base, "ada");
    for (int i = 1; i <= FAILED_SIGN_INS_MAX; i++) {
      assertThat(guess(ada, "198.51.100.7:" + i).status()).isEqualTo(401);
    }

    assertThat(guess(ada, "::ffff:198.51.100.7").status()).isEqualTo(429);
    assertThat(guess(ada, "198.51.100.8").status()).isEqualTo(401);
  }

  @Test
  void ofManyGuessesAtTheSameMomentOnlyTheLimitIsChecked() {
    Person ada = Person.signUp(base, "ada");
    ExecutorService guessers = Executors.newFixedThreadPool(GUESSES);
    try {
      List<CompletableFuture<Integer>> guesses =
          IntStream.range(0, GUESSES)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> guess(ada, prefix + ":3::1").status(), guessers))
              .toList();

      List<Integer> statuses = guesses.stream().map(CompletableFuture::join).toList();
      assertThat(statuses).containsOnly(401, 429);
      assertThat(Collections.frequency(statuses, 401)).isEqualTo(FAILED_SIGN_INS_MAX);
    } finally {
      guessers.shutdownNow();
    }
  }

  @Test
  void callsFromOneAddressAreLimitedBeforeAnythingIsLookedUp() {
    Http stranger = new Http(base).header("X-Forwarded-For", prefix + ":4::1");

    Http.Answer limited = limited(SharedServers.API_BURST, stranger);

    assertThat(limited.header("Retry-After").map(Integer::valueOf).orElseThrow()).isPositive();
    ProtocolSchemas.validateHttp("error", limited.text());
    assertThat(limited.json().getString("code")).isEqualTo("rate_limited");
    assertThat(stranger.header("X-Forwarded-For", prefix + ":5::1").get("api/me").status())
        .isEqualTo(401);
  }

  @Test
  void callsOfOneAccountAreLimitedWhereverTheyComeFrom() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");

    limited(ACCOUNT_CALLS, ada.http(), ada.http().header("X-Forwarded-For", prefix + ":6::1"));

    assertThat(ben.http().get("api/me").status()).isEqualTo(200);
  }

  /** The first refusal of calls made in turn; they may be some more than the burst. */
  private static Http.Answer limited(int burst, Http... callers) {
    return Stream.iterate(0, i -> i < 10 * burst, i -> i + 1)
        .map(i -> callers[i % callers.length].get("api/me"))
        .filter(answer -> answer.status() == 429)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Never limited"));
  }

  private Http.Answer guess(Person person, String from) {
    return new Http(base)
        .header("X-Forwarded-For", from)
        .post("api/login", Map.of("name", person.name(), "password", "not the password"));
  }
}
