package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hearhear.wire.Json;
import org.hearhear.wire.Payload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for one client is bounded, in order, and framed as JSON. */
class OutboxTest {
  private static final int FRAME = 10_000;
  private static final Payload WELCOME = payload("welcome");

  @Test
  void emptyOutboxHasNoFrame() {
    assertThat(new Outbox(10, 1_000).takeFrame(FRAME)).isNull();
  }

  @Test
  void eventsKeepTheirOrder() {
    Outbox outbox = opened(10, 1_000);

    outbox.addEvent(payload("a"));
    outbox.addReply(payload("b"));
    outbox.addEvent(payload("c"));

    assertThat(types(outbox)).containsExactly("a", "b", "c");
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void eventsFromBeforeTheWelcomeComeBehindIt() {
    Outbox outbox = new Outbox(10, 1_000);

    outbox.addEvent(payload("early"));
    assertThat(outbox.isEmpty()).isTrue();
    outbox.open(WELCOME);
    outbox.addEvent(payload("late"));

    assertThat(types(outbox)).containsExactly("welcome", "early", "late");
  }

  @Test
  void repliesDoNotWaitForTheWelcome() {
    Outbox outbox = new Outbox(10, 1_000);

    outbox.addEvent(payload("early"));
    outbox.addReply(payload("error"));

    assertThat(types(outbox)).containsExactly("error");
  }

  @Test
  void statesFromBeforeTheWelcomeAreDropped() {
    Outbox outbox = new Outbox(10, 1_000);

    assertThat(outbox.putAll(List.of(new State("ping", payload("ping"))))).isTrue();
    outbox.open(WELCOME);

    assertThat(types(outbox)).containsExactly("welcome");
  }

  @Test
  void oneEventTooManyDoesNotFit() {
    Outbox outbox = opened(3, 1_000);

    assertThat(outbox.addEvent(payload("a"))).isTrue();
    assertThat(outbox.addReply(payload("b"))).isTrue();
    assertThat(outbox.addEvent(payload("c"))).isTrue();
    assertThat(outbox.addEvent(payload("d"))).isFalse();
    assertThat(outbox.addReply(payload("e"))).isFalse();
    assertThat(outbox.putAll(List.of(new State(1, payload("tally"))))).isTrue();

    assertThat(types(outbox)).containsExactly("a", "b", "c", "tally");
  }

  @Test
  void oneByteTooManyDoesNotFit() {
    int bytes = payload("a").bytes();
    Outbox outbox = opened(10, 3 * bytes);

    assertThat(outbox.addEvent(payload("a"))).isTrue();
    assertThat(outbox.addEvent(payload("b"))).isTrue();
    assertThat(outbox.addEvent(payload("cc"))).isFalse();
    assertThat(outbox.addEvent(payload("c"))).isTrue();
  }

  @Test
  void eventsFromBeforeTheWelcomeCountToo() {
    Outbox outbox = new Outbox(2, 1_000);

    assertThat(outbox.addEvent(payload("a"))).isTrue();
    assertThat(outbox.addEvent(payload("b"))).isTrue();
    assertThat(outbox.addEvent(payload("c"))).isFalse();
    assertThat(outbox.open(WELCOME)).isFalse();
  }

  @Test
  void whatWasTakenMakesRoom() {
    Outbox outbox = opened(1, payload("a").bytes());
    for (int round = 0; round < 100; round++) {
      assertThat(outbox.addEvent(payload("a"))).isTrue();
      assertThat(types(outbox)).containsExactly("a");
    }
  }

  @Test
  void newestStateReplacesTheOlder() {
    Outbox outbox = opened(2, 1_000);

    outbox.putAll(List.of(new State("item 1", payload("old")), new State("item 2", payload("b"))));
    assertThat(outbox.putAll(List.of(new State("item 1", payload("newer"))))).isTrue();

    assertThat(types(outbox)).containsExactly("newer", "b");
  }

  @Test
  void replacedStateGivesItsBytesBack() {
    Outbox outbox = opened(10, 2 * payload("a").bytes());
    for (int round = 0; round < 100; round++) {
      assertThat(outbox.putAll(List.of(new State("item", payload("a"))))).isTrue();
    }

    assertThat(outbox.addEvent(payload("b"))).isTrue();
    assertThat(outbox.addEvent(payload("c"))).isFalse();
  }

  @Test
  void eventsGoBeforeState() {
    Outbox outbox = opened(10, 1_000);

    outbox.putAll(List.of(new State("item", payload("tally"))));
    outbox.addReply(payload("ok"));

    assertThat(types(outbox)).containsExactly("ok", "tally");
  }

  @Test
  void frameTakesNoMoreThanItsLimit() {
    Outbox outbox = opened(100, 100_000);
    for (int i = 0; i < 10; i++) {
      outbox.addEvent(payload("event" + i));
      outbox.putAll(List.of(new State(i, payload("state" + i))));
    }
    int limit = 3 * (payload("event0").bytes() + 1) + 1;

    List<String> all = new ArrayList<>();
    for (@Nullable String frame = outbox.takeFrame(limit);
        frame != null;
        frame = outbox.takeFrame(limit)) {
      assertThat(frame.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(limit);
      List<String> types = types(frame);
      assertThat(types).hasSizeBetween(1, 3);
      all.addAll(types);
    }

    assertThat(all)
        .containsExactly(
            "event0", "event1", "event2", "event3", "event4", "event5", "event6", "event7",
            "event8", "event9", "state0", "state1", "state2", "state3", "state4", "state5",
            "state6", "state7", "state8", "state9");
  }

  @Test
  void eventLargerThanAFrameGoesAlone() {
    Outbox outbox = opened(10, 10_000);
    outbox.addEvent(payload("x".repeat(500)));
    outbox.addEvent(payload("b"));

    assertThat(types(outbox.takeFrame(100))).containsExactly("x".repeat(500));
    assertThat(types(outbox.takeFrame(100))).containsExactly("b");
  }

  @Test
  void closedOutboxForgetsWhatWaitsAndSaysItsLastWord() {
    Outbox outbox = opened(10, 1_000);
    outbox.addEvent(payload("a"));
    outbox.putAll(List.of(new State("item", payload("b"))));

    outbox.close(payload("bye"));

    assertThat(types(outbox)).containsExactly("bye");
  }

  @Test
  void closedOutboxSwallowsWhatComesLater() {
    Outbox outbox = opened(1, 1_000);
    outbox.discard();

    assertThat(outbox.addEvent(payload("a"))).isTrue();
    assertThat(outbox.addReply(payload("b"))).isTrue();
    assertThat(outbox.putAll(List.of(new State("item", payload("c"))))).isTrue();
    assertThat(outbox.open(WELCOME)).isTrue();

    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.takeFrame(FRAME)).isNull();
  }

  @Test
  void lastWordIsSaidOnce() {
    Outbox outbox = opened(10, 1_000);
    outbox.close(payload("bye"));
    assertThat(types(outbox)).containsExactly("bye");

    outbox.close(payload("again"));

    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void everyFrameIsJsonWhateverIsMixed() {
    Random random = new Random(3);
    Outbox outbox = opened(50, 5_000);
    for (int round = 0; round < 2_000; round++) {
      Payload payload = payload("é\ud83d\ude00\"".repeat(random.nextInt(9)));
      switch (random.nextInt(4)) {
        case 0 -> outbox.addDurable(round, payload);
        case 1 -> outbox.addReply(payload);
        case 2 -> outbox.putAll(List.of(new State(random.nextInt(5), payload)));
        default -> {
          String frame = outbox.takeFrame(300);
          if (frame != null) {
            assertThat(types(frame)).isNotEmpty();
          }
        }
      }
    }
  }

  // Durable events.

  @ParameterizedTest
  @ValueSource(longs = {1, 17, Long.MAX_VALUE})
  void positionIsWrittenBeforeTheEvent(long n) {
    Outbox outbox = opened(10, 1_000);

    outbox.addDurable(
        n, Payload.of("message", generator -> generator.write("text", "é\ud83d\ude00")));

    assertThat(outbox.takeFrame(FRAME))
        .isEqualTo("[{\"n\":" + n + ",\"type\":\"message\",\"text\":\"é\ud83d\ude00\"}]");
    assertThat(outbox.position()).isEqualTo(n);
  }

  @Test
  void whatTheClientHasIsNotSentAgain() {
    Outbox outbox = opened(10, 1_000);
    outbox.startAt(5);

    assertThat(outbox.addDurable(5, payload("old"))).isTrue();
    assertThat(outbox.addDurable(6, payload("new"))).isTrue();
    assertThat(outbox.addDurable(6, payload("new again"))).isTrue();

    assertThat(types(outbox)).containsExactly("new");
  }

  @Test
  void withoutRoomAllDurableEventsGoAndThePositionGoesBackBeforeThem() {
    Outbox outbox = opened(4, 1_000);
    outbox.startAt(5);
    outbox.addDurable(6, payload("sent"));
    assertThat(types(outbox)).containsExactly("sent");
    outbox.addDurable(7, payload("waits"));
    outbox.addReply(payload("ok"));
    outbox.addDurable(8, payload("waits"));
    outbox.addEvent(payload("item"));

    assertThat(outbox.addDurable(9, payload("too much"))).isFalse();

    assertThat(outbox.position()).isEqualTo(6);
    assertThat(types(outbox)).containsExactly("ok", "item");
  }

  @Test
  void bytesOfPositionsCount() {
    Payload event = payload("message");
    int bytes = event.bytes() + "{\"n\":10".length();
    Outbox outbox = opened(10, 2 * bytes);
    outbox.startAt(9);

    assertThat(outbox.addDurable(10, event)).isTrue();
    assertThat(outbox.addDurable(11, event)).isTrue();

    assertThat(outbox.addDurable(12, event)).isFalse();
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.addDurable(10, event)).isTrue();
    assertThat(outbox.addDurable(11, event)).isTrue();
  }

  @Test
  void passingEventIsDroppedWhenTheOutboxIsHalfFull() {
    Outbox outbox = opened(4, 1_000);
    assertThat(outbox.addPassing(payload("typing"))).isTrue();
    outbox.addReply(payload("ok"));

    assertThat(outbox.addPassing(payload("too late"))).isFalse();

    assertThat(types(outbox)).containsExactly("typing", "ok");
  }

  @Test
  void whatWaitsIsSentBeforeTheLastWordOfAFinish() {
    Outbox outbox = opened(10, 1_000);
    outbox.addReply(payload("ok"));
    outbox.putAll(List.of(new State(1, payload("tally"))));

    assertThat(outbox.finish(payload("bye"))).isTrue();
    outbox.addReply(payload("late"));

    assertThat(outbox.finish(payload("bye again"))).isFalse();
    assertThat(types(outbox)).containsExactly("ok", "tally", "bye");
  }

  @Test
  void whoIsSentAwayBeforeTheWelcomeIsNotWelcomedAfterwards() {
    Outbox outbox = new Outbox(10, 1_000);
    outbox.addEvent(payload("early"));
    outbox.finish(payload("bye"));

    assertThat(outbox.open(WELCOME)).isTrue();

    assertThat(types(outbox)).containsExactly("bye");
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void closeTakesTheWordFromAFinish() {
    Outbox outbox = opened(10, 1_000);
    outbox.addReply(payload("ok"));
    outbox.finish(payload("bye"));

    assertThat(outbox.close(payload("out"))).isTrue();

    assertThat(types(outbox)).containsExactly("out");
    assertThat(outbox.finish(payload("bye"))).isFalse();
    assertThat(outbox.isEmpty()).isTrue();
  }

  private static Outbox opened(int eventsMax, int bytesMax) {
    Outbox outbox = new Outbox(eventsMax, bytesMax);
    Payload small = new Payload("{\"type\":\"welcome\"}", 1);
    assertThat(outbox.open(small)).isTrue();
    assertThat(types(outbox)).containsExactly("welcome");
    return outbox;
  }

  private static Payload payload(String type) {
    return Payload.of(type, generator -> {});
  }

  private static List<String> types(Outbox outbox) {
    return types(outbox.takeFrame(FRAME));
  }

  private static List<String> types(@Nullable String frame) {
    assertThat(frame).isNotNull();
    List<String> types = new ArrayList<>();
    for (JsonValue object : Json.read(String.valueOf(frame)).asJsonArray()) {
      types.add(((JsonObject) object).getString("type"));
    }
    return types;
  }
}
