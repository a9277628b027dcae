package org.hearhear.upvote;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearhear.config.Settings;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Key;
import org.hearhear.wire.Refusal;

/**
 * What a client may ask for on {@code /upvote}, read and checked as far as that needs no database.
 */
final class UpvoteCommand {
  /** So that a reply fits into a frame. */
  private static final int ITEMS_MAX = 100;

  private static final int TITLE_CODE_POINTS_MAX = 200;

  private UpvoteCommand() {}

  /** Sets one's vote on an item to a value. */
  record Vote(Key key, ItemId item, int value) {
    static Vote read(Fields fields) {
      return new Vote(
          fields.key(), fields.id("item", ItemId::parse), (int) fields.integer("value", -1, 1));
    }
  }

  /** Adds an item to a board. */
  record Post(Key key, BoardId board, String title, String text) {
    static Post read(Fields fields, Settings settings) {
      int bytesMax = settings.get(Settings.MESSAGE_BYTES);
      return new Post(
          fields.key(),
          fields.id("board", BoardId::parse),
          fields.text("title", TITLE_CODE_POINTS_MAX, bytesMax),
          fields.textOrEmpty("text", settings.get(Settings.MESSAGE_CODE_POINTS), bytesMax));
    }
  }

  /** Reads a page of a board's items, the newest first. */
  record Items(BoardId board, Optional<ItemId> before, int limit) {
    static Items read(Fields fields, Settings settings) {
      return new Items(
          fields.id("board", BoardId::parse),
          fields.findId("before", ItemId::parse),
          fields.pageLimit(settings.get(Settings.PAGE_ROWS)));
    }
  }

  /** Watches a board for new items, and items for their tallies, each from a rev on. */
  record Subscribe(Optional<BoardId> board, Map<ItemId, Long> items) {
    static Subscribe read(Fields fields) {
      Map<ItemId, Long> items = new LinkedHashMap<>();
      for (Fields item : fields.list("items", ITEMS_MAX, UpvoteCommand::object)) {
        items.put(
            item.id("item", ItemId::parse),
            item.findInteger("rev", 0, Fields.INTEGER_MAX).orElse(0));
      }
      return new Subscribe(findBoard(fields, items.isEmpty()), items);
    }
  }

  /** Watches no longer. */
  record Unsubscribe(Optional<BoardId> board, List<ItemId> items) {
    static Unsubscribe read(Fields fields) {
      List<ItemId> items = fields.list("items", ITEMS_MAX, UpvoteCommand::itemId);
      return new Unsubscribe(findBoard(fields, items.isEmpty()), items);
    }
  }

  private static Optional<BoardId> findBoard(Fields fields, boolean required) {
    Optional<BoardId> board = fields.findId("board", BoardId::parse);
    if (required && board.isEmpty()) {
      throw Refusal.badRequest("Name a 'board', 'items', or both.");
    }
    return board;
  }

  private static Fields object(JsonValue value) {
    if (value instanceof JsonObject object) {
      return new Fields(object);
    }
    throw Refusal.badRequest("'items' must be objects with 'item' and, if known, 'rev'.");
  }

  private static ItemId itemId(JsonValue value) {
    if (value instanceof JsonString id) {
      return ItemId.parse(id.getString());
    }
    throw Refusal.badRequest("'items' must be ids.");
  }
}
