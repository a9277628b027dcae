package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client that comes back gets all that it has missed, or is told to start afresh. */
@OnEverySharedServer
class ResumeIT {
  private final URI base;

  ResumeIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  @Test
  void whoComesBackGetsWhatWasMissedInOrderAndThenWhatHappens() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    List<JsonObject> live = new ArrayList<>();
    JsonObject before;
    try (TestClient watching = ben.dm().ignoringRest();
        TestClient sender = ada.dm().ignoringRest()) {
      try (TestClient client = TestClient.connect(ben.handshake("dm"))) {
        before = client.hello();
      }
      for (int i = 1; i <= 250; i++) { // More than two pages.
        send(sender, ben, "message " + i);
      }
      IntStream.rangeClosed(1, 251).forEach(i -> live.add(durable(watching)));

      try (TestClient client = TestClient.connect(ben.handshake("dm"))) {
        JsonObject welcome = resume(client, before.getString("epoch"), 0);

        assertThat(welcome.getBoolean("resumed")).isTrue();
        assertThat(welcome.getInt("n")).isZero();
        List<JsonObject> replayed = new ArrayList<>();
        JsonObject next = client.next();
        while (!next.getString("type").equals("live")) {
          replayed.add(next);
          next = client.next();
        }
        assertThat(replayed).isEqualTo(live);
        send(sender, ben, "now");
        assertThat(client.nextEvent("message").getInt("n")).isEqualTo(252);
      }
    }
  }

  @Test
  void whoMissedNothingIsLiveAtOnce() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = TestClient.connect(ada.handshake("dm"))) {
      JsonObject first = client.hello();
      try (TestClient again = TestClient.connect(ada.handshake("dm"))) {
        assertThat(resume(again, first.getString("epoch"), first.getInt("n")).getBoolean("resumed"))
            .isTrue();
        assertThat(again.next().getString("type")).isEqualTo("live");
      }
    }
  }

  @Test
  void positionOfAnotherLifeOfTheDatabaseIsVoid() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = TestClient.connect(ada.handshake("dm"))) {
      JsonObject welcome = resume(client, UUID.randomUUID().toString(), 0);

      assertThat(welcome.getBoolean("resumed")).isFalse();
      assertThat(welcome.getInt("n")).isZero();
    }
  }

  @Test
  void acknowledgedMessagesAreToldToTheSenderAndKept() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient sender = ada.dm().ignoringRest();
        TestClient receiver = ben.dm().ignoringRest()) {
      String conversation = send(sender, ben, "one");
      send(sender, ben, "two");
      JsonObject one = receiver.nextEvent("message");
      receiver.nextEvent("message");

      receiver.ok("ack", Map.of("n", one.getInt("n")));
      JsonObject receipt = sender.nextEvent("receipt");
      receiver.ok("ack", Map.of("n", 1_000_000)); // As far as it was sent.
      JsonObject last = sender.nextEvent("receipt");

      assertThat(receipt.getString("conversation")).isEqualTo(conversation);
      assertThat(receipt.getString("account")).isEqualTo(ben.id());
      assertThat(receipt.getInt("delivered")).isEqualTo(1);
      assertThat(last.getInt("delivered")).isEqualTo(2);
      JsonObject history = sender.ok("history", Map.of("conversation", conversation));
      assertThat(history.getJsonArray("marks").getValuesAs(JsonObject.class))
          .extracting(mark -> mark.getString("account") + " " + mark.getInt("delivered"))
          .containsExactly(ada.id() + " 0", ben.id() + " 2");
      JsonObject listed =
          sender.ok("conversations", Map.of()).getJsonArray("conversations").getJsonObject(0);
      assertThat(listed.getInt("delivered")).isEqualTo(2);
    }
  }

  @Test
  void resumingAcknowledgesToo() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient sender = ada.dm().ignoringRest()) {
      send(sender, ben, "one");
      try (TestClient client = TestClient.connect(ben.handshake("dm")).ignoringRest()) {
        JsonObject welcome = client.hello();
        try (TestClient again = TestClient.connect(ben.handshake("dm")).ignoringRest()) {
          resume(again, welcome.getString("epoch"), welcome.getInt("n"));

          assertThat(sender.nextEvent("receipt").getInt("delivered")).isEqualTo(1);
        }
      }
    }
  }

  private static JsonObject resume(TestClient client, String epoch, long n) {
    client.sendText(
        "{\"type\":\"hello\",\"resume\":{\"epoch\":\"%s\",\"n\":%d}}".formatted(epoch, n));
    return client.nextEvent("welcome");
  }

  private static JsonObject durable(TestClient client) {
    JsonObject next = client.next();
    while (!next.containsKey("n") || next.getString("type").equals("welcome")) {
      next = client.next();
    }
    return next;
  }

  private static String send(TestClient client, Person to, String text) {
    return client
        .ok("send", Map.of("to", to.id(), "text", text, "key", Keys.next()))
        .getString("conversation");
  }
}
