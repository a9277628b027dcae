package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody with an account of their own, never shared between tests, and one login. Immutable; what
 * it opens, the test closes.
 */
final class Person {
  static final String PASSWORD = "correct horse battery staple";

  private static final int SUFFIX_LENGTH = 10;

  private final URI base;
  private final String id;
  private final String name;
  private final String cookie;

  private Person(URI base, Http.Answer signedIn) {
    JsonObject account = signedIn.json().getJsonObject("account");
    this.base = base;
    this.id = account.getString("id");
    this.name = account.getString("name");
    this.cookie = signedIn.cookie();
  }

  /** Signs up under a name that nobody has; {@code nickname} is its beginning. */
  static Person signUp(URI base, String nickname) {
    String unique = UUID.randomUUID().toString().replace("-", "").substring(0, SUFFIX_LENGTH);
    String name = nickname + "-" + unique;
    Http.Answer answer =
        new Http(base).post("api/accounts", Map.of("name", name, "password", PASSWORD));
    assertThat(answer.status()).as("sign-up: %s", answer).isEqualTo(201);
    return new Person(base, answer);
  }

  /** The same account with one more login. */
  Person signInAgain() {
    Http.Answer answer =
        new Http(base).post("api/login", Map.of("name", name, "password", PASSWORD));
    assertThat(answer.status()).as("sign-in: %s", answer).isEqualTo(200);
    return new Person(base, answer);
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  /** The login cookie, as {@code name=value}. */
  String cookie() {
    return cookie;
  }

  Http http() {
    return new Http(base).header("Cookie", cookie);
  }

  /** A connection to direct messages, greeted and welcomed. */
  TestClient dm() {
    return welcomed("dm");
  }

  /** A connection to upvotes, greeted and welcomed. */
  TestClient upvote() {
    return welcomed("upvote");
  }

  /** How this person would open {@code dm} or {@code upvote}. */
  Handshake handshake(String endpoint) {
    return Handshake.to(base, endpoint).cookie(cookie);
  }

  private TestClient welcomed(String endpoint) {
    TestClient client = TestClient.connect(handshake(endpoint));
    client.hello();
    return client;
  }
}
