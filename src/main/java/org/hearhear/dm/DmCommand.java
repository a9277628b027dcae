package org.hearhear.dm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hearhear.config.Settings;
import org.hearhear.dm.conversation.ConversationCursor;
import org.hearhear.dm.message.SearchCursor;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
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

  /** Reads a page of messages: the newest, those before a seq, after one, or around one. */
  record History(ConversationId conversation, Optional<Place> place, int limit) {
    static History read(Fields fields, Settings settings) {
      List<Place> places = new ArrayList<>();
      for (Direction direction : Direction.values()) {
        fields
            .findInteger(direction.field, direction.min, Fields.INTEGER_MAX)
            .ifPresent(seq -> places.add(new Place(direction, seq)));
      }
      if (places.size() > 1) {
        throw Refusal.badRequest("Give only one of 'before', 'after' and 'around'.");
      }
      return new History(
          fields.id("conversation", ConversationId::parse),
          places.stream().findFirst(),
          fields.pageLimit(settings.get(Settings.PAGE_ROWS)));
    }
  }

  /** Where a page of messages begins, or what it surrounds. */
  record Place(Direction direction, long seq) {}

  /** Which way a page of messages goes from a place. */
  enum Direction {
    BEFORE("before", 1),
    AFTER("after", 0),
    AROUND("around", 1);

    private final String field;
    private final long min;

    Direction(String field, long min) {
      this.field = field;
      this.min = min;
    }
  }

  /** Looks at one conversation; that with a person is made where there is none. */
  record Open(Optional<AccountId> to, Optional<ConversationId> conversation) {
    static Open read(Fields fields) {
      Open open =
          new Open(
              fields.findId("to", AccountId::parse),
              fields.findId("conversation", ConversationId::parse));
      if (open.to.isPresent() == open.conversation.isPresent()) {
        throw Refusal.badRequest("Name either 'to' or 'conversation'.");
      }
      return open;
    }
  }

  /** One has read a conversation up to a message. */
  record Read(ConversationId conversation, long seq) {
    static Read read(Fields fields) {
      return new Read(
          fields.id("conversation", ConversationId::parse),
          fields.integer("seq", 1, Fields.INTEGER_MAX));
    }
  }

  /** Finds messages with all these words, in one conversation or in all of one's own. */
  record Search(
      List<String> words, Optional<ConversationId> within, SearchCursor before, int limit) {
    private static final int CODE_POINTS_MAX = 200;
    private static final int WORDS_MAX = 8;

    static Search read(Fields fields, Settings settings) {
      String query = fields.text("query", CODE_POINTS_MAX, Integer.MAX_VALUE);
      List<String> words = List.of(query.strip().split("\\s+"));
      if (words.size() > WORDS_MAX) {
        throw Refusal.badRequest("Search for at most " + WORDS_MAX + " words.");
      }
      return new Search(
          words,
          fields.findId("conversation", ConversationId::parse),
          fields.findString("before").map(SearchCursor::parse).orElse(SearchCursor.START),
          fields.pageLimit(settings.get(Settings.PAGE_ROWS)));
    }
  }

  /** Reads a page of those whom one has blocked. */
  record Blocks(AccountId after, int limit) {
    static Blocks read(Fields fields, Settings settings) {
      return new Blocks(
          fields.findId("after", AccountId::parse).orElse(new AccountId(0)),
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

  /** The person types in a conversation, or has stopped to. */
  record Typing(ConversationId conversation, boolean on) {
    static Typing read(Fields fields) {
      return new Typing(
          fields.id("conversation", ConversationId::parse), !fields.has("on") || fields.bool("on"));
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
