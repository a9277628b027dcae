package org.hearhear.dm;

import java.util.List;
import java.util.Optional;
import org.hearhear.fanout.Position;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Refusal;

/** What came of a {@link MessageWrite}. */
sealed interface MessageResult {

  /**
   * It is stored, with its place in both members' logs.
   *
   * @param opened the event that tells of the conversation, where this is its first message
   */
  record Sent(Message message, List<Position> positions, Optional<Opened> opened)
      implements MessageResult {}

  /** The conversation's own event, with its place in both members' logs. */
  record Opened(Payload payload, List<Position> positions) {}

  /** It was stored before: the key had been used for the same. */
  record Repeated(Message message) implements MessageResult {}

  /** A rule forbids it; nothing is stored. */
  record Refused(Refusal refusal) implements MessageResult {}
}
