package org.hearhear.dm.message;

import java.time.DateTimeException;
import java.time.Instant;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Refusal;

/** Where a page of a search ended; opaque to clients. */
public record SearchCursor(Instant at, ConversationId conversation, long seq) {
  private static final int PARTS = 3;

  /** Before everything: later than what a database can hold would not compare. */
  public static final SearchCursor START =
      new SearchCursor(
          Instant.parse("9999-01-01T00:00:00Z"),
          new ConversationId(Long.MAX_VALUE),
          Long.MAX_VALUE);

  public static SearchCursor of(Message message) {
    return new SearchCursor(message.sentAt(), message.conversation(), message.seq());
  }

  public static SearchCursor parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length == PARTS) {
      try {
        return new SearchCursor(
            Instant.ofEpochMilli(Long.parseLong(parts[0])),
            ConversationId.parse(parts[1]),
            Long.parseLong(parts[2]));
      } catch (NumberFormatException | DateTimeException notACursor) {
        // Answered below.
      }
    }
    throw Refusal.badRequest("'before' must be the 'next' of the page before.");
  }

  @Override
  public String toString() {
    return at.toEpochMilli() + "." + conversation + "." + seq;
  }
}
