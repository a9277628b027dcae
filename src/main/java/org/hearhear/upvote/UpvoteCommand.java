package org.hearhear.upvote;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.upvote.item.ForeignKey;
import org.hearhear.upvote.ranking.Order;
import org.hearhear.upvote.ranking.Ranking;
import org.hearhear.upvote.vote.Change;
import org.hearhear.upvote.vote.UpvoteWrite;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.Command;
import org.hearhear.wire.Fields;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;

/**
 * What a client may ask for on {@code /upvote}, read and checked as far as that needs no database.
 */
final class UpvoteCommand {
  /** Named in one command. How long a reply may be is a matter of bytes. */
  private static final int ITEMS_MAX = 100;

  private static final int TITLE_CODE_POINTS_MAX = 200;

  private static final int FOREIGN_CODE_POINTS_MAX = 200;

  private UpvoteCommand() {}

  /** Sets one's vote on an item, or on what a host application calls one, to a value. */
  static UpvoteWrite.Cast vote(Connection connection, Command command) {
    Fields fields = command.fields();
    Optional<ItemId> item = fields.findId("item", ItemId::parse);
    Optional<ForeignKey> foreign =
        item.isPresent() || !fields.has("foreign")
            ? Optional.empty()
            : Optional.of(foreign(fields));
    if (item.isEmpty() && foreign.isEmpty()) {
      throw Refusal.badRequest("Name an 'item', or a 'board' and what is 'foreign' to it.");
    }
    return new UpvoteWrite.Cast(
        connection, command, fields.key(), item, foreign, (int) fields.integer("value", -1, 1));
  }

  private static ForeignKey foreign(Fields fields) {
    return new ForeignKey(
        fields.id("board", BoardId::parse),
        fields.text("foreign", FOREIGN_CODE_POINTS_MAX, Integer.MAX_VALUE));
  }

  /** Adds an item to a board. */
  static UpvoteWrite.Posting post(Connection connection, Command command, Settings settings) {
    Fields fields = command.fields();
    return new UpvoteWrite.Posting(
        connection,
        command,
        fields.key(),
        fields.id("board", BoardId::parse),
        title(fields, settings),
        text(fields, settings));
  }

  private static String title(Fields fields, Settings settings) {
    return fields.text("title", TITLE_CODE_POINTS_MAX, settings.get(Settings.MESSAGE_BYTES));
  }

  private static String text(Fields fields, Settings settings) {
    return fields.textOrEmpty(
        "text", settings.get(Settings.MESSAGE_CODE_POINTS), settings.get(Settings.MESSAGE_BYTES));
  }

  /** A change of a board or an item; empty when the command is none. */
  static Optional<UpvoteWrite.Changing> changing(
      Connection connection, Command command, Settings settings) {
    return change(command, settings)
        .map(
            change ->
                new UpvoteWrite.Changing(connection, command, command.fields().key(), change));
  }

  private static Optional<Change> change(Command command, Settings settings) {
    Fields fields = command.fields();
    return Optional.ofNullable(
        switch (command.type()) {
          case "create" -> {
            Change.BoardDraft draft = draft(fields, settings);
            draft.applied(); // So that a mistake is told before anything is queued.
            fields.string("title");
            yield new Change.Create(draft, settings.get(Settings.BOARDS));
          }
          case "change" -> {
            Change.BoardDraft draft = draft(fields, settings);
            draft.applied();
            yield new Change.Alter(board(fields), "change", draft);
          }
          case "close" ->
              new Change.Alter(board(fields), "close", before -> before.withClosed(true));
          case "reopen" ->
              new Change.Alter(board(fields), "reopen", before -> before.withClosed(false));
          case "arrange" -> arrange(fields);
          case "edit" -> edit(fields, settings);
          case "withdraw" -> new Change.Withdraw(item(fields));
          case "state" -> new Change.SetState(item(fields), fields.string("state"));
          case "hide" -> new Change.Hide(item(fields), true);
          case "unhide" -> new Change.Hide(item(fields), false);
          case "merge" -> new Change.Merge(item(fields), fields.id("into", ItemId::parse));
          default -> null;
        });
  }

  private static Change.BoardDraft draft(Fields fields, Settings settings) {
    return before -> BoardFields.applied(fields, settings, before);
  }

  private static Change.Arrange arrange(Fields fields) {
    List<BoardId> boards = fields.list("boards", ITEMS_MAX, value -> id(value, BoardId::parse));
    if (boards.isEmpty()) {
      throw Refusal.badRequest("'boards' must name at least one board.");
    }
    if (Set.copyOf(boards).size() < boards.size()) {
      throw Refusal.badRequest("'boards' names a board twice.");
    }
    return new Change.Arrange(boards);
  }

  private static Change.Edit edit(Fields fields, Settings settings) {
    if (!fields.has("title") && !fields.has("text")) {
      throw Refusal.badRequest("Give a new 'title', a new 'text', or both.");
    }
    return new Change.Edit(
        item(fields),
        fields.has("title") ? Optional.of(title(fields, settings)) : Optional.empty(),
        fields.has("text") ? Optional.of(text(fields, settings)) : Optional.empty());
  }

  static BoardId board(Fields fields) {
    return fields.id("board", BoardId::parse);
  }

  static ItemId item(Fields fields) {
    return fields.id("item", ItemId::parse);
  }

  /** One item, by its id or by what a host application calls it. */
  record Named(Optional<ItemId> item, Optional<ForeignKey> foreign) {
    static Named read(Fields fields) {
      return fields.has("foreign")
          ? new Named(Optional.empty(), Optional.of(UpvoteCommand.foreign(fields)))
          : new Named(Optional.of(UpvoteCommand.item(fields)), Optional.empty());
    }
  }

