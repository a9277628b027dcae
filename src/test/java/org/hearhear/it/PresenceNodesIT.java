package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, between which no hint travels: who is on either is seen on both. */
class PresenceNodesIT {
  /** The lease of a node, and the comparison after it. */
  private static final Duration GONE_WITHIN = Duration.ofSeconds(20);

  @Test
  void peopleOfAKilledNodeAreGoneAndThoseOfAStoppedOneAtOnce() {
    ServerOptions options =
        ServerOptions.at("/")
            .withoutRatesForPeople()
            .settings(Postgres.shared().freshDatabase().settings());
    try (Server payara = ServerKind.PAYARA_MICRO.start(options);
        Server wildfly = ServerKind.WILDFLY.start(options)) {
      Person ada = Person.signUp(payara.baseUri("/"), "ada");
      Person ben = Person.signUp(wildfly.baseUri("/"), "ben");
      try (TestClient watcher = ada.dm().ignoringRest();
          TestClient asking = ada.dm().ignoringRest()) {
        watcher.ok("watch", Map.of("people", Json.createArrayBuilder().add(ben.id()).build()));
        TestClient unlucky = ben.dm().ignoringRest();
        assertThat(state(watcher)).isEqualTo("online");

        wildfly.kill9();
        Deadline gone = Deadline.in(GONE_WITHIN);
        unlucky.close();
        gone.until("the people of the killed node are offline", () -> isOffline(asking, ben));
        assertThat(state(watcher)).isEqualTo("offline");

        wildfly.restart();
        TestClient lucky = ben.dm().ignoringRest();
        assertThat(state(watcher)).isEqualTo("online");
        wildfly.stop();
        lucky.close();
        assertThat(isOffline(asking, ben)).as("its rows are gone with it").isTrue();
      }
    }
  }

  /** What the next event says; it comes with a comparison. */
  private static String state(TestClient watcher) {
    return watcher.nextEvent("presence").getString("state");
  }

  private static boolean isOffline(TestClient asking, Person person) {
    JsonObject seen =
        asking
            .ok("watch", Map.of("people", Json.createArrayBuilder().add(person.id()).build()))
            .getJsonArray("presence")
            .getJsonObject(0);
    return seen.getString("state").equals("offline");
  }
}
