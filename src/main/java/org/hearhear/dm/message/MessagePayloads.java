package org.hearhear.dm.message;

import jakarta.json.stream.JsonGenerator;
import org.hearhear.wire.Json;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Texts;

/** How messages look on the wire. */
public final class MessagePayloads {
  private static final int PREVIEW_CODE_POINTS = 200;

  private MessagePayloads() {}

  /** A new message; when it is read again, as it is then. */
  public static Payload message(Message message) {
    return Payload.of(
        "message",
        generator -> {
          generator.write("conversation", message.conversation().toString());
          write(generator, message, message.text());
          generator.write("key", message.key().toString());
        });
  }

  /** A message has another text. */
  public static Payload edited(Message message) {
    return Payload.of(
        "edited",
        generator -> {
          writeId(generator, message.id());
          generator.write("text", message.text());
          writeEdit(generator, message);
        });
  }

  /** A message is gone, but for its place. */
  public static Payload deleted(Message message) {
    return Payload.of(
        "deleted",
        generator -> {
          writeId(generator, message.id());
          generator.write("from", message.sender().toString()).write("rev", message.rev());
        });
  }

  /** All reactions to a message. */
  public static Payload reaction(MessageId id, Reactions reactions) {
    return Payload.of(
        "reaction",
        generator -> {
          writeId(generator, id);
          write(generator, reactions);
        });
  }

  /** A message within its conversation's history. */
  public static void historyEntry(JsonGenerator generator, Message message, Reactions reactions) {
    generator.writeStartObject();
    write(generator, message, message.text());
    generator.write("key", message.key().toString());
    if (!reactions.by().isEmpty()) {
      write(generator, reactions);
    }
    generator.writeEnd();
  }

  /** The last message of a conversation, as much of it as a list shows. */
  public static void preview(JsonGenerator generator, Message message) {
    write(generator, message, preview(message));
  }

  public static String preview(Message message) {
    return Texts.cut(message.text(), PREVIEW_CODE_POINTS);
  }

  private static void write(JsonGenerator generator, Message message, String text) {
    generator
        .write("seq", message.seq())
        .write("from", message.sender().toString())
        .write("text", text)
        .write("at", message.sentAt().toString());
    message.replyTo().ifPresent(seq -> generator.write("replyTo", seq));
    message.attachments().ifPresent(json -> generator.write("attachments", Json.read(json)));
    if (message.rev() > 1) {
      writeEdit(generator, message);
    }
    if (message.deleted()) {
      generator.write("deleted", true);
    }
  }

  private static void writeEdit(JsonGenerator generator, Message message) {
    generator.write("rev", message.rev());
    message.editedAt().ifPresent(at -> generator.write("editedAt", at.toString()));
  }

  private static void writeId(JsonGenerator generator, MessageId id) {
    generator.write("conversation", id.conversation().toString()).write("seq", id.seq());
  }

  private static void write(JsonGenerator generator, Reactions reactions) {
    generator.writeStartArray("reactions");
    reactions
        .by()
        .forEach(
            (emoji, accounts) -> {
              generator.writeStartObject().write("emoji", emoji).writeStartArray("by");
              accounts.forEach(account -> generator.write(account.toString()));
              generator.writeEnd().writeEnd();
            });
    generator.writeEnd();
  }
}
