package org.hearhear.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event is encoded once, and its position is written before it. */
class PayloadTest {

  @Test
  void typeComesFirst() {
    assertThat(Payload.of("ping", generator -> generator.write("a", 1)).json())
        .isEqualTo("{\"type\":\"ping\",\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 17, Long.MAX_VALUE})
  void positionIsWrittenBeforeTheEvent(long n) {
    Payload event = Payload.of("message", generator -> generator.write("text", "é\ud83d\ude00"));

    Payload positioned = event.at(n);

    assertThat(positioned.json())
        .isEqualTo("{\"n\":" + n + ",\"type\":\"message\",\"text\":\"é\ud83d\ude00\"}");
    assertThat(positioned.bytes())
        .isEqualTo(positioned.json().getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void theEventItselfStaysWithoutPosition() {
    Payload event = Payload.of("message", generator -> {});

    event.at(1);

    assertThat(event.json()).isEqualTo("{\"type\":\"message\"}");
  }
}
