package org.hearhear.upvote.burst;

import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The bursts that were seen: rows that are added, never changed, and deleted when they are old. */
@Singleton
public class BurstStore {

  /** A burst with its place among all of them. */
  public record Recorded(long id, Burst burst) {}

  void insert(Handle handle, List<Burst> bursts) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO vote_burst"
                + " (board_id, item_id, at, votes, addresses, most_from_one_address, newcomers)"
                + " SELECT board_id, id, :at, :votes, :addresses, :most, :newcomers"
                + " FROM item WHERE id = :item");
    for (Burst burst : bursts) {
      batch
          .bind("item", burst.item().value())
          .bind("at", Timestamp.from(burst.at()))
          .bind("votes", burst.votes())
          .bind("addresses", burst.addresses())
          .bind("most", burst.mostFromOneAddress())
          .bind("newcomers", burst.newcomers())
          .add();
    }
    batch.execute();
  }

  /** The bursts on a board's items before some burst, the newest first. */
  public List<Recorded> page(Handle handle, BoardId board, long before, int limit) {
    return handle
        .createQuery(
            "SELECT id, item_id, at, votes, addresses, most_from_one_address, newcomers"
                + " FROM vote_burst WHERE board_id = :board AND id < :before"
                + " ORDER BY id DESC LIMIT :limit")
        .bind("board", board.value())
        .bind("before", before)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Recorded(
                    row.getLong("id"),
                    new Burst(
                        new ItemId(row.getLong("item_id")),
                        row.getTimestamp("at").toInstant(),
                        row.getLong("votes"),
                        row.getInt("addresses"),
                        row.getInt("most_from_one_address"),
                        row.getLong("newcomers"))))
        .list();
  }

  int deleteBefore(Handle handle, Instant oldest, int most) {
    return handle
        .createUpdate(
            "DELETE FROM vote_burst WHERE id IN"
                + " (SELECT id FROM vote_burst WHERE at < :oldest LIMIT :most)")
        .bind("oldest", Timestamp.from(oldest))
        .bind("most", most)
        .execute();
  }
}
