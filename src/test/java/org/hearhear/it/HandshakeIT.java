package org.hearhear.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hearhear.it.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a WebSocket, and what everybody else is told. */
@OnEveryDeployment
class HandshakeIT {
  private static final int CONNECTIONS_MAX = 20;
  private static final int HANDSHAKE_BURST = 30;

  private static final String HELLO = "{\"type\":\"hello\"}";

  private final ServerKind kind;
  private final URI base;

  HandshakeIT(Deployment deployment) {
    this.kind = deployment.kind();
    this.base = deployment.baseUri();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dm", "upvote"})
  void welcomeTellsWhoIsSignedIn(String endpoint) {
    Person ada = Person.signUp(base, "ada");

    try (TestClient client = TestClient.connect(ada.handshake(endpoint))) {
      assertThat(client.hello().getJsonObject("account").getString("id")).isEqualTo(ada.id());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dm", "upvote"})
  void nobodyConnectsWithoutACookie(String endpoint) {
    assertThat(refusal(Handshake.to(base, endpoint)).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void nobodyConnectsWithACookieThatNobodyGot(String token) {
    String cookie = Person.signUp(base, "ada").cookie();
    String madeUp = cookie.substring(0, cookie.indexOf('=') + 1) + token;

    assertThat(refusal(Handshake.to(base, "dm").cookie(madeUp)).status()).isEqualTo(401);
  }

  @Test
  void nobodyConnectsWithTheCookieOfAnEndedLogin() {
    Person ada = Person.signUp(base, "ada");
    ada.http().delete("api/login");

    assertThat(refusal(ada.handshake("dm")).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "http://127.0.0.1:1", "null", "file://"})
  void foreignOriginIsForbidden(String origin) {
    Person ada = Person.signUp(base, "ada");

    assertThat(refusal(ada.handshake("dm").header("Origin", origin)).status()).isEqualTo(403);
  }

  @Test
  void missingOriginIsForbidden() {
    Person ada = Person.signUp(base, "ada");

    assertThat(refusal(ada.handshake("dm").without("Origin")).status()).isEqualTo(403);
  }

  @Test
  void subprotocolMustBeOffered() {
    Person ada = Person.signUp(base, "ada");

    assertThat(refusal(ada.handshake("dm").offering()).status()).isEqualTo(400);
    assertThat(refusal(ada.handshake("dm").offering("hearhear.v0")).status()).isEqualTo(400);
  }

  @Test
  void subprotocolMayBeOneOfSeveralOffered() {
    Person ada = Person.signUp(base, "ada");

    try (TestClient client =
        TestClient.connect(ada.handshake("dm").offering("hearhear.v9", "hearhear.v1"))) {
      assertThat(client.hello().getString("type")).isEqualTo("welcome");
    }
  }

  @Test
  void oneConnectionTooManyIsRefusedUntilAnotherEnds() {
    Person ada = Person.signUp(base, "ada");
    List<TestClient> open = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS_MAX; i++) {
        open.add(i % 2 == 0 ? ada.dm() : ada.upvote());
      }

      Refused refused = refusal(ada.handshake("dm"));

      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isPositive();
    } finally {
      open.forEach(TestClient::close);
    }
  }

  @Test
  void tooManyHandshakesOfOneAccountAreRefused() {
    Person ada = Person.signUp(base, "ada");
    AtomicInteger admitted = new AtomicInteger();

    // Some tokens come back meanwhile, but by far not as many as are taken.
    Refused refused =
        refusal(
            () -> {
              while (admitted.get() < 10 * HANDSHAKE_BURST) {
                TestClient.connect(ada.handshake("dm")).close();
                admitted.incrementAndGet();
              }
            });

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).contains("1");
    assertThat(admitted.get()).isGreaterThanOrEqualTo(HANDSHAKE_BURST);
  }

  @Test
  void handshakesOfOneAccountDoNotConcernAnother() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    for (int i = 0; i < HANDSHAKE_BURST; i++) {
      try (TestClient client = TestClient.connect(ada.handshake("dm"))) {
        assertThat(client.isOpen()).isTrue();
      }
    }

    try (TestClient client = ben.dm()) {
      assertThat(client.isOpen()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%64m", "d%6D", "dm;v=1", "%75pvote", "x/../dm"})
  void otherSpellingOfThePathDoesNotGetPastTheDoor(String path) {
    URI endpoint = URI.create(Handshake.to(base, "").uri() + path);
    Handshake spelled = Handshake.to(base, "dm");
    Handshake handshake =
        new Handshake(endpoint, spelled.headers(), spelled.subprotocols(), spelled.check());

    Refused refused = refusal(() -> RawWebSocket.connect(handshake).close());

    assertThat(refused.status()).isBetween(400, 404);
  }

  /**
   * Such a frame would stop a thread of Payara for ever; WildFly hands it on when the handshake is
   * done. The servers' ways part in what the door can see of it.
   */
  @Test
  void frameThatDoesNotWaitForTheAnswerStopsNoThread() throws IOException {
    Person ada = Person.signUp(base, "ada");
    byte[] hello = RawWebSocket.frame(true, RawWebSocket.TEXT, HELLO.getBytes(UTF_8));

    int status;
    try (RawWebSocket client = RawWebSocket.connectWithoutWaiting(ada.handshake("dm"), hello)) {
      assertThat(client.nextFrame().text()).startsWith("[{\"type\":\"welcome\"");
      status = 101;
    } catch (Refused refused) {
      status = refused.status();
    }

    assertThat(status).isEqualTo(kind == ServerKind.WILDFLY ? 101 : 400);
  }

  @Test
  void plainRequestIsToldToSpeakWebSocket() {
    Person ada = Person.signUp(base, "ada");

    Answer answer = ada.http().get("dm");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("code")).isEqualTo("bad_request");
  }

  private static Refused refusal(Handshake handshake) {
    return refusal(() -> TestClient.connect(handshake).close());
  }

  private static Refused refusal(ThrowingCallable handshake) {
    Refused refused = catchThrowableOfType(Refused.class, handshake);
    assertThat(refused).as("refusal").isNotNull();
    return refused;
  }
}
