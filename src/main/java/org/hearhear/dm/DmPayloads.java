package org.hearhear.dm;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import org.hearhear.account.Person;
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
    write(generator, listed.last(), Texts.cut(listed.last().text(), PREVIEW_CODE_POINTS));
    generator.writeEnd().writeEnd();
  }

  private static void write(JsonGenerator generator, Message message, String text) {
    generator
        .write("seq", message.seq())
        .write("from", message.sender().toString())
        .write("text", text)
        .write("at", message.sentAt().toString());
  }
}
