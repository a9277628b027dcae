package org.hearhear.upvote.vote;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearhear.account.Person;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Json;
import org.jdbi.v3.core.Handle;

/** What moderators did to boards and items: rows that are added, and never changed. */
@Singleton
public class ModerationStore {

  /** Something that a moderator has done. */
  record Deed(
      AccountId by,
      Instant at,
      String action,
      BoardId board,
      Optional<ItemId> item,
      JsonObject detail) {}

  /** A deed as moderators read it. */
  public record Recorded(
      long id,
      Person by,
      Instant at,
      String action,
      BoardId board,
      Optional<ItemId> item,
      JsonObject detail) {}

  void insert(Handle handle, Deed deed) {
    handle
        .createUpdate(
            "INSERT INTO moderation (at, account_id, action, board_id, item_id, detail)"
                + " VALUES (:at, :by, :action, :board, :item, :detail)")
        .bind("at", Timestamp.from(deed.at))
        .bind("by", deed.by.value())
        .bind("action", deed.action)
        .bind("board", deed.board.value())
        .bind("item", deed.item.map(ItemId::value).orElse(null))
        .bind("detail", deed.detail.toString())
        .execute();
  }

  /** What was done on a board before some deed, the newest first. */
  public List<Recorded> page(Handle handle, BoardId board, long before, int limit) {
    return handle
        .createQuery(
            "SELECT m.id, m.at, m.account_id, a.name, a.display_name, m.action, m.board_id,"
                + " m.item_id, m.detail FROM moderation m JOIN account a ON a.id = m.account_id"
                + " WHERE m.board_id = :board AND m.id < :before ORDER BY m.id DESC LIMIT :limit")
        .bind("board", board.value())
        .bind("before", before)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Recorded(
                    row.getLong("id"),
                    new Person(
                        new AccountId(row.getLong("account_id")),
                        row.getString("name"),
                        row.getString("display_name")),
                    row.getTimestamp("at").toInstant(),
                    row.getString("action"),
                    new BoardId(row.getLong("board_id")),
                    Optional.of(row.getLong("item_id")).filter(id -> id != 0).map(ItemId::new),
                    (JsonObject) Json.read(row.getString("detail"))))
        .list();
  }
}
