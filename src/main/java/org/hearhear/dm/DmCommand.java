package org.hearhear.dm;

import java.util.Optional;
import java.util.OptionalLong;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Key;
import org.hearhear.wire.Refusal;

/** What a client may ask for on {@code /dm}, read and checked as far as that needs no database. */
final class DmCommand {

  private DmCommand() {}

  /** A message to a person, or into a conversation; exactly one of the two is named. */
  record Send(Key key, Optional<AccountId> to, Optional<ConversationId> conversation, String text) {
    static Send read(Fields fields, Settings settings) {
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
      return new Send(fields.key(), to, conversation, text);
    }
  }

  /** Reads a page of messages: the newest, those before a seq, or those after one. */
  record History(ConversationId conversation, OptionalLong before, OptionalLong after, int limit) {
    static History read(Fields fields, Settings settings) {
      OptionalLong before = fields.findInteger("before", 1, Long.MAX_VALUE);
      OptionalLong after = fields.findInteger("after", 0, Long.MAX_VALUE);
      if (before.isPresent() && after.isPresent()) {
        throw Refusal.badRequest("Give 'before' or 'after', not both.");
      }
      return new History(
          fields.id("conversation", ConversationId::parse),
          before,
          after,
          fields.pageLimit(settings.get(Settings.PAGE_ROWS)));
    }
  }

  /** Reads a page of one's conversations, the last active first. */
  record Conversations(Optional<ConversationCursor> before, int limit) {
    static Conversations read(Fields fields, Settings settings) {
      return new Conversations(
          fields.findString("before").map(ConversationCursor::parse),
          fields.pageLimit(settings.get(Settings.PAGE_ROWS)));
    }
  }
}
