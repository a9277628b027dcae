package org.hearhear.upvote.item;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The rows of boards. */
@Singleton
public class BoardStore {
  private static final String COLUMNS =
      "id, edition, title, description, closed, opens_at, closes_at, may_post, may_vote, voters,"
          + " budget, downvotes, self_votes, foreign_items, states";

  /** All boards, as they were arranged. */
  public List<Board> all(Handle handle) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM board ORDER BY place, id")
        .map((row, context) -> board(row))
        .list();
  }

  /** A page of the boards as they were arranged, from the first one on or behind one. */
  public List<Board> page(Handle handle, Optional<BoardId> after, int limit) {
    BoardId last = after.orElse(new BoardId(0));
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM board WHERE place > :place OR (place = :place AND id > :last)"
                + " ORDER BY place, id LIMIT :limit")
        .bind("place", after.map(id -> place(handle, id)).orElse(Long.MIN_VALUE))
        .bind("last", last.value())
        .bind("limit", limit)
        .map((row, context) -> board(row))
        .list();
  }

  private static long place(Handle handle, BoardId id) {
    return handle
        .createQuery("SELECT place FROM board WHERE id = :id")
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(BoardStore::noBoard);
  }

  /** What is said of a board that is not there. */
  public static Refusal noBoard() {
    return Refusal.of(ErrorCode.NOT_FOUND, "There is no such board.");
  }

  public int count(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM board").mapTo(Integer.class).one();
  }

  /** The board, or {@code not_found}. */
  public Board require(Handle handle, BoardId id) {
    return find(handle, List.of(id)).stream().findFirst().orElseThrow(BoardStore::noBoard);
  }

  public List<Board> find(Handle handle, Collection<BoardId> ids) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM board WHERE id = ANY(:ids)")
        .bind("ids", SqlArray.bigints(ids, BoardId::value))
        .map((row, context) -> board(row))
        .list();
  }

  /** A board's edition. */
  public record Edition(BoardId board, long edition) {}

  /** Those of some boards that have changed since an edition, in that order. */
  public List<Edition> changed(Handle handle, Collection<BoardId> ids, long after) {
    return handle
        .createQuery(
            "SELECT id, edition FROM board WHERE id = ANY(:ids) AND edition > :after"
                + " ORDER BY edition")
        .bind("ids", SqlArray.bigints(ids, BoardId::value))
        .bind("after", after)
        .map((row, context) -> new Edition(new BoardId(row.getLong("id")), row.getLong("edition")))
        .list();
  }

  /** Locks boards, in order of their ids: nobody else changes them or adds to them. */
  public void lock(Handle handle, Collection<BoardId> ids) {
    handle
        .createQuery("SELECT id FROM board WHERE id = ANY(:ids) ORDER BY id FOR UPDATE")
        .bind("ids", SqlArray.bigints(ids, BoardId::value))
        .mapTo(Long.class)
        .list();
  }

  /** These boards and those of these items, as they are when the locks before have been given. */
  public Pipeline.Rows<Board> find(
      Pipeline pipeline, Collection<BoardId> ids, Collection<ItemId> items) {
    return pipeline.query(
        "SELECT "
            + COLUMNS
            + " FROM board WHERE id = ANY(?)"
            + " OR id IN (SELECT board_id FROM item WHERE id = ANY(?))",
        BoardStore::board,
        SqlArray.bigints(ids, BoardId::value),
        SqlArray.bigints(items, ItemId::value));
  }

  /** Adds a board at the end of the list; its id and its edition are still to be given. */
  public BoardId insert(Handle handle, Board board, Instant now) {
    return new BoardId(
        bind(
                handle.createUpdate(
                    "INSERT INTO board (edition, place, title, description, closed, opens_at,"
                        + " closes_at, may_post, may_vote, voters, budget, downvotes, self_votes,"
                        + " foreign_items, states, created_at)"
                        + " VALUES (nextval('upvote_edition'),"
                        + " (SELECT coalesce(max(place), 0) + 1 FROM board), :title, :description,"
                        + " :closed, :opensAt, :closesAt, :mayPost, :mayVote, :voters, :budget,"
                        + " :downvotes, :selfVotes, :foreignItems, :states, :now)"),
                board)
            .bind("now", Timestamp.from(now))
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one());
  }

  /** Writes a board that the caller has locked, with a new edition. */
  public void update(Handle handle, Board board) {
    bind(
            handle.createUpdate(
                "UPDATE board SET edition = nextval('upvote_edition'), title = :title,"
                    + " description = :description, closed = :closed, opens_at = :opensAt,"
                    + " closes_at = :closesAt, may_post = :mayPost, may_vote = :mayVote,"
                    + " voters = :voters, budget = :budget, downvotes = :downvotes,"
                    + " self_votes = :selfVotes, foreign_items = :foreignItems, states = :states"
                    + " WHERE id = :id"),
            board)
        .bind("id", board.id().value())
        .execute();
  }

  /** Puts boards that the caller has locked into this order, before all others. */
  public void arrange(Handle handle, List<BoardId> order) {
    handle.execute("UPDATE board SET place = place + ?", order.size());
    for (int i = 0; i < order.size(); i++) {
      handle.execute("UPDATE board SET place = ? WHERE id = ?", i, order.get(i).value());
    }
  }

  private static Update bind(Update update, Board board) {
    BoardRules rules = board.rules();
    return update
        .bind("title", board.title())
        .bind("description", board.description())
        .bind("closed", board.closed())
        .bind("opensAt", board.opensAt().map(Timestamp::from).orElse(null))
        .bind("closesAt", board.closesAt().map(Timestamp::from).orElse(null))
        .bind("mayPost", rules.mayPost().wireName())
        .bind("mayVote", rules.mayVote().wireName())
        .bind("voters", rules.voters().wireName())
        .bind("budget", rules.budget().isPresent() ? rules.budget().getAsInt() : null)
        .bind("downvotes", rules.downvotes())
        .bind("selfVotes", rules.selfVotes())
        .bind("foreignItems", rules.foreignItems())
        .bind("states", rules.workflow().stored());
  }

  private static Board board(ResultSet row) throws SQLException {
    int stored = row.getInt("budget");
    OptionalInt budget = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(stored);
    BoardRules rules =
        new BoardRules(
            Who.stored(row.getString("may_post")),
            Who.stored(row.getString("may_vote")),
            Who.stored(row.getString("voters")),
            budget,
            row.getBoolean("downvotes"),
            row.getBoolean("self_votes"),
            row.getBoolean("foreign_items"),
            Workflow.stored(row.getString("states")));
    return new Board(
        new BoardId(row.getLong("id")),
        row.getLong("edition"),
        row.getString("title"),
        row.getString("description"),
        rules,
        row.getBoolean("closed"),
        instant(row.getTimestamp("opens_at")),
        instant(row.getTimestamp("closes_at")));
  }

  private static Optional<Instant> instant(@Nullable Timestamp time) {
    return Optional.ofNullable(time).map(Timestamp::toInstant);
  }
}
