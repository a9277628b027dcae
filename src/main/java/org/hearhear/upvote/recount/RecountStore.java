package org.hearhear.upvote.recount;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.hearhear.upvote.item.Tally;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;

/** Counts the rows and the log of items. */
@Singleton
public class RecountStore {

  /** Recounts some items behind one, in order of their ids, in one statement: one snapshot. */
  List<Recounted> recount(Handle handle, ItemId after, int limit) {
    return handle
        .createQuery(
            "SELECT i.id, i.up, i.down, i.rev, i.log_n,"
                + " coalesce(v.up, 0) AS rows_up, coalesce(v.down, 0) AS rows_down,"
                + " coalesce(l.up, 0) AS log_up, coalesce(l.down, 0) AS log_down,"
                + " coalesce(l.entries, 0) AS entries"
                + " FROM (SELECT id, up, down, rev, log_n FROM item WHERE id > :after"
                + " ORDER BY id LIMIT :limit) i"
                + " LEFT JOIN (SELECT item_id,"
                + " count(CASE WHEN value = 1 THEN 1 END) AS up,"
                + " count(CASE WHEN value = -1 THEN 1 END) AS down"
                + " FROM vote WHERE item_id > :after AND item_id <= :last"
                + " GROUP BY item_id) v ON v.item_id = i.id"
                + " LEFT JOIN (SELECT item_id, count(*) AS entries,"
                + " count(CASE WHEN place = 1 AND value = 1 THEN 1 END) AS up,"
                + " count(CASE WHEN place = 1 AND value = -1 THEN 1 END) AS down"
                + " FROM (SELECT item_id, value, row_number()"
                + " OVER (PARTITION BY item_id, voter ORDER BY n DESC) AS place"
                + " FROM vote_log WHERE item_id > :after AND item_id <= :last) entry"
                + " GROUP BY item_id) l ON l.item_id = i.id ORDER BY i.id")
        .bind("after", after.value())
        .bind("last", last(handle, after, limit))
        .bind("limit", limit)
        .map((row, context) -> recounted(row))
        .list();
  }

  /** The last of so many items behind one. */
  private static long last(Handle handle, ItemId after, int limit) {
    return handle
        .createQuery(
            "SELECT coalesce(max(id), 0) FROM"
                + " (SELECT id FROM item WHERE id > :after ORDER BY id LIMIT :limit) page")
        .bind("after", after.value())
        .bind("limit", limit)
        .mapTo(Long.class)
        .one();
  }

  private static Recounted recounted(ResultSet row) throws SQLException {
    return new Recounted(
        new Tally(
            new ItemId(row.getLong("id")),
            row.getLong("up"),
            row.getLong("down"),
            row.getLong("rev")),
        row.getLong("log_n"),
        new Recounted.Votes(row.getLong("rows_up"), row.getLong("rows_down")),
        new Recounted.Votes(row.getLong("log_up"), row.getLong("log_down")),
        row.getLong("entries"));
  }
}
