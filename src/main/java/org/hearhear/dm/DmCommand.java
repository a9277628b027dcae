package org.hearhear.dm;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.hearhear.config.Settings;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Key;
import org.hearhear.wire.Refusal;

/** What a client may ask for on {@code /dm}, read and checked as far as that needs no database. */
final class DmCommand {

  private DmCommand() {}

  /** Opens the connection, afresh or from where the client was. */
  record Hello(Optional<Resume> resume) {
    static Hello read(Fields fields) {
      return new Hello(
          fields
              .findObject("resume")
              .map(
                  resume ->
                      new Resume(
                          resume.id("epoch", DmCommand::epoch),
                          resume.integer("n", 0, Fields.INTEGER_MAX))));
    }
  }

  /** Up to where a client has its account's log, in which life of the database. */
  record Resume(UUID epoch, long n) {}

  /** The client has every event up to {@code n}. */
  record Ack(long n) {
    static Ack read(Fields fields) {
      return new Ack(fields.integer("n", 0, Fields.INTEGER_MAX));
    }
  }

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
      OptionalLong before = fields.findInteger("before", 1, Fields.INTEGER_MAX);
      OptionalLong after = fields.findInteger("after", 0, Fields.INTEGER_MAX);
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

  private static UUID epoch(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("'epoch' must be the one of a welcome.");
    }
  }
}
