package org.hearhear.dm.conversation;

import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Refusal;

/** Where a page of conversations ended; opaque to clients. */
public record ConversationCursor(long activity, ConversationId id) {

  public static ConversationCursor parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw Refusal.badRequest("'before' must be the 'next' of the page before.");
    }
    return new ConversationCursor(
        ConversationId.parse(text.substring(0, dot)).value(),
        ConversationId.parse(text.substring(dot + 1)));
  }

  @Override
  public String toString() {
    return activity + "." + id;
  }
}
