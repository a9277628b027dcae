package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hearhear.it.Http.Answer;

/** An operator takes a node out of service: everybody is told, and nobody comes in. */
class DrainIT {
  private static final String TOKEN = "a token of the operator";
  private static final int PEOPLE = 4;
  private static final int CONNECTIONS_EACH = 5;

  @OnEveryServer
  void drainSendsEverybodyAwayAtTimesOfTheirOwnAndTakesNobodyIn(ServerKind kind) {
    try (Server server = kind.start(ServerOptions.at("/").setting("HEARHEAR_OPS_TOKEN", TOKEN))) {
      URI base = server.baseUri("/");
      Http operator = new Http(base).header("Authorization", "Bearer " + TOKEN);
      List<Person> people = new ArrayList<>();
      List<TestClient> clients = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        Person person = Person.signUp(base, "person");
        people.add(person);
        for (int j = 0; j < CONNECTIONS_EACH; j++) {
          clients.add(j % 2 == 0 ? person.dm() : person.upvote());
        }
      }
      assertThat(new Http(base).get("ops/ready").status()).isEqualTo(200);

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

      assertThat(new Http(base).get("ops/ready").status()).isEqualTo(503);
      assertThat(new Http(base).get("ops/live").status()).isEqualTo(200);
      Refused refused =
          catchThrowableOfType(
              Refused.class, () -> TestClient.connect(people.get(0).handshake("dm")));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).contains("5");

      assertThat(operator.delete("ops/drain").status()).isEqualTo(204);
      assertThat(new Http(base).get("ops/ready").status()).isEqualTo(200);
      people.get(0).dm().close();
    }
  }

  @OnEveryServer
  void onlyTheOperatorDrains(ServerKind kind) {
    try (Server server = kind.start(ServerOptions.at("/").setting("HEARHEAR_OPS_TOKEN", TOKEN))) {
      URI base = server.baseUri("/");
      Http anybody = new Http(base);

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
}
