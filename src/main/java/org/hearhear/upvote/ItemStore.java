package org.hearhear.upvote;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hearhear.account.Person;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;

/** The rows of boards and items. */
@Singleton
public class ItemStore {

  /** A board, and whether it takes votes against an item. */
  record Board(BoardId id, String title, String description, boolean downvotes) {}

  /** A locked item. */
  record Locked(BoardId board, Tally tally) {}

  /** An item or its tally, with one account's vote. */
  record Seen<T>(T what, int mine) {}

  List<Board> boards(Handle handle) {
    return handle
        .createQuery("SELECT id, title, description, downvotes FROM board ORDER BY id")
        .map((row, context) -> board(row))
        .list();
  }

  Optional<Board> findBoard(Handle handle, BoardId id) {
    return handle
        .createQuery("SELECT id, title, description, downvotes FROM board WHERE id = :id")
        .bind("id", id.value())
        .map((row, context) -> board(row))
        .findOne();
  }

  /** Locks items, in order of their ids. */
  Pipeline.Rows<Locked> lock(Pipeline pipeline, Collection<ItemId> ids) {
    return pipeline.query(
        "SELECT id, board_id, up, down, rev FROM item WHERE id = ANY(?) ORDER BY id FOR UPDATE",
        row -> new Locked(new BoardId(row.getLong("board_id")), tally(row)),
        SqlArray.bigints(ids, ItemId::value));
  }

  /** Writes the counts of items that the caller has locked. */
  void update(Pipeline pipeline, Collection<Tally> tallies) {
    pipeline.update(
        "MERGE INTO item i USING (SELECT id, up, down, rev"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY)) AS added (id, up, down, rev))"
            + " counted ON i.id = counted.id WHEN MATCHED THEN UPDATE SET up = counted.up,"
            + " down = counted.down, rev = counted.rev",
        SqlArray.bigints(tallies, tally -> tally.item().value()),
        SqlArray.bigints(tallies, Tally::up),
        SqlArray.bigints(tallies, Tally::down),
        SqlArray.bigints(tallies, Tally::rev));
  }

  ItemId insert(Handle handle, UpvoteCommand.Post post, AccountId author, Instant now) {
    return new ItemId(
        handle
            .createUpdate(
                "INSERT INTO item"
                    + " (board_id, author_id, title, body, up, down, rev, created_at)"
                    + " VALUES (:board, :author, :title, :text, 0, 0, 1, :now)")
            .bind("board", post.board().value())
            .bind("author", author.value())
            .bind("title", post.title())
            .bind("text", post.text())
            .bind("now", now)
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one());
  }

  /** A page of a board's items, the newest first, with the reader's own votes. */
  List<Seen<Item>> page(
      Handle handle, BoardId board, AccountId reader, Optional<ItemId> before, int limit) {
    return handle
        .createQuery(
            "SELECT i.id, i.board_id, i.title, i.body, i.up, i.down, i.rev, i.created_at,"
                + " a.id AS author_id, a.name, a.display_name, v.value"
                + " FROM item i JOIN account a ON a.id = i.author_id"
                + " LEFT JOIN vote v ON v.item_id = i.id AND v.account_id = :reader"
                + " WHERE i.board_id = :board AND i.id < :before"
                + " ORDER BY i.id DESC LIMIT :limit")
        .bind("reader", reader.value())
        .bind("board", board.value())
        .bind("before", before.map(ItemId::value).orElse(Long.MAX_VALUE))
        .bind("limit", limit)
        .map((row, context) -> new Seen<>(item(row), row.getInt("value")))
        .list();
  }

  /** The items of some boards that were posted after another one, in that order. */
  List<Item> after(Handle handle, Collection<BoardId> boards, ItemId after, int limit) {
    return handle
        .createQuery(
            "SELECT i.id, i.board_id, i.title, i.body, i.up, i.down, i.rev, i.created_at,"
                + " a.id AS author_id, a.name, a.display_name"
                + " FROM item i JOIN account a ON a.id = i.author_id"
                + " WHERE i.board_id = ANY(:boards) AND i.id > :after"
                + " ORDER BY i.id LIMIT :limit")
        .bind("boards", SqlArray.bigints(boards, BoardId::value))
        .bind("after", after.value())
        .bind("limit", limit)
        .map((row, context) -> item(row))
        .list();
  }

  /** The item that was posted last; 0 when there is none. */
  ItemId last(Handle handle) {
    return handle
        .createQuery("SELECT coalesce(max(id), 0) FROM item")
        .map((row, context) -> new ItemId(row.getLong(1)))
        .one();
  }

  /** The tallies of items, with the reader's own votes. */
  List<Seen<Tally>> tallies(Handle handle, Collection<ItemId> ids, AccountId reader) {
    return handle
        .createQuery(
            "SELECT i.id, i.up, i.down, i.rev, v.value FROM item i"
                + " LEFT JOIN vote v ON v.item_id = i.id AND v.account_id = :reader"
                + " WHERE i.id = ANY(:ids) ORDER BY i.id")
        .bind("reader", reader.value())
        .bind("ids", SqlArray.bigints(ids, ItemId::value))
        .map((row, context) -> new Seen<>(tally(row), row.getInt("value")))
        .list();
  }

  /** The tallies of items. */
  List<Tally> tallies(Handle handle, Collection<ItemId> ids) {
    return handle
        .createQuery("SELECT id, up, down, rev FROM item WHERE id = ANY(:ids)")
        .bind("ids", SqlArray.bigints(ids, ItemId::value))
        .map((row, context) -> tally(row))
        .list();
  }

  private static Board board(ResultSet row) throws SQLException {
    return new Board(
        new BoardId(row.getLong("id")),
        row.getString("title"),
        row.getString("description"),
        row.getBoolean("downvotes"));
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        new ItemId(row.getLong("id")),
        new BoardId(row.getLong("board_id")),
        new Person(
            new AccountId(row.getLong("author_id")),
            row.getString("name"),
            row.getString("display_name")),
        row.getString("title"),
        row.getString("body"),
        row.getTimestamp("created_at").toInstant(),
        tally(row));
  }

  private static Tally tally(ResultSet row) throws SQLException {
    return new Tally(
        new ItemId(row.getLong("id")), row.getLong("up"), row.getLong("down"), row.getLong("rev"));
  }
}
