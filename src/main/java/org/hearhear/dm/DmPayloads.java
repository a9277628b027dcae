package org.hearhear.dm;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Map;
import org.hearhear.account.Person;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Texts;

/** How direct messages look on the wire. */
final class DmPayloads {
  private static final int PREVIEW_CODE_POINTS = 200;

  private DmPayloads() {}

  static Payload message(Message message) {
    return Payload.of(
        "message",
        generator -> {
          generator.write("conversation", message.conversation().toString());
          write(generator, message, message.text());
          generator.write("key", message.key().toString());
        });
  }

  static Payload conversation(ConversationId id, List<Person> members) {
    return Payload.of(
        "conversation",
        generator -> {
          generator.write("id", id.toString()).write("kind", "direct");
          generator.writeStartArray("members");
          for (Person member : members) {
            generator.writeStartObject();
            member.write(generator);
            generator.writeEnd();
          }
          generator.writeEnd();
        });
  }

  /** How far a member's clients have got in a conversation. */
  static Payload receipt(DeliveryStore.Mark mark) {
    return Payload.of(
        "receipt",
        generator ->
            generator
                .write("conversation", mark.conversation().toString())
                .write("account", mark.member().toString())
                .write("delivered", mark.seq()));
  }

  /** How far each member's clients have got, with the history. */
  static void marks(JsonGenerator generator, Map<AccountId, Long> delivered) {
    generator.writeStartArray("marks");
    delivered.forEach(
        (member, seq) ->
            generator
                .writeStartObject()
                .write("account", member.toString())
                .write("delivered", seq)
                .writeEnd());
    generator.writeEnd();
  }

  /** A message within its conversation's history. */
  static void historyEntry(JsonGenerator generator, Message message) {
    generator.writeStartObject();
    write(generator, message, message.text());
    generator.write("key", message.key().toString()).writeEnd();
  }

  /** One line of the list of conversations. */
  static void listEntry(JsonGenerator generator, ConversationStore.Listed listed) {
    generator
        .writeStartObject()
        .write("id", listed.id().toString())
        .write("kind", "direct")
        .writeStartObject("with");
    listed.with().write(generator);
    generator.writeEnd().write("seq", listed.last().seq()).writeStartObject("last");
    write(generator, listed.last(), preview(listed));
    generator.writeEnd().write("delivered", listed.delivered()).writeEnd();
  }

  /** As much of the last message as the list shows. */
  static String preview(ConversationStore.Listed listed) {
    return Texts.cut(listed.last().text(), PREVIEW_CODE_POINTS);
  }

  private static void write(JsonGenerator generator, Message message, String text) {
    generator
        .write("seq", message.seq())
        .write("from", message.sender().toString())
        .write("text", text)
        .write("at", message.sentAt().toString());
  }
}
