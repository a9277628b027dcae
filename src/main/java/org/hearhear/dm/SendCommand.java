package org.hearhear.dm;

import java.util.Optional;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Key;
import org.hearhear.wire.Refusal;

/** {@code send}: a message to a person, or into a conversation; exactly one of the two is named. */
record SendCommand(
    Key key, Optional<AccountId> to, Optional<ConversationId> conversation, String text) {

  static SendCommand read(Fields fields, Settings settings) {
    Optional<AccountId> to = fields.findId("to", AccountId::parse);
    Optional<ConversationId> conversation = fields.findId("conversation", ConversationId::parse);
    if (to.isPresent() == conversation.isPresent()) {
      throw Refusal.badRequest("Name either 'to' or 'conversation'.");
    }
    String text =
        fields.text(
            "text",
            settings.get(Settings.MESSAGE_CODE_POINTS),
            settings.get(Settings.MESSAGE_BYTES));
    return new SendCommand(fields.key(), to, conversation, text);
  }
}
