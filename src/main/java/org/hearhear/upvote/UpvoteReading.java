package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearhear.account.Account;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.live.Page;
import org.hearhear.storage.Database;
import org.hearhear.upvote.item.Board;
import org.hearhear.upvote.item.Gone;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.ItemStore.Seen;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.upvote.item.VoteStore;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.upvote.vote.VoteLog;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;
import org.hearhear.wire.Texts;
import org.jdbi.v3.core.Handle;

/** Answers what only reads: boards, single items, who voted, and receipts. */
@Singleton
public class UpvoteReading {
  /** What a board's rules and numbers take besides its texts. */
  private static final int BOARD_BYTES = 500;

  private final Database database;
  private final UpvoteStores stores;
  private final int pageBytes;

  @Inject
  public UpvoteReading(Settings settings, Database database, UpvoteStores stores) {
    this.database = database;
    this.stores = stores;
    this.pageBytes = settings.get(Settings.PAGE_BYTES);
  }

  void boards(Connection connection, Command command, UpvoteCommand.Boards wanted) {
    connection.read(
        command,
        () -> {
          List<Board> found =
              database.inTransaction(
                  handle -> stores.boards().page(handle, wanted.after(), wanted.limit() + 1));
          Page<Board> page = Page.of(found, wanted.limit(), pageBytes, UpvoteReading::bytes);
          Instant now = Instant.now();
          connection.ok(
              command,
              generator -> {
                generator.writeStartArray("boards");
                for (Board board : page.rows()) {
                  generator.writeStartObject();
                  UpvotePayloads.write(generator, board, now);
                  generator.writeEnd();
                }
                generator.writeEnd().write("more", page.more());
              });
        });
  }

  private static int bytes(Board board) {
    return Texts.utf8Length(board.title())
        + Texts.utf8Length(board.description())
        + Texts.utf8Length(board.rules().workflow().stored())
        + BOARD_BYTES;
  }

  void board(Connection connection, Command command, BoardId id) {
    connection.read(
        command,
        () -> {
          Board board = database.inTransaction(handle -> stores.boards().require(handle, id));
          Optional<Integer> votesOut =
              board.rules().budget().isEmpty()
                  ? Optional.empty()
                  : Optional.of(
                      database.inTransaction(handle -> out(handle, id, connection.account())));
          connection.ok(
              command,
              generator -> {
                generator.writeStartObject("board");
                UpvotePayloads.write(generator, board, Instant.now());
                generator.writeEnd();
                votesOut.ifPresent(votes -> generator.write("votesOut", votes));
              });
        });
  }

  private int out(Handle handle, BoardId board, AccountId voter) {
    return stores.votes().out(handle, List.of(board), List.of(voter)).stream()
        .mapToInt(VoteStore.Out::votes)
        .sum();
  }

  /** One item, and the one that it was merged into. */
  void item(Connection connection, Command command, UpvoteCommand.Named wanted) {
    connection.read(
        command,
        () -> {
          Found found =
              database.inTransaction(
                  handle -> {
                    ItemId id = id(handle, wanted);
                    Seen<Item> item = seen(handle, id, connection.account());
                    return new Found(
                        item,
                        item.what().into().map(into -> seen(handle, into, connection.account())),
                        mayReadAll(handle, item.what(), connection.account()));
                  });
          connection.ok(
              command,
              generator -> {
                generator.writeKey("item");
                write(generator, found.item, found.all);
                found.into.ifPresent(
                    into -> {
                      generator.writeKey("into");
                      write(generator, into, false);
                    });
              });
        });
  }

  private record Found(Seen<Item> item, Optional<Seen<Item>> into, boolean all) {}

  private ItemId id(Handle handle, UpvoteCommand.Named wanted) {
    return wanted
        .item()
        .or(
            () ->
                stores.items().foreign(handle, List.of(wanted.foreign().orElseThrow())).stream()
                    .map(ItemStore.Foreign::item)
                    .findFirst())
        .orElseThrow(UpvoteReading::noItem);
  }

  private Seen<Item> seen(Handle handle, ItemId id, AccountId reader) {
    return stores.items().seen(handle, List.of(id), reader).stream()
        .findFirst()
        .orElseThrow(UpvoteReading::noItem);
  }

  /** What is gone is shown to its author, and to moderators unless it was withdrawn. */
  private boolean mayReadAll(Handle handle, Item item, AccountId reader) {
    return item.author().filter(author -> author.id().equals(reader)).isPresent()
        || (item.gone().filter(gone -> gone != Gone.WITHDRAWN).isPresent()
            && stores.accounts().find(handle, reader).filter(Account::isModerator).isPresent());
  }

  void voters(Connection connection, Command command, UpvoteCommand.Voters wanted) {
    connection.read(
        command,
        () -> {
          List<VoteStore.Voter> found =
              database.inTransaction(
                  handle -> {
                    requireMayReadVoters(handle, wanted.item(), connection.account());
                    return stores
                        .votes()
                        .voters(handle, wanted.item(), wanted.after(), wanted.limit() + 1);
                  });
          List<VoteStore.Voter> page = found.subList(0, Math.min(found.size(), wanted.limit()));
          connection.ok(
              command,
              generator -> {
                generator.write("item", wanted.item().toString()).writeStartArray("voters");
                for (VoteStore.Voter voter : page) {
                  generator.writeStartObject().writeStartObject("person");
                  voter.person().write(generator);
                  generator.writeEnd().write("value", voter.value()).writeEnd();
                }
                generator.writeEnd().write("more", found.size() > page.size());
              });
        });
  }

  private void requireMayReadVoters(Handle handle, ItemId id, AccountId reader) {
    Item item = stores.items().find(handle, id).orElseThrow(UpvoteReading::noItem);
    Board board = stores.boards().require(handle, item.board());
    if (stores.accounts().find(handle, reader).filter(board.rules().voters()::includes).isEmpty()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "This board does not tell you who voted.");
    }
  }

  /** Where one's own vote stands in the item's log. */
  void receipt(Connection connection, Command command, ItemId item) {
    connection.read(
        command,
        () -> {
          VoteLog.Entry entry =
              database.inTransaction(
                  handle ->
                      stores
                          .votes()
                          .find(handle, new VoteStore.Id(item, connection.account()))
                          .flatMap(vote -> stores.logs().find(handle, item, vote.logN()))
                          .orElseThrow(
                              () ->
                                  Refusal.of(
                                      ErrorCode.NOT_FOUND, "You have not voted on this item.")));
          connection.ok(
              command,
              generator ->
                  generator
                      .write("item", item.toString())
                      .write("value", entry.value())
                      .write("voter", entry.voter())
                      .writeStartObject("receipt")
                      .write("n", entry.n())
                      .write("hash", entry.hash())
                      .writeEnd());
        });
  }

  private static void write(JsonGenerator generator, Seen<Item> seen, boolean all) {
    if (all) {
      UpvotePayloads.writeAll(generator, seen);
    } else {
      UpvotePayloads.write(generator, seen);
    }
  }

  private static Refusal noItem() {
    return Refusal.of(ErrorCode.NOT_FOUND, "There is no such item.");
  }
}
