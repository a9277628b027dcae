package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * What slow, hasty and hostile clients are held to, on a server whose limits are the defaults but
 * for the rate of messages, which has to stall a reader. On PostgreSQL, so that the memory of the
 * database is not the server's.
 */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEveryServer.Source.class)
class LimitsIT {
  private static final Logger LOG = System.getLogger(LimitsIT.class.getName());

  private static final int ADDRESS_BURST = 300;
  private static final int VOTE_BURST = 60;
  private static final int COMMAND_BURST = 120;
  private static final int UNDER_WAY_MAX = 64;
  private static final int FAR_ABOVE = 10;

  /**
   * More than threads write to sockets, and as many as one person may have beside a healthy one.
   */
  private static final int STALLED = 19;

  private static final int SMALL_BUFFER_BYTES = 4_096;
  private static final int LONG_MESSAGES = 120;
  private static final String LONG_TEXT = "\uD83D\uDE00".repeat(8_000);
  private static final long WINDOW_BYTES = 524_288;
  private static final long OUTBOX_BYTES = 1_048_576;
  private static final long FRAME_BYTES = 32_768;
  private static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(40);
  private static final long SLACK_BYTES = 6 * 1_048_576;

  private static final Postgres.Database DATABASE = Postgres.shared().freshDatabase();
  private static final OwnServers SERVERS =
      new OwnServers(
          ServerOptions.at("/")
              .settings(DATABASE.settings())
              .settings(
                  Map.of(
                      "HEARHEAR_TRUSTED_PROXIES", "127.0.0.0/8",
                      "HEARHEAR_LIMIT_MESSAGE_BURST", "1000000")));

  private final ServerKind kind;
  private final Server server;
  private final URI base;

  LimitsIT(ServerKind kind) {
    this.kind = kind;
    server = SERVERS.get(kind);
    base = server.baseUri("/");
  }

  @AfterParameterizedClassInvocation
  static void stopServer(ServerKind kind) {
    SERVERS.stop(kind);
  }

  @Test
  void stalledReadersHoldUpNobodyAndLeaveNothingBehind() throws IOException {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    List<RawWebSocket> stalled = new ArrayList<>();
    try (TestClient from = ada.dm().ignoringRest();
        TestClient healthy = ben.dm().ignoringRest()) {
      Runnable pour = () -> pour(from, healthy, ben);
      pour.run(); // The server has seen it all once before its memory is measured.
      long connections = liveConnections();
      long before = Heap.used(server).heap();
      for (int i = 0; i < STALLED; i++) {
        stalled.add(RawWebSocket.connect(ben.handshake("dm"), SMALL_BUFFER_BYTES));
        stalled.get(i).sendText("{\"type\":\"hello\"}");
        assertThat(stalled.get(i).nextFrame().text()).contains("welcome");
      }

      pour.run();

      long during = Heap.used(server).heap() - before;
      assertThat(liveConnections() - connections).as("stalled, and still there").isEqualTo(STALLED);
      assertThat(during)
          .isLessThan(STALLED * (WINDOW_BYTES + OUTBOX_BYTES + FRAME_BYTES) + SLACK_BYTES);
      Deadline.in(FORGOTTEN_WITHIN)
          .until("the stalled are forgotten", () -> liveConnections() <= connections);
      long after = Heap.used(server).heap() - before;
      LOG.log(
          Level.INFO,
          "{0}: {1} stalled readers cost {2} KiB of heap, and {3} KiB when they are forgotten",
          kind,
          STALLED,
          during / 1024,
          after / 1024);
      assertThat(after).isLessThan(SLACK_BYTES);
    } finally {
      for (RawWebSocket client : stalled) {
        client.close();
      }
    }
  }

