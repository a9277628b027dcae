package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.live.Page;
import org.hearhear.storage.Database;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.hearhear.wire.Texts;

/** Answers what only reads: boards, and their items page by page. */
@Singleton
public class UpvoteReading {
  /** What an item's names and numbers take besides its texts. */
  private static final int ROW_BYTES = 400;

  private final Settings settings;
  private final Database database;
  private final ItemStore items;

  @Inject
  public UpvoteReading(Settings settings, Database database, ItemStore items) {
    this.settings = settings;
    this.database = database;
    this.items = items;
  }

  void boards(Connection connection, Command command) {
    connection.read(
        command,
        () -> {
          List<ItemStore.Board> boards = database.inTransaction(items::boards);
          connection.ok(
              command,
              generator -> {
                generator.writeStartArray("boards");
                for (ItemStore.Board board : boards) {
                  generator
                      .writeStartObject()
                      .write("id", board.id().toString())
                      .write("title", board.title())
                      .write("description", board.description())
                      .write("downvotes", board.downvotes())
                      .writeEnd();
                }
                generator.writeEnd();
              });
        });
  }

  void items(Connection connection, Command command, UpvoteCommand.Items wanted) {
    connection.read(
        command,
        () -> {
          List<ItemStore.Seen<Item>> found =
              database.inTransaction(
                  handle -> {
                    if (items.findBoard(handle, wanted.board()).isEmpty()) {
                      throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such board.");
                    }
                    return items.page(
                        handle,
                        wanted.board(),
                        connection.account(),
                        wanted.before(),
                        wanted.limit() + 1);
                  });
          Page<ItemStore.Seen<Item>> page =
              Page.of(
                  found,
                  wanted.limit(),
                  settings.get(Settings.PAGE_BYTES),
                  seen -> bytes(seen.what()));
          connection.ok(
              command,
              generator -> {
                generator.write("board", wanted.board().toString()).writeStartArray("items");
                for (ItemStore.Seen<Item> seen : page.rows()) {
                  generator.writeStartObject();
                  UpvotePayloads.write(generator, seen.what());
                  generator.write("mine", seen.mine()).writeEnd();
                }
                generator.writeEnd().write("more", page.more());
              });
        });
  }

  private static int bytes(Item item) {
    return Texts.utf8Length(item.title()) + Texts.utf8Length(item.text()) + ROW_BYTES;
  }
}
