package org.hearhear.it;

import java.util.function.Consumer;
import org.hearhear.wire.ProtocolSchemas;

/** What holds for every frame that the server sends, whatever the test. Stateless. */
final class FrameCheck {
  private FrameCheck() {}

  /** Every {@link TestClient} runs this on each frame from {@code dm} or {@code upvote}. */
  static Consumer<String> onEveryFrameOf(String endpoint) {
    return frame -> ProtocolSchemas.validateServerFrame(endpoint, frame);
  }
}
