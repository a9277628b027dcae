package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the servers under us get wrong, or each in its own way, and what we therefore do ourselves.
 * Runs on a server of its own, whose timeouts are shorter and whose rates are higher.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEveryServer.Source.class)
class TrapsIT {
  private static final int FRAME_BYTES_MAX = 131_072;
  private static final int SMALL_BUFFER = 4_096;
  private static final Duration SILENCE = Duration.ofSeconds(6);
  private static final Duration SIGNED_OUT_WITHIN = Duration.ofSeconds(1);

  private static final ServerOptions OPTIONS =
      ServerOptions.at("/")
          .openToDebuggers()
          .settings(
              Map.of(
                  "HEARHEAR_ADMINISTRATORS", Person.ADMINISTRATOR,
                  "HEARHEAR_LIMIT_REGISTRATIONS", "100000",
                  "HEARHEAR_LIMIT_MESSAGE_BURST", "1000000",
                  "HEARHEAR_LIMIT_VOTE_BURST", "1000000",
                  "HEARHEAR_HELLO_TIMEOUT", "3000",
                  "HEARHEAR_HEARTBEAT", "1000",
                  "HEARHEAR_SILENCE", Long.toString(SILENCE.toMillis())));

  private static final OwnServers SERVERS = new OwnServers(OPTIONS);

  private final Server server;
  private final URI base;

  TrapsIT(ServerKind kind) {
    server = SERVERS.get(kind);
    base = server.baseUri("/");
  }

  @AfterParameterizedClassInvocation
  static void stopServer(ServerKind kind) {
    SERVERS.stop(kind);
  }

  // Frames.

  @Test
  void largestFrameIsTaken() throws IOException {
    Person ada = Person.signUp(base, "ada");
    String hello = "{\"type\":\"hello\",\"padding\":\"%s\"}";
    String padding = "x".repeat(FRAME_BYTES_MAX - hello.formatted("").length());
    try (RawWebSocket client = RawWebSocket.connect(ada.handshake("dm"))) {
      client.sendTextInWrites(hello.formatted(padding), 3);

      assertThat(client.nextFrame().text()).startsWith("[{\"type\":\"welcome\"");
    }
  }

