package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import java.util.function.Consumer;

/** What holds for every frame that the server sends, whatever the test. Stateless. */
final class FrameCheck {
  /** Every {@link TestClient} runs this on each received frame. */
  static final Consumer<String> ON_EVERY_FRAME = FrameCheck::isArrayOfTypedObjects;

  private FrameCheck() {}

  private static void isArrayOfTypedObjects(String frame) {
    JsonArray objects = Mailbox.parse(frame);
    assertThat(objects).as("a frame's objects").isNotEmpty();
    assertThat(objects)
        .allSatisfy(object -> assertThat(object.asJsonObject().getString("type")).isNotEmpty());
  }
}
