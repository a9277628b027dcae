package org.hearhear.upvote;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Json;
import org.hearhear.wire.Payload;

/** How upvotes look on the wire. */
final class UpvotePayloads {
  private UpvotePayloads() {}

  static Payload tally(Tally tally) {
    return Payload.of("tally", generator -> write(generator, tally));
  }

  /** One's own vote, for one's other connections. */
  static Payload mine(ItemId item, int value, long rev) {
    return Payload.of(
        "mine",
        generator ->
            generator.write("item", item.toString()).write("value", value).write("rev", rev));
  }

  static Payload item(Item item) {
    return Payload.of(
        "item",
        generator -> {
          generator.writeStartObject("item");
          write(generator, item);
          generator.writeEnd();
        });
  }

  static JsonObject voteReply(Tally tally, int value) {
    return Json.builder()
        .add("item", tally.item().toString())
        .add("value", value)
        .add("up", tally.up())
        .add("down", tally.down())
        .add("rev", tally.rev())
        .build();
  }

  static JsonObject postReply(ItemId item, long rev) {
    return Json.builder().add("item", item.toString()).add("rev", rev).build();
  }

  static void write(JsonGenerator generator, Tally tally) {
    generator
        .write("item", tally.item().toString())
        .write("up", tally.up())
        .write("down", tally.down())
        .write("rev", tally.rev());
  }

  static void write(JsonGenerator generator, Item item) {
    generator
        .write("id", item.id().toString())
        .write("board", item.board().toString())
        .write("title", item.title())
        .write("text", item.text())
        .writeStartObject("author");
    item.author().write(generator);
    generator
        .writeEnd()
        .write("at", item.createdAt().toString())
        .write("up", item.tally().up())
        .write("down", item.tally().down())
        .write("rev", item.tally().rev());
  }
}
