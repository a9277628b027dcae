package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is here and who types, told to those who may know it, on one server. */
@OnEverySharedServer
class PresenceIT {
  /** Longer than a page takes to come back, shorter than the server waits for it. */
  private static final Duration RELOAD = Duration.ofSeconds(2);

  private static final int WATCHED_MAX = 500;

  private final URI base;

  PresenceIT(Deployment deployment) {
    this.base = deployment.baseUri();
  }

  // Presence.

  @Test
  void watcherIsToldWhoComesAndGoes() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient watcher = ada.dm()) {
      assertThat(watch(watcher, ben.id()))
          .containsExactly(Json.createObjectBuilder(seen(ben, "offline")).build());

      try (TestClient watched = ben.dm()) {
        assertThat(watcher.nextEvent("presence")).isEqualTo(event(ben, "online"));
        assertThat(watched.isOpen()).isTrue();
      }
      JsonObject gone = watcher.nextEvent("presence");

      assertThat(gone.getString("state")).isEqualTo("offline");
      assertThat(gone).containsKey("lastSeen");
      JsonObject again = watch(watcher, ben.id()).get(0);
      assertThat(again.getString("lastSeen")).isEqualTo(gone.getString("lastSeen"));
    }
  }

  @Test
  void tabsAreSeenAsOneAndAChoiceHoldsForAll() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient watcher = ada.dm();
        TestClient one = ben.dm().ignoringRest();
        TestClient other = ben.dm()) {
      watch(watcher, ben.id());
      awaitState(watcher, ben, "online");

      one.ok("status", Map.of("state", "away"));
      other.ok("status", Map.of("state", "away"));
      assertThat(watcher.nextEvent("presence")).isEqualTo(event(ben, "away"));
      assertThat(one.ok("status", Map.of("state", "dnd")).getString("state")).isEqualTo("dnd");
      assertThat(watcher.nextEvent("presence")).isEqualTo(event(ben, "dnd"));

      assertThat(other.nextEvent("status").getString("state")).isEqualTo("dnd");
      assertThat(other.ok("status", Map.of()).getString("state")).isEqualTo("dnd");
      one.ok("status", Map.of("state", "online"));
      assertThat(other.nextEvent("status").getString("state")).isEqualTo("online");
      assertThat(watcher.nextEvent("presence")).isEqualTo(event(ben, "online"));
    }
  }

  @Test
  void pageThatIsLoadedAgainIsNoEvent() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient watcher = ada.dm()) {
      watch(watcher, ben.id());
      try (TestClient page = ben.dm()) {
        assertThat(watcher.nextEvent("presence")).isEqualTo(event(ben, "online"));
        assertThat(page.isOpen()).isTrue();
      }
      Deadline.in(RELOAD).pass();
      try (TestClient page = ben.dm().ignoringRest()) {
        page.ok("status", Map.of("state", "dnd"));

        assertThat(watcher.nextEvent("presence")).isEqualTo(event(ben, "dnd"));
      }
      watcher.ignoringRest();
    }
  }

  @Test
  void invisibleLooksLikeOffline() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    Person carl = Person.signUp(base, "carl");
    try (TestClient watcher = ada.dm();
        TestClient hides = carl.dm().ignoringRest()) {
      try (TestClient leaves = ben.dm()) {
        watch(watcher, ben.id(), carl.id());
        awaitState(watcher, ben, "online");
        awaitState(watcher, carl, "online");
        leaves.ignoringRest();
      }
      watcher.unread();
      JsonObject left = watcher.nextEvent("presence");
      hides.ok("status", Map.of("state", "invisible"));
      JsonObject hidden = watcher.nextEvent("presence");

      assertThat(hidden.getString("account")).isEqualTo(carl.id());
      assertThat(alike(hidden)).isEqualTo(alike(left));
      List<JsonObject> seen = watch(watcher, ben.id(), carl.id());
      assertThat(alike(seen.get(1))).isEqualTo(alike(seen.get(0)));
      try (TestClient further = carl.dm()) {
        further.ok("status", Map.of());
        assertThat(watch(watcher, ben.id(), carl.id())).isEqualTo(seen);
      }
    }
  }

  @Test
  void nobodyIsOffline() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient watcher = ada.dm()) {
      assertThat(watch(watcher, "999999999").get(0).toString())
          .isEqualTo("{\"account\":\"999999999\",\"state\":\"offline\"}");
    }
  }

  @Test
  void whoWatchesTooManyIsToldSo() {
    Person ada = Person.signUp(base, "ada");
    String[] most =
        IntStream.range(0, WATCHED_MAX)
            .mapToObj(i -> Integer.toString(900_000_000 + i))
            .toArray(String[]::new);
    try (TestClient watcher = ada.dm()) {
      assertThat(watch(watcher, most)).hasSize(WATCHED_MAX);
      assertThat(watcher.refusal("watch", people("999999999"))).isEqualTo("quota");
      watcher.ok("unwatch", people(most[0]));
      assertThat(watch(watcher, "999999999")).hasSize(1);
    }
  }

  @Test
  void badCommandsAreBadRequests() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = ada.dm()) {
      for (String command : List.of("watch", "unwatch")) {
        assertThat(client.refusal(command, Map.of())).isEqualTo("bad_request");
        assertThat(client.refusal(command, people())).isEqualTo("bad_request");
        assertThat(client.refusal(command, people("x"))).isEqualTo("bad_request");
        assertThat(client.refusal(command, Map.of("people", 1))).isEqualTo("bad_request");
      }
      assertThat(client.refusal("status", Map.of("state", "offline"))).isEqualTo("bad_request");
      assertThat(client.refusal("typing", Map.of())).isEqualTo("bad_request");
      assertThat(client.refusal("typing", Map.of("conversation", "1", "on", "no")))
          .isEqualTo("bad_request");
    }
  }

  @Test
  void upvotingIsNotBeingHere() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    Person carl = Person.signUp(base, "carl");
    try (TestClient watcher = ada.dm();
        TestClient voter = ben.upvote()) {
      watch(watcher, ben.id(), carl.id());
      try (TestClient later = carl.dm()) {
        assertThat(watcher.nextEvent("presence")).isEqualTo(event(carl, "online"));
        assertThat(later.isOpen() && voter.isOpen()).isTrue();
      }
      assertThat(watch(watcher, ben.id()).get(0).getString("state")).isEqualTo("offline");
      watcher.ignoringRest();
    }
  }

  // Typing.

  @Test
  void typingReachesTheOtherMembersOnly() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    Person carl = Person.signUp(base, "carl");
    try (TestClient from = ada.dm().ignoringRest();
        TestClient own = ada.dm().ignoringRest();
        TestClient to = ben.dm().ignoringRest();
        TestClient third = carl.dm()) {
      String conversation = talk(from, ben);

      from.ok("typing", Map.of("conversation", conversation));
      from.ok("typing", Map.of("conversation", conversation, "on", false));
      talk(from, ben);

      JsonObject typing = to.nextEvent("typing");
      assertThat(typing.getString("conversation")).isEqualTo(conversation);
      assertThat(typing.getString("account")).isEqualTo(ada.id());
      assertThat(typing).doesNotContainKey("on");
      assertThat(to.nextEvent("typing").getBoolean("on")).isFalse();
      for (String there : List.of(conversation, "999999999")) {
        assertThat(third.refusal("typing", Map.of("conversation", there))).isEqualTo("not_found");
      }
      own.nextEvent("message");
      own.nextEvent("message");
      assertThat(own.unread()).noneMatch(PresenceIT::isTyping);
      assertThat(from.unread()).noneMatch(PresenceIT::isTyping);
    }
  }

  @Test
  void typingIsToldOnceASecondAndAnsweredAlways() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient from = ada.dm().ignoringRest();
        TestClient to = ben.dm().ignoringRest()) {
      String conversation = talk(from, ben);
      long begin = System.nanoTime();
      int asked = 30;
      for (int i = 0; i < asked; i++) {
        from.ok("typing", Map.of("conversation", conversation));
      }
      talk(from, ben);
      to.nextEvent("message");
      to.nextEvent("message");
      long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();

      assertThat(to.unread().stream().filter(PresenceIT::isTyping).count())
          .isBetween(1L, Math.min(asked, seconds + 1));
    }
  }

  @Test
  void invisiblePeopleAreNotSeenTyping() {
    Person ada = Person.signUp(base, "ada");
    Person ben = Person.signUp(base, "ben");
    try (TestClient from = ada.dm().ignoringRest();
        TestClient to = ben.dm().ignoringRest()) {
      String conversation = talk(from, ben);
      from.ok("status", Map.of("state", "invisible"));

      from.ok("typing", Map.of("conversation", conversation));
      talk(from, ben);

      to.nextEvent("message");
      to.nextEvent("message");
      assertThat(to.unread()).noneMatch(PresenceIT::isTyping);
    }
  }

  @Test
  void welcomeSaysHowLongToShowTyping() {
    Person ada = Person.signUp(base, "ada");
    try (TestClient client = TestClient.connect(ada.handshake("dm"))) {
      JsonObject limits = client.hello().getJsonObject("limits");

      assertThat(limits.getInt("typing")).isEqualTo(6_000);
      assertThat(limits.getInt("watchedPeople")).isEqualTo(WATCHED_MAX);
    }
  }

  private static boolean isTyping(JsonObject object) {
    return object.getString("type").equals("typing");
  }

  /** Writes a message and returns its conversation. */
  private static String talk(TestClient from, Person to) {
    return from.ok("send", Map.of("to", to.id(), "text", "Hello!", "key", Keys.next()))
        .getString("conversation");
  }

  /** Who came a moment ago is here by the next round. */
  private static void awaitState(TestClient watcher, Person person, String state) {
    Deadline.soon()
        .until(
            person.name() + " is " + state,
            () -> watch(watcher, person.id()).get(0).getString("state").equals(state));
    watcher.unread();
  }

  private static List<JsonObject> watch(TestClient watcher, String... ids) {
    return watcher.ok("watch", people(ids)).getJsonArray("presence").getValuesAs(JsonObject.class);
  }

  private static Map<String, JsonArray> people(String... ids) {
    JsonArrayBuilder people = Json.createArrayBuilder();
    for (String id : ids) {
      people.add(id);
    }
    return Map.of("people", people.build());
  }

  private static Map<String, Object> seen(Person person, String state) {
    return Map.of("account", person.id(), "state", state);
  }

  private static JsonObject event(Person person, String state) {
    return Json.createObjectBuilder(seen(person, state)).add("type", "presence").build();
  }

  /** Its text without whose it is, and with another time. */
  private static String alike(JsonObject seen) {
    return seen.toString()
        .replaceAll("\"account\":\"[0-9]+\",", "")
        .replaceAll("[0-9-]{10}T[0-9:.]+Z", "then");
  }
}