  /** Reads the boards page by page, as they were arranged. */
  record Boards(Optional<BoardId> after, int limit) {
    static Boards read(Fields fields, Settings settings) {
      return new Boards(
          fields.findId("after", BoardId::parse),
          fields.pageLimit(settings.get(Settings.PAGE_ROWS)));
    }
  }

  /** Reads who has voted on an item, page by page. */
  record Voters(ItemId item, AccountId after, int limit) {
    static Voters read(Fields fields, Settings settings) {
      return new Voters(
          UpvoteCommand.item(fields),
          fields.findId("after", AccountId::parse).orElse(new AccountId(0)),
          fields.pageLimit(settings.get(Settings.PAGE_ROWS)));
    }
  }

  /** Reads what is for moderators of a board, the newest first. */
  record Moderated(BoardId board, long before, int limit) {
    static Moderated read(Fields fields, Settings settings) {
      return new Moderated(
          UpvoteCommand.board(fields),
          fields.findInteger("before", 1, Fields.INTEGER_MAX).orElse(Long.MAX_VALUE),
          fields.pageLimit(settings.get(Settings.PAGE_ROWS)));
    }
  }

  /** Reads a page of a board's items: from a place in a ranking on, or else the newest first. */
  record Items(BoardId board, int limit, Optional<ItemId> before, Optional<Place> place) {
    private static final String NEW = "new";

    static Items read(Fields fields, Settings settings) {
      Optional<ItemId> before = fields.findId("before", ItemId::parse);
      Optional<Place> place =
          fields
              .findString("order")
              .filter(order -> !order.equals(NEW))
              .map(order -> Place.read(Order.parse(order), fields));
      if (before.isPresent() && place.isPresent()) {
        throw Refusal.badRequest(
            "'before' is for the order 'new'; in a ranking, give 'version' and 'from'.");
      }
      if (place.isEmpty() && (fields.has("version") || fields.has("from"))) {
        throw Refusal.badRequest(
            "'version' and 'from' are for rankings; among the newest, give 'before'.");
      }
      return new Items(
          UpvoteCommand.board(fields),
          fields.pageLimit(settings.get(Settings.PAGE_ROWS)),
          before,
          place);
    }
  }

  /** A place in a version of a ranking; in the newest one when it has no name. */
  record Place(Order order, Optional<String> version, int from) {
    private static Place read(Order order, Fields fields) {
      Optional<String> version = fields.findString("version");
      long from = fields.findInteger("from", 0, Integer.MAX_VALUE).orElse(0);
      if (from > 0 && version.isEmpty()) {
        throw Refusal.badRequest("'from' counts in a 'version': give that of the first page.");
      }
      return new Place(order, version, (int) from);
    }
  }

  /** What a client knows of an item: its rev, and its edition where it wants the text too. */
  record Known(long rev, OptionalLong edition) {
    /** What a client knows of an item that it has not named. */
    static final Known NOTHING = new Known(0, OptionalLong.empty());

    /** What a client knows of an item whose id it does not know yet. */
    static final Known NO_ITEM = new Known(0, OptionalLong.of(0));

    private static Known read(Fields fields) {
      return new Known(
          fields.findInteger("rev", 0, Fields.INTEGER_MAX).orElse(0),
          fields.findInteger("edition", 0, Fields.INTEGER_MAX));
    }

    boolean wantsText() {
      return edition.isPresent();
    }
  }

  /** Watches a board, one of its rankings, and items, each from what is known of it on. */
  record Subscribe(
      Optional<BoardId> board,
      Optional<Ranking> ranking,
      Optional<String> version,
      Map<ItemId, Known> items,
      Map<ForeignKey, Known> foreign) {
    static Subscribe read(Fields fields) {
      Map<ItemId, Known> items = new LinkedHashMap<>();
      Map<ForeignKey, Known> foreign = new LinkedHashMap<>();
      for (Fields watch : fields.list("items", ITEMS_MAX, UpvoteCommand::object)) {
        if (watch.has("foreign")) {
          foreign.put(UpvoteCommand.foreign(watch), Known.read(watch));
        } else {
          items.put(watch.id("item", ItemId::parse), Known.read(watch));
        }
      }
      return new Subscribe(
          findBoard(fields, items.isEmpty() && foreign.isEmpty()),
          findRanking(fields),
          fields.findString("version"),
          items,
          foreign);
    }
  }

  /** Watches no longer: a ranking only, where one is named, and else all of its board. */
  record Unsubscribe(
      Optional<BoardId> board,
      Optional<Ranking> ranking,
      List<ItemId> items,
      List<ForeignKey> foreign) {
    static Unsubscribe read(Fields fields) {
      List<ItemId> items = fields.list("items", ITEMS_MAX, value -> id(value, ItemId::parse));
      List<ForeignKey> foreign =
          fields.list("foreign", ITEMS_MAX, value -> UpvoteCommand.foreign(object(value)));
      return new Unsubscribe(
          findBoard(fields, items.isEmpty() && foreign.isEmpty()),
          findRanking(fields),
          items,
          foreign);
    }
  }

  private static Optional<Ranking> findRanking(Fields fields) {
    return fields
        .findString("order")
        .map(order -> new Ranking(UpvoteCommand.board(fields), Order.parse(order)));
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
    throw Refusal.badRequest(
        "'items' must be objects with 'item', or 'board' and 'foreign', and what is known.");
  }

  private static <T> T id(JsonValue value, Function<String, T> parse) {
    if (value instanceof JsonString id) {
      return parse.apply(id.getString());
    }
    throw Refusal.badRequest("Ids are strings.");
  }
}
