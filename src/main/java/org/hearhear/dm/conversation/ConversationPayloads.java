package org.hearhear.dm.conversation;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Optional;
import org.hearhear.account.Person;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Payload;

/** How conversations look on the wire. */
public final class ConversationPayloads {
  private ConversationPayloads() {}

  /** A conversation is there, or is another one than before. */
  public static Payload conversation(
      ConversationId id, Optional<Described.Group> group, List<Person> members) {
    return Payload.of("conversation", generator -> write(generator, id, group, members));
  }

  /** One has left a group, or was removed. */
  public static Payload left(ConversationId id) {
    return Payload.of("left", generator -> generator.write("conversation", id.toString()));
  }

  /** One has blocked a person, or no longer. */
  public static Payload blocked(Described.Block block) {
    return Payload.of(
        "blocked",
        generator ->
            generator.write("account", block.account().toString()).write("on", block.on()));
  }

  /** Writes a conversation with its members into an open object. */
  public static void write(
      JsonGenerator generator,
      ConversationId id,
      Optional<Described.Group> group,
      List<Person> members) {
    generator.write("id", id.toString());
    write(generator, group);
    generator.writeStartArray("members");
    for (Person member : members) {
      generator.writeStartObject();
      member.write(generator);
      generator.writeEnd();
    }
    generator.writeEnd();
  }

  /** Writes the kind of a conversation, and what only a group has. */
  public static void write(JsonGenerator generator, Optional<Described.Group> group) {
    generator.write("kind", group.isPresent() ? "group" : "direct");
    group.ifPresent(
        has ->
            generator
                .write("title", has.title())
                .write("owner", has.owner().toString())
                .write("historyShared", has.historyShared())
                .write("rev", has.rev()));
  }
}
