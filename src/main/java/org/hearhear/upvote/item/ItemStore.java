package org.hearhear.upvote.item;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
import org.jspecify.annotations.Nullable;

/** The rows of items. */
@Singleton
public class ItemStore {
  private static final String COLUMNS =
      "i.id, i.board_id, i.edition, i.foreign_key, i.title, i.body, i.state, i.gone,"
          + " i.merged_into, i.created_at, i.edited_at, i.up, i.down, i.rev,"
          + " a.id AS author_id, a.name, a.display_name";

  private static final String ITEMS = " FROM item i LEFT JOIN account a ON a.id = i.author_id";

  /** The end of an item's vote log. */
  public record LogHead(long n, String hash) {}

  /** A locked item, as far as a vote depends on it. */
  public record Locked(
      ItemId id,
      BoardId board,
      Optional<AccountId> author,
      String state,
      boolean takesVotes,
      Optional<Gone> gone,
      Optional<ItemId> into,
      Instant createdAt,
      Tally tally,
      LogHead head) {}

  /** An item's counts with what follows from them. */
  public record Counts(Tally tally, Standing standing, LogHead head) {}

  /** An item that is still to be stored. */
  public record New(
      BoardId board,
      Optional<String> foreign,
      Optional<AccountId> author,
      String title,
      String text,
      String state,
      Instant createdAt) {}

  /** What a change may write; who writes it has locked the item. */
  public record Content(
      String title,
      String text,
      String state,
      boolean takesVotes,
      Optional<Gone> gone,
      Optional<ItemId> into,
      Optional<Instant> editedAt) {}

  /** An item or its tally, with one account's vote. */
  public record Seen<T>(T what, int mine) {}

  /** Locks items, in order of their ids. */
  public Pipeline.Rows<Locked> lock(Pipeline pipeline, Collection<ItemId> ids) {
    return pipeline.query(
        "SELECT id, board_id, author_id, state, takes_votes, gone, merged_into, created_at, up,"
            + " down, rev, log_n, log_hash FROM item WHERE id = ANY(?) ORDER BY id FOR UPDATE",
        ItemStore::locked,
        SqlArray.bigints(ids, ItemId::value));
  }

  /** Locks all items of a board, in order of their ids. */
  public void lockAll(Handle handle, BoardId board) {
    handle
        .createQuery("SELECT id FROM item WHERE board_id = :board ORDER BY id FOR UPDATE")
        .bind("board", board.value())
        .mapTo(Long.class)
        .list();
  }

