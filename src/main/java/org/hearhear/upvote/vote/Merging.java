package org.hearhear.upvote.vote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hearhear.fanout.Publication;
import org.hearhear.storage.Pipeline;
import org.hearhear.upvote.item.Gone;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.ItemStore.Content;
import org.hearhear.upvote.item.VoteStore;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/**
 * Merges an item into another one of its board. The votes are united: whoever has a vote on the
 * other item keeps that, everybody else's moves, unless it became a vote for one's own item where
 * that is not allowed. The item keeps its rows, its counts and its log, and takes no votes any
 * more; whatever led to it leads to the other.
 */
final class Merging {
  /** So many votes are moved with one statement. */
  private static final int MOVED_AT_ONCE = 1_000;

  private final Work work;
  private final ItemStore.Locked from;
  private final ItemStore.Locked into;
  private final boolean selfVotes;
  private final VotedItem target;

  /** What is told of it, after the commit. */
  private final List<Publication> news = new ArrayList<>();

  private Merging(Work work, ItemStore.Locked from, ItemStore.Locked into, boolean selfVotes) {
    this.work = work;
    this.from = from;
    this.into = into;
    this.selfVotes = selfVotes;
    this.target = new VotedItem(into, work.now());
  }

  static UpvoteResult.Changed merge(Work work, Change.Merge merge) {
    work.requireModerator();
    if (merge.item().equals(merge.into())) {
      throw Refusal.badRequest("An item cannot be merged into itself.");
    }
    Item named = work.item(merge.item());
    work.stores().boards().lock(work.handle(), List.of(named.board())); // One merge at a time.
    List<ItemId> led = work.stores().items().mergedInto(work.handle(), merge.item());
    List<ItemId> all = new ArrayList<>(led);
    all.add(merge.item());
    all.add(merge.into());
    Map<ItemId, ItemStore.Locked> locked = new HashMap<>();
    work.lock(all).forEach(item -> locked.put(item.id(), item));
    ItemStore.Locked from = require(locked, merge.item());
    ItemStore.Locked into = require(locked, merge.into());
    if (!from.board().equals(into.board())) {
      throw Refusal.badRequest("Only items of one board can be merged.");
    }
    boolean selfVotes = work.board(from.board()).rules().selfVotes();
    return new Merging(work, from, into, selfVotes).merge(led);
  }

  private static ItemStore.Locked require(Map<ItemId, ItemStore.Locked> locked, ItemId id) {
    ItemStore.Locked item = locked.get(id);
    if (item == null) {
      throw Work.noItem();
    }
    if (item.gone().isPresent()) {
      throw Refusal.of(
          ErrorCode.CLOSED, "Item " + id + " is " + item.gone().get().wireName() + ".");
    }
    return item;
  }

  private UpvoteResult.Changed merge(List<ItemId> led) {
    int moved = moveVotes();
    VotedItem ended = new VotedItem(from, work.now());
    ended.mergeInto(into.id());
    write(target);
    write(ended);
    Item merged = work.item(from.id());
    work.record(
        "merge",
        merged,
        Json.builder().add("into", into.id().toString()).add("votesMoved", moved).build());
    UpvoteResult.Changed changed = work.changed(merged, leadingTo(merged));
    news.addAll(changed.news());
    for (ItemId id : led) {
      Item earlier = work.item(id);
      news.addAll(work.changed(earlier, leadingTo(earlier)).news());
    }
    Item united = work.item(into.id());
    news.addAll(work.changed(united, asItIs(united)).news());
    return new UpvoteResult.Changed(changed.reply(), news);
  }

  private int moveVotes() {
    int moved = 0;
    AccountId after = new AccountId(Long.MIN_VALUE);
    List<VoteLogStore.Pseudonymous> page;
    do {
      page = work.stores().logs().votes(work.handle(), from.id(), after, MOVED_AT_ONCE);
      moved += move(page);
      if (!page.isEmpty()) {
        after = page.get(page.size() - 1).account();
      }
    } while (page.size() == MOVED_AT_ONCE);
    return moved;
  }

  private int move(List<VoteLogStore.Pseudonymous> page) {
    Map<AccountId, VoteStore.Vote> there = votesThere(page);
    List<VoteStore.Vote> moved = new ArrayList<>();
    for (VoteLogStore.Pseudonymous vote : page) {
      Optional<VoteStore.Vote> own =
          isErased(vote) ? Optional.empty() : Optional.ofNullable(there.get(vote.account()));
      if (own.filter(kept -> kept.value() != 0).isEmpty() && isAllowed(vote.account())) {
        moved.add(moved(vote, own));
      }
    }
    if (!moved.isEmpty()) {
      Pipeline pipeline = new Pipeline(work.handle());
      work.stores().votes().write(pipeline, moved);
      work.stores().logs().append(pipeline, target.takeEntries());
      pipeline.run();
    }
    return moved.size();
  }

  private boolean isAllowed(AccountId voter) {
    return selfVotes || into.author().filter(voter::equals).isEmpty();
  }

  private Map<AccountId, VoteStore.Vote> votesThere(List<VoteLogStore.Pseudonymous> page) {
    Set<VoteStore.Id> ids = new HashSet<>();
    page.forEach(vote -> ids.add(new VoteStore.Id(into.id(), vote.account())));
    Pipeline pipeline = new Pipeline(work.handle());
    Pipeline.Rows<VoteStore.Vote> found = work.stores().votes().find(pipeline, ids);
    pipeline.run();
    Map<AccountId, VoteStore.Vote> there = new HashMap<>();
    found.get().forEach(vote -> there.put(vote.id().account(), vote));
    return there;
  }

  private VoteStore.Vote moved(VoteLogStore.Pseudonymous vote, Optional<VoteStore.Vote> takenBack) {
    AccountId account = isErased(vote) ? new AccountId(-(target.head().n() + 1)) : vote.account();
    VoteStore.Id id = new VoteStore.Id(into.id(), account);
    UUID key = takenBack.map(VoteStore.Vote::voterKey).orElseGet(UUID::randomUUID);
    VoteStore.Vote moved = target.move(id, key, vote.value(), from.id(), vote.voter());
    if (!isErased(vote)) {
      news.add(Work.mine(account, into.id(), moved.value(), target.tally().rev()));
    }
    return moved;
  }

  /** Whether nobody knows any more whose vote it is; it is numbered by its entry. */
  private static boolean isErased(VoteLogStore.Pseudonymous vote) {
    return vote.account().value() < 0;
  }

  private void write(VotedItem changed) {
    Pipeline pipeline = new Pipeline(work.handle());
    List<VoteLog.Entry> rest = changed.takeEntries();
    if (!rest.isEmpty()) {
      work.stores().logs().append(pipeline, rest);
    }
    work.stores().items().update(pipeline, List.of(changed.counts()));
    pipeline.run();
  }

  private Content leadingTo(Item item) {
    return new Content(
        item.title(),
        item.text(),
        item.state(),
        false,
        Optional.of(Gone.MERGED),
        Optional.of(into.id()),
        item.editedAt());
  }

  private Content asItIs(Item item) {
    return new Content(
        item.title(),
        item.text(),
        item.state(),
        into.takesVotes(),
        item.gone(),
        item.into(),
        item.editedAt());
  }
}
