package org.hearhear.upvote.recount;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.storage.SqlArray;
import org.hearhear.upvote.item.Tally;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;

/** Counts the rows and the log of items. */
@Singleton
public class RecountStore {

  /** An item with the number of entries that its log has by its own account. */
  record Size(ItemId item, long entries) {}

  /** Some items behind one, in order of their ids. */
  List<Size> sizes(Handle handle, ItemId after, int limit) {
    return handle
        .createQuery("SELECT id, log_n FROM item WHERE id > :after ORDER BY id LIMIT :limit")
        .bind("after", after.value())
        .bind("limit", limit)
        .map((row, context) -> new Size(new ItemId(row.getLong("id")), row.getLong("log_n")))
        .list();
  }

  /** Recounts some items, in order of their ids, in one statement: one snapshot. */
  List<Recounted> recount(Handle handle, Collection<ItemId> items) {
    return handle
        .createQuery(
            "SELECT i.id, i.up, i.down, i.rev, i.log_n,"
                + " coalesce(v.up, 0) AS rows_up, coalesce(v.down, 0) AS rows_down,"
                + " coalesce(l.up, 0) AS log_up, coalesce(l.down, 0) AS log_down,"
                + " coalesce(l.entries, 0) AS entries"
                + " FROM item i LEFT JOIN (SELECT item_id,"
                + " count(CASE WHEN value = 1 THEN 1 END) AS up,"
                + " count(CASE WHEN value = -1 THEN 1 END) AS down"
                + " FROM vote WHERE item_id = ANY(:items)"
                + " GROUP BY item_id) v ON v.item_id = i.id"
                + " LEFT JOIN (SELECT item_id, count(*) AS entries,"
                + " count(CASE WHEN place = 1 AND value = 1 THEN 1 END) AS up,"
                + " count(CASE WHEN place = 1 AND value = -1 THEN 1 END) AS down"
                + " FROM (SELECT item_id, value, row_number()"
                + " OVER (PARTITION BY item_id, voter ORDER BY n DESC) AS place"
                + " FROM vote_log WHERE item_id = ANY(:items)) entry"
                + " GROUP BY item_id) l ON l.item_id = i.id WHERE i.id = ANY(:items) ORDER BY i.id")
        .bind("items", SqlArray.bigints(items, ItemId::value))
        .map((row, context) -> recounted(row))
        .list();
  }

  /**
   * Recounts one item, whose log is read page by page: it only grows, so it is the log of the
   * moment in which the item was read. Keeps some hundred bytes for each voter meanwhile.
   */
  Recounted recountByPages(Handle handle, ItemId item, int pageEntries) {
    Recounted unlogged = unlogged(handle, item);
    Map<String, Integer> votes = new HashMap<>();
    long entries = Math.max(0, unlogged.entries() - unlogged.logN()); // Those too many.
    for (long after = 0; after < unlogged.logN(); after += pageEntries) {
      long last = Math.min(unlogged.logN(), after + pageEntries);
      List<Map.Entry<String, Integer>> page = entries(handle, item, after, last);
      page.forEach(entry -> votes.put(entry.getKey(), entry.getValue()));
      entries += page.size();
    }
    long up = votes.values().stream().filter(value -> value == 1).count();
    long down = votes.values().stream().filter(value -> value == -1).count();
    return new Recounted(
        unlogged.tally(), unlogged.logN(), unlogged.rows(), new Recounted.Votes(up, down), entries);
  }

  /** An item with its rows, and with the number of the last entry for that of the entries. */
  private static Recounted unlogged(Handle handle, ItemId item) {
    return handle
        .createQuery(
            "SELECT i.id, i.up, i.down, i.rev, i.log_n,"
                + " (SELECT count(*) FROM vote WHERE item_id = i.id AND value = 1) AS rows_up,"
                + " (SELECT count(*) FROM vote WHERE item_id = i.id AND value = -1) AS rows_down,"
                + " 0 AS log_up, 0 AS log_down,"
                + " (SELECT coalesce(max(n), 0) FROM vote_log WHERE item_id = i.id) AS entries"
                + " FROM item i WHERE i.id = :item")
        .bind("item", item.value())
        .map((row, context) -> recounted(row))
        .one();
  }

  /** Who voted what in the entries behind one, up to and with another one, in their order. */
  private static List<Map.Entry<String, Integer>> entries(
      Handle handle, ItemId item, long after, long last) {
    return handle
        .createQuery(
            "SELECT voter, value FROM vote_log"
                + " WHERE item_id = :item AND n > :after AND n <= :last ORDER BY n")
        .bind("item", item.value())
        .bind("after", after)
        .bind("last", last)
        .map((row, context) -> Map.entry(row.getString("voter"), row.getInt("value")))
        .list();
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
