package org.hearhear.upvote.item;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.Optional;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Json;
import org.hearhear.wire.Payload;

/** How upvotes look on the wire. */
public final class UpvotePayloads {
  private UpvotePayloads() {}

  public static Payload tally(Tally tally) {
    return Payload.of("tally", generator -> write(generator, tally));
  }

  /** One's own vote, for one's other connections. */
  public static Payload mine(ItemId item, int value, long rev) {
    return Payload.of(
        "mine",
        generator ->
            generator.write("item", item.toString()).write("value", value).write("rev", rev));
  }

  public static Payload item(Item item) {
    return Payload.of(
        "item",
        generator -> {
          generator.writeStartObject("item");
          write(generator, item);
          generator.writeEnd();
        });
  }

  public static Payload board(Board board, Instant now) {
    return Payload.of(
        "board",
        generator -> {
          generator.writeStartObject("board");
          write(generator, board, now);
          generator.writeEnd();
        });
  }

  /** The reply to a vote, with a receipt when it has changed something. */
  public static JsonObject voteReply(Tally tally, int value, Optional<ItemStore.LogHead> receipt) {
    JsonObjectBuilder reply =
        Json.builder()
            .add("item", tally.item().toString())
            .add("value", value)
            .add("up", tally.up())
            .add("down", tally.down())
            .add("rev", tally.rev());
    receipt.ifPresent(
        entry ->
            reply.add("receipt", Json.builder().add("n", entry.n()).add("hash", entry.hash())));
    return reply.build();
  }

  public static JsonObject postReply(ItemId item, long rev) {
    return Json.builder().add("item", item.toString()).add("rev", rev).build();
  }

  public static void write(JsonGenerator generator, Tally tally) {
    generator
        .write("item", tally.item().toString())
        .write("up", tally.up())
        .write("down", tally.down())
        .write("rev", tally.rev());
  }

  /**
   * Writes an item as everybody sees it: of one that is gone, no text. Its foreign key stays, for
   * it is the host application's, which finds the item by it.
   */
  public static void write(JsonGenerator generator, Item item) {
    write(generator, item, item.gone().isEmpty());
  }

  /** Writes an item as an object, with the reader's own vote. */
  public static void write(JsonGenerator generator, ItemStore.Seen<Item> seen) {
    generator.writeStartObject();
    write(generator, seen.what());
    generator.write("mine", seen.mine()).writeEnd();
  }

  /** The same with its text, for whom may read it even when it is gone. */
  public static void writeAll(JsonGenerator generator, ItemStore.Seen<Item> seen) {
    generator.writeStartObject();
    write(generator, seen.what(), true);
    generator.write("mine", seen.mine()).writeEnd();
  }

  private static void write(JsonGenerator generator, Item item, boolean told) {
    generator
        .write("id", item.id().toString())
        .write("board", item.board().toString())
        .write("edition", item.edition())
        .write("state", item.state());
    item.foreign().ifPresent(foreign -> generator.write("foreign", foreign));
    item.gone().ifPresent(gone -> generator.write("gone", gone.wireName()));
    item.into().ifPresent(into -> generator.write("into", into.toString()));
    if (told) {
      generator.write("title", item.title()).write("text", item.text());
      item.author()
          .ifPresent(
              author -> {
                generator.writeStartObject("author");
                author.write(generator);
                generator.writeEnd();
              });
    }
    generator.write("at", item.createdAt().toString());
    item.editedAt().ifPresent(at -> generator.write("editedAt", at.toString()));
    generator
        .write("up", item.tally().up())
        .write("down", item.tally().down())
        .write("rev", item.tally().rev());
  }

  public static void write(JsonGenerator generator, Board board, Instant now) {
    BoardRules rules = board.rules();
    generator
        .write("id", board.id().toString())
        .write("edition", board.edition())
        .write("title", board.title())
        .write("description", board.description())
        .write("open", board.isOpen(now))
        .write("closed", board.closed());
    board.opensAt().ifPresent(at -> generator.write("opensAt", at.toString()));
    board.closesAt().ifPresent(at -> generator.write("closesAt", at.toString()));
    generator
        .write("mayPost", rules.mayPost().wireName())
        .write("mayVote", rules.mayVote().wireName())
        .write("voters", rules.voters().wireName());
    rules.budget().ifPresent(votes -> generator.write("budget", votes));
    generator
        .write("downvotes", rules.downvotes())
        .write("selfVotes", rules.selfVotes())
        .write("foreignItems", rules.foreignItems());
    rules.workflow().write(generator);
  }
}
