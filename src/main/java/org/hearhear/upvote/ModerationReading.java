package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import org.hearhear.account.Account;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.live.Page;
import org.hearhear.storage.Database;
import org.hearhear.upvote.burst.Burst;
import org.hearhear.upvote.burst.BurstStore;
import org.hearhear.upvote.vote.ModerationStore;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.hearhear.wire.Texts;
import org.jdbi.v3.core.Handle;

/** Answers what only moderators read of a board: what they did, and where many votes came in. */
@Singleton
public class ModerationReading {
  /** What names and numbers take besides texts. */
  private static final int ROW_BYTES = 400;

  private final Settings settings;
  private final Database database;
  private final UpvoteStores stores;
  private final ModerationStore deeds;
  private final BurstStore bursts;

  @Inject
  public ModerationReading(
      Settings settings,
      Database database,
      UpvoteStores stores,
      ModerationStore deeds,
      BurstStore bursts) {
    this.settings = settings;
    this.database = database;
    this.stores = stores;
    this.deeds = deeds;
    this.bursts = bursts;
  }

  void audit(Connection connection, Command command, UpvoteCommand.Moderated wanted) {
    connection.read(
        command,
        () -> {
          List<ModerationStore.Recorded> found =
              database.inTransaction(
                  handle -> {
                    requireMayRead(handle, connection, wanted.board());
                    return deeds.page(handle, wanted.board(), wanted.before(), wanted.limit() + 1);
                  });
          Page<ModerationStore.Recorded> page =
              Page.of(
                  found,
                  wanted.limit(),
                  settings.get(Settings.PAGE_BYTES),
                  deed -> Texts.utf8Length(deed.detail().toString()) + ROW_BYTES);
          connection.ok(
              command,
              generator -> {
                generator.write("board", wanted.board().toString()).writeStartArray("deeds");
                page.rows().forEach(deed -> write(generator, deed));
                generator.writeEnd().write("more", page.more());
              });
        });
  }

  void bursts(Connection connection, Command command, UpvoteCommand.Moderated wanted) {
    connection.read(
        command,
        () -> {
          List<BurstStore.Recorded> found =
              database.inTransaction(
                  handle -> {
                    requireMayRead(handle, connection, wanted.board());
                    return bursts.page(handle, wanted.board(), wanted.before(), wanted.limit() + 1);
                  });
          Page<BurstStore.Recorded> page =
              Page.of(found, wanted.limit(), settings.get(Settings.PAGE_BYTES), burst -> ROW_BYTES);
          connection.ok(
              command,
              generator -> {
                generator.write("board", wanted.board().toString()).writeStartArray("bursts");
                page.rows().forEach(burst -> write(generator, burst));
                generator.writeEnd().write("more", page.more());
              });
        });
  }

  private void requireMayRead(Handle handle, Connection connection, BoardId board) {
    if (stores
        .accounts()
        .find(handle, connection.account())
        .filter(Account::isModerator)
        .isEmpty()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only moderators may do this.");
    }
    stores.boards().require(handle, board);
  }

  private static void write(JsonGenerator generator, ModerationStore.Recorded deed) {
    generator.writeStartObject().write("id", deed.id()).writeStartObject("by");
    deed.by().write(generator);
    generator.writeEnd().write("at", deed.at().toString()).write("action", deed.action());
    deed.item().ifPresent(item -> generator.write("item", item.toString()));
    generator.write("detail", deed.detail()).writeEnd();
  }

  private static void write(JsonGenerator generator, BurstStore.Recorded recorded) {
    Burst burst = recorded.burst();
    generator
        .writeStartObject()
        .write("id", recorded.id())
        .write("item", burst.item().toString())
        .write("at", burst.at().toString())
        .write("votes", burst.votes())
        .write("addresses", burst.addresses())
        .write("mostFromOneAddress", burst.mostFromOneAddress())
        .write("newcomers", burst.newcomers())
        .writeEnd();
  }
}
