package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody with an account, which no other test uses but the administrator's, and one login.
 * Immutable; what it opens, the test closes.
 */
final class Person {
  static final String PASSWORD = "correct horse battery staple";

  /** The name that the servers' settings say is an administrator's. */
  static final String ADMINISTRATOR = "administrator";

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

  /**
   * The one administrator of the servers that name {@link #ADMINISTRATOR} in their settings, with a
   * new login; whoever comes first signs him up.
   */
  static Person administrator(URI base) {
    Http.Answer answer =
        new Http(base).post("api/accounts", Map.of("name", ADMINISTRATOR, "password", PASSWORD));
    return answer.status() == 201 ? new Person(base, answer) : signIn(base, ADMINISTRATOR);
  }

  /** The same account with one more login. */
  Person signInAgain() {
    return signIn(base, name);
  }

  private static Person signIn(URI base, String name) {
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

  /** A new person who is a moderator. */
  static Person moderator(URI base) {
    Person person = signUp(base, "mod");
    Http.Answer promoted =
        administrator(base)
            .http()
            .put("api/accounts/" + person.id() + "/role", Map.of("role", "moderator"));
    if (promoted.status() != 204) {
      throw new AssertionError("Nobody becomes a moderator: " + promoted);
    }
    return person.signInAgain();
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
