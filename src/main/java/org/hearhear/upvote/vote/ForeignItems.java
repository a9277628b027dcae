package org.hearhear.upvote.vote;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearhear.upvote.item.Board;
import org.hearhear.upvote.item.ForeignKey;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.jdbi.v3.core.Handle;

/**
 * What the items of host applications are called, within one batch: it finds those that are there,
 * and makes one for a vote that counts. Whoever makes one has locked its board, so two batches
 * never make the same. For one thread.
 */
final class ForeignItems {
  private final UpvoteStores stores;
  private final Handle handle;
  private final Map<ForeignKey, ItemId> found = new HashMap<>();

  /** Made by this batch and not told yet. */
  private final Map<ItemId, Item> made = new HashMap<>();

  ForeignItems(UpvoteStores stores, Handle handle) {
    this.stores = stores;
    this.handle = handle;
  }

  /** Looks for items, and returns the boards of the keys that have none. */
  Set<BoardId> find(Collection<ForeignKey> keys) {
    Set<ForeignKey> missing = new HashSet<>(keys);
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      stores.items().foreign(handle, missing).forEach(each -> found.put(each.key(), each.item()));
      missing.removeAll(found.keySet());
    }
    Set<BoardId> boards = new HashSet<>();
    missing.forEach(key -> boards.add(key.board()));
    return boards;
  }

  Optional<ItemId> find(ForeignKey key) {
    return Optional.ofNullable(found.get(key));
  }

  /** Makes an item that is not there, on a board that the caller has locked. */
  ItemStore.Locked make(ForeignKey key, Board board, Instant now) {
    ItemId id =
        stores
            .items()
            .insert(
                handle,
                new ItemStore.New(
                    board.id(),
                    Optional.of(key.key()),
                    Optional.empty(),
                    key.key(),
                    "",
                    board.rules().workflow().first(),
                    now))
            .orElseThrow();
    Item item = stores.items().find(handle, id).orElseThrow();
    found.put(key, id);
    made.put(id, item);
    return new ItemStore.Locked(
        id,
        board.id(),
        Optional.empty(),
        item.state(),
        true,
        Optional.empty(),
        Optional.empty(),
        item.createdAt(),
        item.tally(),
        new ItemStore.LogHead(0, VoteLog.NOTHING));
  }

  /** An item that was made, once. */
  Optional<Item> takeMade(ItemId id) {
    return Optional.ofNullable(made.remove(id));
  }
}
