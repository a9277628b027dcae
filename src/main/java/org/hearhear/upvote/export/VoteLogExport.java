package org.hearhear.upvote.export;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.upvote.vote.VoteLog;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;

/**
 * The vote log of an item, in the format of {@code verify/VerifyVotes}. The log only grows, so what
 * is written page by page is what the header says. Safe for all threads.
 */
@Singleton
public class VoteLogExport {
  private final Database database;
  private final UpvoteStores stores;
  private final int pageRows;

  @Inject
  public VoteLogExport(Settings settings, Database database, UpvoteStores stores) {
    this.database = database;
    this.stores = stores;
    this.pageRows = settings.get(Settings.EXPORTED_ROWS);
  }

  /** The counts and the end of the log as they are now, or {@code not_found}. */
  ItemStore.Counted counted(ItemId id) {
    return database
        .inTransaction(handle -> stores.items().counted(handle, id))
        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "There is no such item."));
  }

  /** Writes the log up to the end that was read before. */
  void write(ItemStore.Counted counted, OutputStream out) throws IOException {
    ItemId item = counted.tally().item();
    write(
        out,
        "hearhear-votes 1\nitem %s\nup %d\ndown %d\nentries %d\nhead %s\n"
            .formatted(
                item,
                counted.tally().up(),
                counted.tally().down(),
                counted.head().n(),
                counted.head().hash()));
    for (long after = 0; after < counted.head().n(); after += pageRows) {
      StringBuilder lines = new StringBuilder();
      for (VoteLog.Entry entry : page(item, after, counted.head().n())) {
        lines.append(entry.line()).append('\n');
      }
      write(out, lines.toString());
    }
  }

  private List<VoteLog.Entry> page(ItemId item, long after, long last) {
    return database.inTransaction(
        handle -> stores.logs().page(handle, item, after, last, pageRows));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
