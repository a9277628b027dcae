package org.hearhear.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** An event is encoded once. */
class PayloadTest {

  @Test
  void typeComesFirst() {
    assertThat(Payload.of("ping", generator -> generator.write("a", 1)).json())
        .isEqualTo("{\"type\":\"ping\",\"a\":1}");
  }

  @Test
  void bytesAreThoseOfUtf8() {
    Payload event = Payload.of("message", generator -> generator.write("text", "é\ud83d\ude00"));

    assertThat(event.bytes()).isEqualTo(event.json().getBytes(StandardCharsets.UTF_8).length);
  }
}
