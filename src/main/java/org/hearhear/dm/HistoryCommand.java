package org.hearhear.dm;

import java.util.OptionalLong;
import org.hearhear.config.Settings;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Refusal;

/** {@code history}: a page of messages: the newest, those before a seq, or those after one. */
record HistoryCommand(
    ConversationId conversation, OptionalLong before, OptionalLong after, int limit) {

  static HistoryCommand read(Fields fields, Settings settings) {
    OptionalLong before = fields.findInteger("before", 1, Long.MAX_VALUE);
    OptionalLong after = fields.findInteger("after", 0, Long.MAX_VALUE);
    if (before.isPresent() && after.isPresent()) {
      throw Refusal.badRequest("Give 'before' or 'after', not both.");
    }
    return new HistoryCommand(
        fields.id("conversation", ConversationId::parse),
        before,
        after,
        fields.pageLimit(settings.get(Settings.PAGE_ROWS)));
  }
}
