package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hearhear.it.Http.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** An operator takes a node out of service: everybody is told, and nobody comes in. */
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEveryServer.Source.class)
class DrainIT {
  private static final String TOKEN = "a token of the operator";
  private static final int PEOPLE = 4;
  private static final int CONNECTIONS_EACH = 5;
  private static final Duration DRAIN_TIME = Duration.ofSeconds(3);
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(10);
  private static final int SMALL_BUFFER_BYTES = 4_096;
  private static final int LONG_MESSAGES = 50;
  private static final String LONG_TEXT = "x".repeat(8_000);

  private static final Postgres.Database DATABASE = Postgres.shared().freshDatabase();
  private static final OwnServers SERVERS =
      new OwnServers(
          ServerOptions.at("/")
              .settings(DATABASE.settings())
              .settings(
                  Map.of(
                      "HEARHEAR_OPS_TOKEN",
                      TOKEN,
                      "HEARHEAR_DRAIN_TIME",
                      Long.toString(DRAIN_TIME.toMillis()),
                      "HEARHEAR_WINDOW_BYTES",
                      "65536")));

  private final URI base;
  private final Http anybody;
  private final Http operator;

  DrainIT(ServerKind kind) {
    base = SERVERS.get(kind).baseUri("/");
    anybody = new Http(base);
    operator = anybody.header("Authorization", "Bearer " + TOKEN);
  }

  @AfterParameterizedClassInvocation
  static void stopServer(ServerKind kind) {
    SERVERS.stop(kind);
  }

  @AfterEach
  void takeBackIn() {
    assertThat(operator.delete("ops/drain").status()).isEqualTo(204);
    assertThat(anybody.get("ops/ready").status()).isEqualTo(200);
  }

  @Test
  void drainSendsEverybodyAwayAtTimesOfTheirOwnAndTakesNobodyIn() {
    List<Person> people = new ArrayList<>();
    List<TestClient> clients = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      Person person = Person.signUp(base, "person");
      people.add(person);
      for (int j = 0; j < CONNECTIONS_EACH; j++) {
        clients.add(j % 2 == 0 ? person.dm() : person.upvote());
      }
    }
    assertThat(anybody.get("ops/ready").status()).isEqualTo(200);

    Answer drained = operator.send("POST", "ops/drain", null);

    assertThat(drained.status()).as("%s", drained).isEqualTo(200);
    assertThat(drained.json().getInt("closed")).isEqualTo(PEOPLE * CONNECTIONS_EACH);
    assertThat(drained.json().getInt("left")).isZero();
    Set<Integer> times = new HashSet<>();
    for (TestClient client : clients) {
      JsonObject bye = client.nextEvent("bye");
      assertThat(bye.getInt("code")).isEqualTo(4100);
      assertThat(bye.getInt("reconnectAfter")).isBetween(0, 5_000);
      times.add(bye.getInt("reconnectAfter"));
      assertThat(client.closeCode()).isEqualTo(4100);
      client.close();
    }
    assertThat(times).hasSizeGreaterThan(PEOPLE * CONNECTIONS_EACH / 2);
    assertThat(anybody.get("ops/ready").status()).isEqualTo(503);
    assertThat(anybody.get("ops/live").status()).isEqualTo(200);
    Refused refused =
        catchThrowableOfType(
            Refused.class, () -> TestClient.connect(people.get(0).handshake("dm")));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).contains("5");

    takeBackIn();

    people.get(0).dm().close();
  }

  @Test
  void whoWaitsForAnAnswerGetsItBeforeTheGoodbye() throws SQLException {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    // Whether its own events still come is another matter: it gets them when it comes back.
    try (TestClient client = ada.dm().ignoringRest();
        Connection blocker = DATABASE.connect();
        Statement statement = blocker.createStatement();
        Connection observer = DATABASE.connect()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE message IN ACCESS EXCLUSIVE MODE");
      long underWay = client.ask("send", Map.of("to", ben.id(), "text", "hi", "key", Keys.next()));
      Deadline.soon().until("its write waits for the lock", () -> isWaitedFor(observer));
      CompletableFuture<Answer> drained =
          CompletableFuture.supplyAsync(() -> operator.send("POST", "ops/drain", null));
      Deadline.soon().until("the drain has begun", () -> anybody.get("ops/ready").status() == 503);

      blocker.rollback();

      assertThat(client.reply(underWay).getString("type")).isEqualTo("ok");
      assertThat(client.nextEvent("bye").getInt("code")).isEqualTo(4100);
      assertThat(client.closeCode()).isEqualTo(4100);
      assertThat(Deadline.soon().get(drained, "the drain").json().getInt("left")).isZero();
    }
  }

  private static boolean isWaitedFor(Connection observer) {
    try (Statement statement = observer.createStatement();
        ResultSet waiting =
            statement.executeQuery(
                "SELECT 1 FROM pg_locks WHERE relation = 'message'::regclass AND NOT granted")) {
      return waiting.next();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoDoesNotReadIsNotWaitedForLongerThanTheDrainMayTake() throws IOException {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient from = ada.dm().ignoringRest();
        RawWebSocket stalled = RawWebSocket.connect(ben.handshake("dm"), SMALL_BUFFER_BYTES)) {
      stalled.sendText("{\"type\":\"hello\"}");
      assertThat(stalled.nextFrame().text()).contains("welcome");
      for (int i = 0; i < LONG_MESSAGES; i++) {
        from.ok("send", Map.of("to", ben.id(), "text", LONG_TEXT, "key", Keys.next()));
      }
      long begin = System.nanoTime();

      Answer drained = operator.send("POST", "ops/drain", null);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(DRAIN_TIME, DRAINED_WITHIN);
      assertThat(drained.json().getInt("closed") + drained.json().getInt("left")).isEqualTo(2);
      assertThat(from.closeCode()).isEqualTo(4100);
    }
  }

  @Test
  void onlyTheOperatorDrains() {
    assertThat(anybody.send("POST", "ops/drain", null).status()).isEqualTo(401);
    assertThat(
            anybody
                .header("Authorization", "Bearer another token of mine")
                .send("POST", "ops/drain", null)
                .status())
        .isEqualTo(401);
    assertThat(anybody.delete("ops/drain").status()).isEqualTo(401);
    assertThat(anybody.get("ops/ready").status()).isEqualTo(200);
  }
}