  @Test
  void whoReadsOnInTimeHasMissedNothingAndIsNotSentAway() throws IOException {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient from = ada.dm().ignoringRest();
        TestClient healthy = ben.dm().ignoringRest();
        RawWebSocket stalled = RawWebSocket.connect(ben.handshake("dm"), SMALL_BUFFER_BYTES)) {
      stalled.sendText("{\"type\":\"hello\"}");
      assertThat(stalled.nextFrame().text()).contains("welcome");
      pour(from, healthy, ben); // More than may be under way to it and wait for it together.

      List<Integer> positions = positionsUntilLive(stalled);

      assertThat(positions)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 1 + LONG_MESSAGES).boxed().toList());
    }
  }

  /** Reads what was missed; {@code live} comes when that was all. */
  private static List<Integer> positionsUntilLive(RawWebSocket client) throws IOException {
    List<Integer> positions = new ArrayList<>();
    boolean live = false;
    while (!live) {
      RawWebSocket.Frame frame = client.nextFrame();
      if (frame.opcode() == RawWebSocket.PING) {
        client.sendPong(frame);
      } else {
        for (JsonObject event : Mailbox.parse(frame.text()).getValuesAs(JsonObject.class)) {
          live |= event.getString("type").equals("live");
          if (event.containsKey("n")) {
            positions.add(event.getInt("n"));
          }
        }
      }
    }
    return positions;
  }

  private static void pour(TestClient from, TestClient to, Person addressee) {
    for (int i = 0; i < LONG_MESSAGES; i++) {
      String key = Keys.next();
      from.ok("send", Map.of("to", addressee.id(), "text", LONG_TEXT, "key", key));
      assertThat(to.nextEvent("message").getString("key")).isEqualTo(key);
    }
  }

  @Test
  void commandsUnderWayAreLimitedAndThoseThatAreAreAnswered() throws SQLException {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm();
        Connection blocker = DATABASE.connect();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE conversation IN ACCESS EXCLUSIVE MODE");
      List<Long> underWay = new ArrayList<>();
      for (int i = 0; i < UNDER_WAY_MAX; i++) {
        underWay.add(client.ask("conversations", Map.of()));
      }

      assertThat(client.refusal("conversations", Map.of())).isEqualTo("rate_limited");

      blocker.rollback();
      for (long ref : underWay) {
        assertThat(client.reply(ref).getString("type")).isEqualTo("ok");
      }
    }
  }

  @Test
  void whoAsksTooFastIsToldWhenToGoOn() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm().ignoringRest()) {
      assertLimited(COMMAND_BURST, () -> client.command("conversations", Map.of()));
    }
  }

  @Test
  void whoVotesTooFastIsToldWhenToGoOn() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.upvote().ignoringRest()) {
      Map<String, String> bench = Map.of("board", "1", "title", "A bench", "key", Keys.next());
      String item = client.ok("post", bench).getString("item");

      assertLimited(
          VOTE_BURST,
          () -> client.command("vote", Map.of("item", item, "value", 1, "key", Keys.next())));
    }
  }

  private static void assertLimited(int burst, Supplier<JsonObject> command) {
    JsonObject reply = command.get();
    int taken = 0;
    while (reply.getString("type").equals("ok") && taken < FAR_ABOVE * burst) {
      taken++;
      reply = command.get();
    }
    assertThat(taken).isGreaterThanOrEqualTo(burst);
    assertThat(reply.getString("code")).isEqualTo("rate_limited");
    assertThat(reply.getInt("retryAfter")).isBetween(1, 1_000);
  }

  @Test
  void handshakesOfOneAddressAreLimitedAndThoseOfAnotherAreNot() {
    Handshake stranger = Handshake.to(base, "dm").header("X-Forwarded-For", "203.0.113.7");
    Refused refused = refusal(stranger);
    int answered = 0;
    while (refused.status() == 401 && answered < FAR_ABOVE * ADDRESS_BURST) {
      answered++;
      refused = refusal(stranger);
    }

    assertThat(answered).isGreaterThanOrEqualTo(ADDRESS_BURST);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).contains("1");
    assertThat(refusal(stranger.header("X-Forwarded-For", "203.0.113.8")).status()).isEqualTo(401);
  }

  private static Refused refusal(Handshake handshake) {
    return catchThrowableOfType(Refused.class, () -> TestClient.connect(handshake).close());
  }

  private long liveConnections() {
    return Heap.liveObjects(server, "org.hearhear.live.Connection");
  }
}
