package org.hearhear.upvote.item;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hearhear.account.Person;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;

/** The rows of votes, one for each item and person. */
@Singleton
public class VoteStore {

  /** Whose vote on what. */
  public record Id(ItemId item, AccountId account) {}

  /**
   * A vote as it is.
   *
   * @param value 0 when it was taken back
   * @param voterKey what the voter's pseudonym in the log is made with
   * @param logN the last entry about it in the item's log
   */
  public record Vote(Id id, int value, UUID voterKey, long logN) {}

  /** The votes that are there. The items are locked. */
  public Pipeline.Rows<Vote> find(Pipeline pipeline, Collection<Id> ids) {
    return pipeline.query(
        "SELECT v.item_id, v.account_id, v.value, v.voter_key, v.log_n"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY))"
            + " AS wanted (item_id, account_id)"
            + " JOIN vote v ON v.item_id = wanted.item_id"
            + " AND v.account_id = wanted.account_id",
        VoteStore::vote,
        SqlArray.bigints(ids, id -> id.item.value()),
        SqlArray.bigints(ids, id -> id.account.value()));
  }

  /** One person's vote on an item, if there ever was one. */
  public Optional<Vote> find(Handle handle, Id id) {
    return handle
        .createQuery(
            "SELECT item_id, account_id, value, voter_key, log_n FROM vote"
                + " WHERE item_id = :item AND account_id = :account")
        .bind("item", id.item.value())
        .bind("account", id.account.value())
        .map((row, context) -> vote(row))
        .findOne();
  }

  /** A vote, as part of a tally. */
  public record Counted(Id id, int value, long rev) {}

  /** The votes of these accounts on these items, each with the item's revision of that moment. */
  public List<Counted> counted(
      Handle handle, Collection<ItemId> items, Collection<AccountId> accounts) {
    return handle
        .createQuery(
            "SELECT v.item_id, v.account_id, v.value, i.rev FROM vote v"
                + " JOIN item i ON i.id = v.item_id"
                + " WHERE v.item_id = ANY(:items) AND v.account_id = ANY(:accounts)")
        .bind("items", SqlArray.bigints(items, ItemId::value))
        .bind("accounts", SqlArray.bigints(accounts, AccountId::value))
        .map((row, context) -> new Counted(id(row), row.getInt("value"), row.getLong("rev")))
        .list();
  }

  /** The votes on an item that are in no log yet. */
  public List<Counted> unlogged(Handle handle, ItemId item) {
    return handle
        .createQuery(
            "SELECT v.item_id, v.account_id, v.value, i.rev FROM vote v"
                + " JOIN item i ON i.id = v.item_id WHERE v.item_id = :item AND v.log_n = 0")
        .bind("item", item.value())
        .map((row, context) -> new Counted(id(row), row.getInt("value"), row.getLong("rev")))
        .list();
  }

  /** Whether anybody ever voted on an item of a board, even if he took it back. */
  public boolean isVotedOn(Handle handle, BoardId board) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT 1 FROM vote v JOIN item i ON i.id = v.item_id"
                + " WHERE i.board_id = :board)")
        .bind("board", board.value())
        .mapTo(Boolean.class)
        .one();
  }

  /** How many votes an account has out on a board. */
  public record Out(BoardId board, AccountId account, int votes) {}

  /** The votes that count, of these accounts, on items of these boards that take votes. */
  public List<Out> out(Handle handle, Collection<BoardId> boards, Collection<AccountId> accounts) {
    return handle
        .createQuery(
            "SELECT i.board_id, v.account_id, count(*) AS votes"
                + " FROM vote v JOIN item i ON i.id = v.item_id"
                + " WHERE v.account_id = ANY(:accounts) AND v.value <> 0"
                + " AND i.board_id = ANY(:boards) AND i.takes_votes"
                + " GROUP BY i.board_id, v.account_id")
        .bind("accounts", SqlArray.bigints(accounts, AccountId::value))
        .bind("boards", SqlArray.bigints(boards, BoardId::value))
        .map(
            (row, context) ->
                new Out(
                    new BoardId(row.getLong("board_id")),
                    new AccountId(row.getLong("account_id")),
                    row.getInt("votes")))
        .list();
  }

  /** Somebody who has voted. */
  public record Voter(Person person, int value) {}

  /** Who has voted on an item, behind an account, in order of the accounts. */
  public List<Voter> voters(Handle handle, ItemId item, AccountId after, int limit) {
    return handle
        .createQuery(
            "SELECT a.id, a.name, a.display_name, v.value"
                + " FROM vote v JOIN account a ON a.id = v.account_id"
                + " WHERE v.item_id = :item AND v.account_id > :after AND v.value <> 0"
                + " ORDER BY v.account_id LIMIT :limit")
        .bind("item", item.value())
        .bind("after", after.value())
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Voter(
                    new Person(
                        new AccountId(row.getLong("id")),
                        row.getString("name"),
                        row.getString("display_name")),
                    row.getInt("value")))
        .list();
  }

  /** Some of the items that an account has a vote on, in order of their ids. */
  public List<ItemId> votedOn(Handle handle, AccountId account, int limit) {
    return handle
        .createQuery(
            "SELECT item_id FROM vote WHERE account_id = :account ORDER BY item_id LIMIT :limit")
        .bind("account", account.value())
        .bind("limit", limit)
        .mapTo(Long.class)
        .map(ItemId::new)
        .list();
  }

  /** Some disabled accounts whose votes were forgotten, and which have votes all the same. */
  public List<AccountId> votersToErase(Handle handle, int limit) {
    return handle
        .createQuery(
            "SELECT a.id FROM account a WHERE a.voter_erased AND a.disabled"
                + " AND EXISTS (SELECT 1 FROM vote v WHERE v.account_id = a.id)"
                + " ORDER BY a.id LIMIT :limit")
        .bind("limit", limit)
        .mapTo(Long.class)
        .map(AccountId::new)
        .list();
  }

  /** Leaves an account's votes on locked items to nobody, numbered by their last log entries. */
  public void forgetVoter(Handle handle, AccountId account, Collection<ItemId> items) {
    handle
        .createUpdate(
            "UPDATE vote SET account_id = -log_n, voter_key = NULL"
                + " WHERE account_id = :account AND item_id = ANY(:items)")
        .bind("account", account.value())
        .bind("items", SqlArray.bigints(items, ItemId::value))
        .execute();
  }

  /** Writes votes on items that the caller has locked. */
  public void write(Pipeline pipeline, Collection<Vote> votes) {
    pipeline.update(
        "MERGE INTO vote v USING (SELECT item_id, account_id, value, voter_key, log_n"
            + " FROM UNNEST(CAST(? AS bigint ARRAY), CAST(? AS bigint ARRAY),"
            + " CAST(? AS smallint ARRAY), CAST(? AS uuid ARRAY), CAST(? AS bigint ARRAY))"
            + " AS added (item_id, account_id, value, voter_key, log_n)) cast_now"
            + " ON v.item_id = cast_now.item_id AND v.account_id = cast_now.account_id"
            + " WHEN MATCHED THEN UPDATE SET value = cast_now.value,"
            + " voter_key = cast_now.voter_key, log_n = cast_now.log_n"
            + " WHEN NOT MATCHED THEN INSERT (item_id, account_id, value, voter_key, log_n)"
            + " VALUES (cast_now.item_id, cast_now.account_id, cast_now.value,"
            + " cast_now.voter_key, cast_now.log_n)",
        SqlArray.bigints(votes, vote -> vote.id.item.value()),
        SqlArray.bigints(votes, vote -> vote.id.account.value()),
        SqlArray.smallints(votes.stream().map(Vote::value).toList()),
        SqlArray.uuids(votes.stream().map(Vote::voterKey).toList()),
        SqlArray.bigints(votes, Vote::logN));
  }

  private static Vote vote(ResultSet row) throws SQLException {
    return new Vote(
        id(row), row.getInt("value"), row.getObject("voter_key", UUID.class), row.getLong("log_n"));
  }

  private static Id id(ResultSet row) throws SQLException {
    return new Id(new ItemId(row.getLong("item_id")), new AccountId(row.getLong("account_id")));
  }
}
