package org.hearhear.upvote.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.wire.ItemId;

/** What is exported, without a server. */
public final class TestExports {
  private TestExports() {}

  /** An item's vote log. */
  public static String log(Settings settings, Database database, UpvoteStores stores, ItemId item) {
    VoteLogExport export = new VoteLogExport(settings, database, stores);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      export.write(export.counted(item), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