  /** Writes the counts of items that the caller has locked. */
  public void update(Pipeline pipeline, Collection<Counts> counts) {
    pipeline.update(
        "MERGE INTO item i USING (SELECT id, up, down, rev, score, hot, best, log_n, log_hash"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS varchar ARRAY))"
            + " AS added (id, up, down, rev, score, hot, best, log_n, log_hash))"
            + " counted ON i.id = counted.id WHEN MATCHED THEN UPDATE SET up = counted.up,"
            + " down = counted.down, rev = counted.rev, score = counted.score, hot = counted.hot,"
            + " best = counted.best, activity = nextval('item_activity'), log_n = counted.log_n,"
            + " log_hash = counted.log_hash",
        SqlArray.bigints(counts, each -> each.tally.item().value()),
        SqlArray.bigints(counts, each -> each.tally.up()),
        SqlArray.bigints(counts, each -> each.tally.down()),
        SqlArray.bigints(counts, each -> each.tally.rev()),
        SqlArray.bigints(counts, each -> each.standing.score()),
        SqlArray.bigints(counts, each -> each.standing.hot()),
        SqlArray.bigints(counts, each -> each.standing.best()),
        SqlArray.bigints(counts, each -> each.head.n),
        SqlArray.texts(counts.stream().map(each -> each.head.hash).toList()));
  }

  /** Adds an item; empty when its board has one with its foreign key. */
  public Optional<ItemId> insert(Handle handle, New item) {
    return handle
        .createUpdate(
            "INSERT INTO item (board_id, foreign_key, author_id, title, body, state, up, down,"
                + " rev, created_at, edition, activity, hot)"
                + " VALUES (:board, :foreign, :author, :title, :text, :state, 0, 0, 1, :now,"
                + " nextval('upvote_edition'), nextval('item_activity'), :hot)"
                + " ON CONFLICT DO NOTHING")
        .bind("board", item.board.value())
        .bind("foreign", item.foreign.orElse(null))
        .bind("author", item.author.map(AccountId::value).orElse(null))
        .bind("title", item.title)
        .bind("text", item.text)
        .bind("state", item.state)
        .bind("now", Timestamp.from(item.createdAt))
        .bind("hot", Standing.of(new Tally(new ItemId(0), 0, 0, 1), item.createdAt).hot())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .findOne()
        .map(ItemId::new);
  }

  /** Writes what is not a count, with a new edition, of an item that the caller has locked. */
  public void update(Handle handle, ItemId id, Content content) {
    handle
        .createUpdate(
            "UPDATE item SET title = :title, body = :text, state = :state,"
                + " takes_votes = :takesVotes, gone = :gone, merged_into = :into,"
                + " edited_at = :editedAt, edition = nextval('upvote_edition'),"
                + " activity = nextval('item_activity') WHERE id = :id")
        .bind("title", content.title)
        .bind("text", content.text)
        .bind("state", content.state)
        .bind("takesVotes", content.takesVotes)
        .bind("gone", content.gone.map(Gone::wireName).orElse(null))
        .bind("into", content.into.map(ItemId::value).orElse(null))
        .bind("editedAt", content.editedAt.map(Timestamp::from).orElse(null))
        .bind("id", id.value())
        .execute();
  }

  public Optional<Item> find(Handle handle, ItemId id) {
    return handle
        .createQuery("SELECT " + COLUMNS + ITEMS + " WHERE i.id = :id")
        .bind("id", id.value())
        .map((row, context) -> item(row))
        .findOne();
  }

  /** Items that an older version has left without numbers to be ranked by. */
  public List<ItemId> unfounded(Handle handle, int limit) {
    return handle
        .createQuery("SELECT id FROM item WHERE hot = 0 ORDER BY id LIMIT :limit")
        .bind("limit", limit)
        .mapTo(Long.class)
        .map(ItemId::new)
        .list();
  }

  /** The states in which a board has items, but for those that are gone and cannot come back. */
  public List<String> states(Handle handle, BoardId board) {
    return handle
        .createQuery(
            "SELECT DISTINCT state FROM item WHERE board_id = :board"
                + " AND (gone IS NULL OR gone = 'hidden')")
        .bind("board", board.value())
        .mapTo(String.class)
        .list();
  }

  /** Lets the items of a board, which are locked, take votes as its states have it now. */
  public void follow(Handle handle, BoardId board, Workflow workflow) {
    List<String> open =
        workflow.states().stream()
            .filter(state -> !state.closed())
            .map(Workflow.State::name)
            .toList();
    handle
        .createUpdate(
            "UPDATE item SET takes_votes = (state = ANY(:open)) WHERE board_id = :board"
                + " AND gone IS NULL AND takes_votes <> (state = ANY(:open))")
        .bind("open", SqlArray.texts(open))
        .bind("board", board.value())
        .execute();
  }

  /** The items that were merged into one. */
  public List<ItemId> mergedInto(Handle handle, ItemId into) {
    return handle
        .createQuery("SELECT id FROM item WHERE merged_into = :into ORDER BY id")
        .bind("into", into.value())
        .mapTo(Long.class)
        .map(ItemId::new)
        .list();
  }

  /** An item's counts with the end of the log that they are the recount of. */
  public record Counted(Tally tally, LogHead head) {}

  public Optional<Counted> counted(Handle handle, ItemId id) {
    return handle
        .createQuery("SELECT id, up, down, rev, log_n, log_hash FROM item WHERE id = :id")
        .bind("id", id.value())
        .map((row, context) -> new Counted(tally(row), head(row)))
        .findOne();
  }

  /** All items of a board behind one, in order of their ids. */
  public List<Item> posted(Handle handle, BoardId board, ItemId after, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + ITEMS
                + " WHERE i.board_id = :board AND i.id > :after ORDER BY i.id LIMIT :limit")
        .bind("board", board.value())
        .bind("after", after.value())
        .bind("limit", limit)
        .map((row, context) -> item(row))
        .list();
  }

  /** Which of these foreign keys are items already. */
  public List<Foreign> foreign(Handle handle, Collection<ForeignKey> keys) {
    return handle
        .createQuery(
            "SELECT i.id, i.board_id, i.foreign_key"
                + " FROM UNNEST(CAST(:boards AS bigint ARRAY), CAST(:keys AS varchar ARRAY))"
                + " AS wanted (board_id, foreign_key) JOIN item i"
                + " ON i.board_id = wanted.board_id AND i.foreign_key = wanted.foreign_key")
        .bind("boards", SqlArray.bigints(keys, key -> key.board().value()))
        .bind("keys", SqlArray.texts(keys.stream().map(ForeignKey::key).toList()))
        .map(
            (row, context) ->
                new Foreign(
                    new ForeignKey(
                        new BoardId(row.getLong("board_id")), row.getString("foreign_key")),
                    new ItemId(row.getLong("id"))))
        .list();
  }

  /** The item that a foreign key stands for. */
  public record Foreign(ForeignKey key, ItemId item) {}

  /** A page of a board's items, the newest first, with the reader's own votes. */
  public List<Seen<Item>> page(
      Handle handle, BoardId board, AccountId reader, Optional<ItemId> before, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + ", v.value"
                + ITEMS
                + " LEFT JOIN vote v ON v.item_id = i.id AND v.account_id = :reader"
                + " WHERE i.board_id = :board AND i.id < :before AND i.gone IS NULL"
                + " ORDER BY i.id DESC LIMIT :limit")
        .bind("reader", reader.value())
        .bind("board", board.value())
        .bind("before", before.map(ItemId::value).orElse(Long.MAX_VALUE))
        .bind("limit", limit)
        .map((row, context) -> new Seen<>(item(row), row.getInt("value")))
        .list();
  }

  /** Items with the reader's own votes, in no order. */
  public List<Seen<Item>> seen(Handle handle, Collection<ItemId> ids, AccountId reader) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + ", v.value"
                + ITEMS
                + " LEFT JOIN vote v ON v.item_id = i.id AND v.account_id = :reader"
                + " WHERE i.id = ANY(:ids)")
        .bind("reader", reader.value())
        .bind("ids", SqlArray.bigints(ids, ItemId::value))
        .map((row, context) -> new Seen<>(item(row), row.getInt("value")))
        .list();
  }

  /** An item's edition. */
  public record Edition(ItemId item, long edition) {}

  /** The items of some boards, and some items, that changed after an edition, in that order. */
  public List<Edition> changed(
      Handle handle, Collection<BoardId> boards, Collection<ItemId> items, long after, int limit) {
    return handle
        .createQuery(
            "SELECT id, edition FROM item WHERE board_id = ANY(:boards) AND edition > :after"
                + " UNION SELECT id, edition FROM item WHERE id = ANY(:items) AND edition > :after"
                + " ORDER BY edition LIMIT :limit")
        .bind("boards", SqlArray.bigints(boards, BoardId::value))
        .bind("items", SqlArray.bigints(items, ItemId::value))
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> new Edition(new ItemId(row.getLong("id")), row.getLong("edition")))
        .list();
  }

  /** Some items, in order of their editions. */
  public List<Item> find(Handle handle, Collection<ItemId> ids) {
    return handle
        .createQuery("SELECT " + COLUMNS + ITEMS + " WHERE i.id = ANY(:ids) ORDER BY i.edition")
        .bind("ids", SqlArray.bigints(ids, ItemId::value))
        .map((row, context) -> item(row))
        .list();
  }

  /** The edition that was given last, to an item or a board; 0 when there is none. */
  public long lastEdition(Handle handle) {
    return handle
        .createQuery(
            "SELECT greatest((SELECT coalesce(max(edition), 0) FROM board),"
                + " (SELECT coalesce(max(edition), 0) FROM item))")
        .mapTo(Long.class)
        .one();
  }

  /** The tallies of items, with the reader's own votes. */
  public List<Seen<Tally>> tallies(Handle handle, Collection<ItemId> ids, AccountId reader) {
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
  public List<Tally> tallies(Handle handle, Collection<ItemId> ids) {
    return handle
        .createQuery("SELECT id, up, down, rev FROM item WHERE id = ANY(:ids)")
        .bind("ids", SqlArray.bigints(ids, ItemId::value))
        .map((row, context) -> tally(row))
        .list();
  }

  private static Locked locked(ResultSet row) throws SQLException {
    return new Locked(
        new ItemId(row.getLong("id")),
        new BoardId(row.getLong("board_id")),
        Optional.of(row.getLong("author_id")).filter(id -> id != 0).map(AccountId::new),
        row.getString("state"),
        row.getBoolean("takes_votes"),
        gone(row.getString("gone")),
        id(row.getLong("merged_into")),
        row.getTimestamp("created_at").toInstant(),
        tally(row),
        head(row));
  }

  private static LogHead head(ResultSet row) throws SQLException {
    return new LogHead(row.getLong("log_n"), row.getString("log_hash"));
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        new ItemId(row.getLong("id")),
        new BoardId(row.getLong("board_id")),
        row.getLong("edition"),
        Optional.ofNullable(row.getString("foreign_key")),
        author(row),
        row.getString("title"),
        row.getString("body"),
        row.getString("state"),
        gone(row.getString("gone")),
        id(row.getLong("merged_into")),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("edited_at")).map(Timestamp::toInstant),
        tally(row));
  }

  private static Optional<Person> author(ResultSet row) throws SQLException {
    long id = row.getLong("author_id");
    return id == 0 // How JDBC reads null.
        ? Optional.empty()
        : Optional.of(
            new Person(new AccountId(id), row.getString("name"), row.getString("display_name")));
  }

  private static Optional<Gone> gone(@Nullable String name) {
    return Optional.ofNullable(name).map(Gone::stored);
  }

  /** An id; JDBC reads null as 0. */
  private static Optional<ItemId> id(long value) {
    return value == 0 ? Optional.empty() : Optional.of(new ItemId(value));
  }

  private static Tally tally(ResultSet row) throws SQLException {
    return new Tally(
        new ItemId(row.getLong("id")), row.getLong("up"), row.getLong("down"), row.getLong("rev"));
  }
}
