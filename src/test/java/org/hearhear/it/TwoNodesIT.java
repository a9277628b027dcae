package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one database, between which no hint travels: as if each one was lost. What the
 * database has reaches everybody all the same, and anybody is served by either node.
 */
class TwoNodesIT {
  private static final String COMPARISON_MILLIS = "500";

  @Test
  void whatOneNodeWritesReachesTheClientsOfTheOther() {
    Postgres.Database database = Postgres.shared().freshDatabase();
    ServerOptions options =
        ServerOptions.at("/")
            .settings(
                Map.of(
                    "HEARHEAR_DATABASE_URL", database.url(),
                    "HEARHEAR_DATABASE_USER", database.user(),
                    "HEARHEAR_DATABASE_PASSWORD", database.password(),
                    "HEARHEAR_COMPARISON", COMPARISON_MILLIS));
    try (Server payara = ServerKind.PAYARA_MICRO.start(options);
        Server wildfly = ServerKind.WILDFLY.start(options)) {
      URI here = payara.baseUri("/");
      URI there = wildfly.baseUri("/");
      Person ada = Person.signUp(here, "ada");
      Person ben = Person.signUp(there, "ben");
      assertMessagesArrive(ada, ben);
      assertVotesAndItemsArrive(there, ada, ben);
      assertClientsMayMove(there, ada, ben);
    }
  }

  private static void assertMessagesArrive(Person ada, Person ben) {
    try (TestClient sender = ada.dm().ignoringRest();
        TestClient receiver = ben.dm()) {
      for (String text : new String[] {"one", "two", "three"}) {
        send(sender, ben, text);
      }

      assertThat(receiver.nextEvent("conversation").getInt("n")).isEqualTo(1);
      for (int n = 2; n <= 4; n++) {
        assertThat(receiver.nextEvent("message").getInt("n")).isEqualTo(n);
      }
    }
  }

  private static void assertVotesAndItemsArrive(URI there, Person ada, Person ben) {
    try (TestClient voter = ada.upvote().ignoringRest();
        TestClient sameVoter =
            TestClient.connect(Handshake.to(there, "upvote").cookie(ada.cookie()));
        TestClient watcher = ben.upvote()) {
      sameVoter.hello();
      watcher.ok("subscribe", Map.of("board", "1"));
      String item =
          voter
              .ok("post", Map.of("board", "1", "title", "A bench", "key", Keys.next()))
              .getString("item");
      assertThat(watcher.nextEvent("item").getJsonObject("item").getString("id")).isEqualTo(item);
      Map<String, JsonArray> items =
          Map.of(
              "items",
              Json.createArrayBuilder().add(Json.createObjectBuilder().add("item", item)).build());
      watcher.ok("subscribe", items);
      sameVoter.ok("subscribe", items);
      JsonObject vote = voter.ok("vote", Map.of("item", item, "value", 1, "key", Keys.next()));

      JsonObject mine = sameVoter.nextEvent("mine");

      assertThat(mine.getInt("value")).isEqualTo(1);
      assertThat(mine.getInt("rev")).isEqualTo(vote.getInt("rev"));
      for (TestClient client : new TestClient[] {watcher, sameVoter}) {
        JsonObject tally = client.nextEvent("tally");
        assertThat(tally.getInt("up")).isEqualTo(1);
        assertThat(tally.getInt("rev")).isEqualTo(vote.getInt("rev"));
      }
    }
  }

  /** A cookie and a position are good on every node. */
  private static void assertClientsMayMove(URI there, Person ada, Person ben) {
    JsonObject welcome;
    try (TestClient client = TestClient.connect(ada.handshake("dm"))) {
      welcome = client.hello();
    }
    try (TestClient sender = ben.dm().ignoringRest();
        TestClient moved = TestClient.connect(Handshake.to(there, "dm").cookie(ada.cookie()))) {
      send(sender, ada, "where are you?");

      moved.sendText(
          "{\"type\":\"hello\",\"resume\":{\"epoch\":\"%s\",\"n\":%d}}"
              .formatted(welcome.getString("epoch"), welcome.getInt("n")));

      assertThat(moved.nextEvent("welcome").getBoolean("resumed")).isTrue();
      assertThat(moved.nextEvent("message").getString("text")).isEqualTo("where are you?");
      assertThat(moved.nextEvent("live")).isNotNull();
    }
  }

  private static void send(TestClient client, Person to, String text) {
    client.ok("send", Map.of("to", to.id(), "text", text, "key", Keys.next()));
  }
}
