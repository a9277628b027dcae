package org.hearhear.upvote.vote;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearhear.account.Account;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.storage.Pipeline;
import org.hearhear.upvote.item.Board;
import org.hearhear.upvote.item.ForeignKey;
import org.hearhear.upvote.item.Gone;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.upvote.item.Workflow;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/** A change under way: in which transaction, by whom, and when. For one thread. */
record Work(Handle handle, Account who, Instant now, UpvoteStores stores, ModerationStore deeds) {

  void requireModerator() {
    if (!who.isModerator()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only moderators may do this.");
    }
  }

  Board board(BoardId id) {
    return stores.boards().require(handle, id);
  }

  /** Locks an item and reads it as it is then. */
  Item locked(ItemId id) {
    lock(List.of(id));
    return item(id);
  }

  /** Locks items, in order of their ids. */
  List<ItemStore.Locked> lock(List<ItemId> ids) {
    Pipeline pipeline = new Pipeline(handle);
    Pipeline.Rows<ItemStore.Locked> locked = stores.items().lock(pipeline, ids);
    pipeline.run();
    return locked.get();
  }

  Item item(ItemId id) {
    return stores.items().find(handle, id).orElseThrow(Work::noItem);
  }

  boolean isAuthor(Item item) {
    return item.author().filter(author -> author.id().equals(who.id())).isPresent();
  }

  /** Whether an item that is there takes votes in a state, as far as that is its own matter. */
  boolean takesVotes(Item item, String state) {
    return board(item.board())
        .rules()
        .workflow()
        .find(state)
        .filter(Workflow.State::closed)
        .isEmpty();
  }

  void requireOpen(Item item) {
    if (!board(item.board()).isOpen(now)) {
      throw Refusal.of(ErrorCode.CLOSED, "The board is closed.");
    }
  }

  static void requireThere(Item item) {
    requireThere(item.gone(), item.into());
  }

  static void requireThere(Optional<Gone> gone, Optional<ItemId> into) {
    if (into.isPresent()) {
      throw Refusal.of(
          ErrorCode.CLOSED, "This was merged into item " + into.get() + "; look there.");
    }
    if (gone.isPresent()) {
      throw noItem();
    }
  }

  static Refusal noItem() {
    return Refusal.of(ErrorCode.NOT_FOUND, "There is no such item.");
  }

  /** Records what a moderator does to a board. */
  void record(String action, BoardId board, JsonObject detail) {
    record(action, board, Optional.empty(), detail);
  }

  /** Records what a moderator does to an item. */
  void record(String action, Item item, JsonObject detail) {
    record(action, item.board(), Optional.of(item.id()), detail);
  }

  private void record(String action, BoardId board, Optional<ItemId> item, JsonObject detail) {
    deeds.insert(handle, new ModerationStore.Deed(who.id(), now, action, board, item, detail));
  }

  /** Writes an item that is locked; the change as it is answered and told. */
  UpvoteResult.Changed changed(Item item, ItemStore.Content content) {
    stores.items().update(handle, item.id(), content);
    Item after = item(item.id());
    return new UpvoteResult.Changed(
        Json.builder().add("item", after.id().toString()).add("edition", after.edition()).build(),
        List.of(news(after)));
  }

  /** What watchers of its board are told of a new item; nobody else can watch it yet. */
  static Publication posted(Item item) {
    return new Publication(
        List.of(new Position(Subject.board(item.board()), item.edition())),
        UpvotePayloads.item(item));
  }

  /** What a voter's connections are told of his own vote. */
  static Publication mine(AccountId voter, ItemId item, int value, long rev) {
    return new Publication(
        List.of(new Position(Subject.voter(voter), 0)), UpvotePayloads.mine(item, value, rev));
  }

  /** What watchers of an item and of its board are told. */
  static Publication news(Item item) {
    List<Position> positions = new ArrayList<>();
    positions.add(new Position(Subject.board(item.board()), item.edition()));
    positions.add(new Position(Subject.text(item.id()), item.edition()));
    item.foreign()
        .map(key -> new ForeignKey(item.board(), key).subject())
        .ifPresent(subject -> positions.add(new Position(subject, item.edition())));
    return new Publication(positions, UpvotePayloads.item(item));
  }
}
