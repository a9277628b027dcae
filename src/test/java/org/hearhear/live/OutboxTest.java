package org.hearhear.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.hearhear.wire.Json;
import org.hearhear.wire.Payload;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final int FRAME = 32_768;

  @Test
  void everythingThatWaitsIsOneFrameInOrder() {
    Outbox outbox = opened(10, 10_000);

    outbox.addEvent(event("a"));
    outbox.addReply(event("b"));
    outbox.addEvent(event("c"));

    assertThat(outbox.takeFrame(FRAME))
        .isEqualTo("[{\"type\":\"a\"},{\"type\":\"b\"},{\"type\":\"c\"}]");
    assertThat(outbox.takeFrame(FRAME)).isNull();
  }

  @Test
  void eventsFromBeforeTheWelcomeFollowIt() {
    Outbox outbox = new Outbox(10, 10_000);

    outbox.addEvent(event("early"));
    outbox.addReply(event("error"));
    assertThat(outbox.takeFrame(FRAME)).isEqualTo("[{\"type\":\"error\"}]");
    outbox.open(event("welcome"));

    assertThat(outbox.takeFrame(FRAME)).isEqualTo("[{\"type\":\"welcome\"},{\"type\":\"early\"}]");
  }

  @Test
  void eventBeyondTheNumberThatMayWaitDoesNotFit() {
    Outbox outbox = opened(2, 10_000);

    assertThat(outbox.addEvent(event("a"))).isTrue();
    assertThat(outbox.addEvent(event("b"))).isTrue();
    assertThat(outbox.addEvent(event("c"))).isFalse();
    assertThat(outbox.putAll(List.of(new State("key", event("d"))))).isFalse();
  }

  @Test
  void eventBeyondTheBytesThatMayWaitDoesNotFitUntilSomeAreTaken() {
    Outbox outbox = opened(100, 30);

    assertThat(outbox.addEvent(event("12345"))).isTrue();
    assertThat(outbox.addEvent(event("67890"))).isFalse();
    outbox.takeFrame(FRAME);

    assertThat(outbox.addEvent(event("67890"))).isTrue();
  }

  @Test
  void onlyTheNewestStateOfAKeyWaits() {
    Outbox outbox = opened(10, 10_000);

    outbox.putAll(List.of(new State("x", event("old")), new State("y", event("other"))));
    outbox.putAll(List.of(new State("x", event("new"))));

    assertThat(outbox.takeFrame(FRAME)).isEqualTo("[{\"type\":\"new\"},{\"type\":\"other\"}]");
  }

  @Test
  void eventsGoBeforeStates() {
    Outbox outbox = opened(10, 10_000);

    outbox.putAll(List.of(new State("x", event("state"))));
    outbox.addReply(event("reply"));

    assertThat(outbox.takeFrame(FRAME)).isEqualTo("[{\"type\":\"reply\"},{\"type\":\"state\"}]");
  }

  @Test
  void frameTakesNoMoreThanItHoldsButAtLeastOneEvent() {
    Outbox outbox = opened(10, 10_000);
    IntStream.range(0, 3).forEach(i -> outbox.addEvent(event("event" + i)));

    assertThat(outbox.takeFrame(40)).isEqualTo("[{\"type\":\"event0\"},{\"type\":\"event1\"}]");
    assertThat(outbox.takeFrame(1)).isEqualTo("[{\"type\":\"event2\"}]");
  }

  @Test
  void closedOutboxHoldsItsLastWordOnly() {
    Outbox outbox = opened(10, 10_000);
    outbox.addEvent(event("a"));

    outbox.close(event("bye"));
    outbox.addEvent(event("late"));

    assertThat(outbox.takeFrame(FRAME)).isEqualTo("[{\"type\":\"bye\"}]");
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void framesOfManyStatesAndEventsAreJson() {
    Outbox outbox = opened(1_000, 100_000);
    IntStream.range(0, 50).forEach(i -> outbox.addEvent(event("e" + i)));
    IntStream.range(0, 50).forEach(i -> outbox.putAll(List.of(new State(i, event("s" + i)))));

    int taken = 0;
    for (String frame = outbox.takeFrame(100); frame != null; frame = outbox.takeFrame(100)) {
      assertThat(frame.length()).isLessThanOrEqualTo(100);
      taken += Json.read(frame).asJsonArray().size();
    }

    assertThat(taken).isEqualTo(100);
  }

  private static Outbox opened(int eventsMax, int bytesMax) {
    Outbox outbox = new Outbox(eventsMax, bytesMax);
    outbox.open(event("welcome"));
    outbox.takeFrame(FRAME);
    return outbox;
  }

  private static Payload event(String type) {
    return Payload.of(type, generator -> {});
  }
}
