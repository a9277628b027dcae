package org.hearhear.dm;

import java.util.Optional;
import org.hearhear.config.Settings;
import org.hearhear.wire.Fields;

/** {@code conversations}: a page of one's conversations, the last active first. */
record ConversationsCommand(Optional<ConversationCursor> before, int limit) {

  static ConversationsCommand read(Fields fields, Settings settings) {
    return new ConversationsCommand(
        fields.findString("before").map(ConversationCursor::parse),
        fields.pageLimit(settings.get(Settings.PAGE_ROWS)));
  }
}