  @Test
  void oversizeTextInSeveralWritesIsRefused() throws IOException {
    Person ada = Person.signUp(base, "ada");
    try (RawWebSocket client = RawWebSocket.connect(ada.handshake("dm"))) {
      client.sendTextInWrites("x".repeat(FRAME_BYTES_MAX + 1), 4);

      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void oversizeTextInFragmentsIsRefusedThoughEachIsSmall() throws IOException {
    Person ada = Person.signUp(base, "ada");
    String part = "x".repeat(FRAME_BYTES_MAX / 2);
    try (RawWebSocket client = RawWebSocket.connect(ada.handshake("upvote"))) {
      client.sendFragments(part, part, "x");

      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void sizeIsCountedInBytesNotInCharacters() throws IOException {
    Person ada = Person.signUp(base, "ada");
    try (RawWebSocket client = RawWebSocket.connect(ada.handshake("dm"))) {
      client.sendText("\u20AC".repeat(FRAME_BYTES_MAX / 3 + 1));

      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void commandInFragmentsIsUnderstood() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      client.sendFragments("{\"type\":\"conver", "sations\",\"ref", "\":1}");

      assertThat(client.reply(1).getString("type")).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dm", "upvote"})
  void binaryFrameIsRefused(String endpoint) {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = TestClient.connect(ada.handshake(endpoint)).ignoringRest()) {
      client.hello();
      client.sendBinary(new byte[] {1, 2, 3});

      assertThat(client.closeCode()).isEqualTo(1003);
    }
  }

  // Peers that do not take part.

  @Test
  void deadPeerIsNoticedThoughTheServerKeepsSendingToIt() throws IOException {
    Person ada = Person.signUp(base, "ada");
    try (TestClient alive = ada.dm();
        RawWebSocket dead = RawWebSocket.connect(ada.handshake("dm"))) {
      dead.sendText("{\"type\":\"hello\"}");

      assertThat(dead.closeCode()).isEqualTo(4008);

      assertThat(alive.isOpen()).isTrue();
      alive.ok("conversations", Map.of());
    }
  }

  @Test
  void whoNeverSaysHelloIsClosed() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = TestClient.connect(ada.handshake("dm"))) {
      assertThat(client.nextEvent("bye").getInt("code")).isEqualTo(4008);
      assertThat(client.closeCode()).isEqualTo(4008);
    }
  }

  /**
   * Pongs are the server's own. On Payara they wait for the peer without a bound until the
   * connection is closed, and its TCP connection stays for as long as the peer likes.
   */
  @Test
  void peerThatPingsAndReadsNothingIsForgotten() throws IOException {
    Person ada = Person.signUp(base, "ada");
    long before = liveConnections();
    byte[] ping = RawWebSocket.frame(true, RawWebSocket.PING, new byte[125]);
    try (RawWebSocket client = RawWebSocket.connect(ada.handshake("dm"), SMALL_BUFFER)) {
      client.sendText("{\"type\":\"hello\"}");
      assertThat(client.nextFrame().text()).startsWith("[{\"type\":\"welcome\"");
      CompletableFuture<Void> pinging = CompletableFuture.runAsync(() -> pingOn(client, ping));

      Deadline.in(SILENCE.multipliedBy(4))
          .until("the connection is forgotten", () -> liveConnections() <= before);

      client.reset();
      Deadline.soon().get(pinging, "the end of the pings");
    }
  }

  @Test
  void peerThatVanishesIsForgotten() throws IOException {
    Person ada = Person.signUp(base, "ada");
    long before = liveConnections();
    try (RawWebSocket client = RawWebSocket.connect(ada.handshake("dm"))) {
      client.sendText("{\"type\":\"hello\"}");
      assertThat(client.nextFrame().text()).contains("welcome");

      client.reset();
    }

    Deadline.soon().until("the connection is forgotten", () -> liveConnections() <= before);
  }

  // The end of a login.

  @Test
  void signingOutClosesEveryConnectionOfTheLoginWithinASecond() {
    Person ada = Person.signUp(base, "ada");
    try (Windows windows = Windows.of(ada);
        TestClient otherLogin = ada.signInAgain().dm()) {
      ada.http().delete("api/login");

      windows.assertClosedWithinASecond();
      otherLogin.ok("conversations", Map.of());
    }
  }

  @Test
  void changedPasswordClosesEveryConnectionOfTheAccountWithinASecond() {
    Person ada = Person.signUp(base, "ada");
    try (Windows windows = Windows.of(ada);
        Windows otherWindows = Windows.of(ada.signInAgain())) {
      Http.Answer changed =
          ada.http()
              .put("api/me/password", Map.of("current", Person.PASSWORD, "new", "a new one, 2026"));

      assertThat(changed.status()).isEqualTo(204);
      windows.assertClosedWithinASecond();
      otherWindows.assertClosedWithinASecond();
    }
  }

  @Test
  void disabledAccountLosesItsConnectionsWithinASecond() {
    Person administrator = Person.administrator(base);
    Person ada = Person.signUp(base, "ada");
    try (Windows windows = Windows.of(ada)) {
      administrator.http().put("api/accounts/" + ada.id() + "/disabled", Map.of("disabled", true));

      windows.assertClosedWithinASecond();
    }
  }

  @Test
  void revokedLoginLosesItsConnectionsWithinASecond() {
    Person ada = Person.signUp(base, "ada");
    Person lostPhone = ada.signInAgain();
    String login = lostPhone.http().get("api/me").json().getString("login");
    try (Windows windows = Windows.of(lostPhone);
        TestClient own = ada.dm()) {
      ada.http().delete("api/me/logins/" + login);

      windows.assertClosedWithinASecond();
      own.ok("conversations", Map.of());
    }
  }

  // Interrupts, which containers send to the threads that they lend.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hearhear-dm-0-writer",
        "hearhear-dm-0-publisher",
        "hearhear-upvote-0-writer",
        "hearhear-upvote-0-publisher",
        "hearhear-reader",
        "hearhear-flusher",
        "hearhear-tallies",
        "hearhear-clock"
      })
  void interruptUnderLoadLosesNothingAndTheServerGoesOn(String thread) {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient reader = ben.dm().ignoringRest();
        TestClient watcher = ben.upvote().ignoringRest();
        Debugger debugger = Debugger.of(server)) {
      String item = post(watcher);
      Load messages = Load.messages(ada, ben);
      Load votes = Load.votes(ada, item);
      messages.start();
      votes.start();
      for (int i = 1; i <= 10; i++) {
        int most = 10 * i;
        Deadline.soon()
            .until(
                "the load goes on",
                () -> messages.acknowledgedCount() > most && votes.acknowledgedCount() > most / 2);
        assertThat(debugger.interrupt(thread)).isPositive();
        // A read that was interrupted may be refused for now, but is answered.
        JsonObject reply = reader.command("conversations", Map.of());
        assertThat(reply.getString("code", "unavailable")).isEqualTo("unavailable");
      }
      messages.stop();
      votes.stop();

      int count = messages.sent().size();
      List<JsonObject> received =
          IntStream.range(0, count).mapToObj(i -> reader.nextEvent("message")).toList();
      assertThat(received)
          .extracting(message -> message.getInt("seq"))
          .isEqualTo(IntStream.rangeClosed(1, count).boxed().toList());
      assertThat(received)
          .extracting(message -> message.getString("key"))
          .containsExactlyInAnyOrderElementsOf(messages.sent().keySet());
      assertThat(up(watcher, item)).isEqualTo(votes.sent().size() % 2);
      reader.ok("conversations", Map.of());
    }
  }

  private static void pingOn(RawWebSocket client, byte[] ping) {
    try {
      while (true) {
        client.sendBytes(ping);
      }
    } catch (IOException cutOff) {
      // As it ends in any case.
    }
  }

  private long liveConnections() {
    return Heap.liveObjects(server, "org.hearhear.live.Connection");
  }

  private static String post(TestClient client) {
    return client
        .ok("post", Map.of("board", "1", "title", "A bench", "key", Keys.next()))
        .getString("item");
  }

  private static int up(TestClient client, String item) {
    return client
        .ok("items", Map.of("board", "1", "limit", 1))
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(newest -> newest.getString("id").equals(item))
        .findFirst()
        .orElseThrow()
        .getInt("up");
  }

  /** Two connections to each endpoint with the same login. */
  private record Windows(List<TestClient> clients) implements AutoCloseable {
    static Windows of(Person person) {
      return new Windows(List.of(person.dm(), person.upvote(), person.dm(), person.upvote()));
    }

    void assertClosedWithinASecond() {
      Deadline second = Deadline.in(SIGNED_OUT_WITHIN);
      for (TestClient client : clients) {
        assertThat(client.nextEvent("bye").getInt("code")).isEqualTo(4501);
        assertThat(client.closeCode()).isEqualTo(4501);
      }
      assertThat(second.isPast()).as("later than %s", SIGNED_OUT_WITHIN).isFalse();
    }

    @Override
    public void close() {
      clients.forEach(TestClient::close);
    }
  }
}
