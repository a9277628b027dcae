package org.hearhear.upvote;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hearhear.account.Person;
import org.hearhear.journal.AppliedStore;
import org.hearhear.storage.Pipeline;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One batch of votes and posts in one transaction: the items are locked, repeats are found by their
 * keys, votes are applied in order, and the counts are written once for each item. Used once, by
 * one thread.
 */
final class UpvoteBatch {
  private final UpvoteStores stores;
  private final Handle handle;
  private final List<UpvoteWrite> writes;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final Map<ItemId, ItemStore.Locked> items = new HashMap<>();
  private final Map<AppliedStore.Id, AppliedStore.Applied> applied = new HashMap<>();
  private final Map<BoardId, Optional<ItemStore.Board>> boards = new HashMap<>();

  /** The votes as they are, and then as they become. */
  private final Map<VoteStore.Id, Integer> votes = new HashMap<>();

  /** What this batch has changed. */
  private final Map<VoteStore.Id, Integer> changedVotes = new LinkedHashMap<>();

  private final Map<ItemId, Tally> changedTallies = new LinkedHashMap<>();

  UpvoteBatch(UpvoteStores stores, Handle handle, List<UpvoteWrite> writes) {
    this.stores = stores;
    this.handle = handle;
    this.writes = writes;
  }

  List<UpvoteResult> apply() {
    Set<ItemId> ids = new HashSet<>();
    Set<VoteStore.Id> voteIds = new HashSet<>();
    for (UpvoteWrite write : writes) {
      if (write instanceof UpvoteWrite.Cast cast) {
        ids.add(cast.vote().item());
        voteIds.add(voteId(cast));
      }
    }
    read(ids, voteIds);

    List<UpvoteResult> results = new ArrayList<>(writes.size());
    Map<AppliedStore.Id, First> firsts = new HashMap<>();
    for (UpvoteWrite write : writes) {
      UpvoteResult result = decide(write, firsts.get(write.id()));
      results.add(result);
      firsts.putIfAbsent(write.id(), new First(write.digest(), result));
    }
    write(results);
    return results;
  }

  /** Locks the items first: what follows is what was there when the locks were given. */
  private void read(Set<ItemId> itemIds, Set<VoteStore.Id> voteIds) {
    Pipeline pipeline = new Pipeline(handle);
    Pipeline.Rows<ItemStore.Locked> locked = stores.items().lock(pipeline, itemIds);
    Pipeline.Rows<AppliedStore.Found> repeats =
        stores.applied().find(pipeline, writes.stream().map(UpvoteWrite::id).toList());
    Pipeline.Rows<VoteStore.Vote> cast = stores.votes().find(pipeline, voteIds);
    pipeline.run();
    locked.get().forEach(item -> items.put(item.tally().item(), item));
    repeats.get().forEach(found -> applied.put(found.id(), found.applied()));
    cast.get().forEach(vote -> votes.put(vote.id(), vote.value()));
  }

  /** The first write of this batch with its key. */
  private record First(String digest, UpvoteResult result) {}

  private UpvoteResult decide(UpvoteWrite write, @Nullable First first) {
    AppliedStore.Applied earlier = applied.get(write.id());
    if (earlier != null) {
      return earlier.digest().equals(write.digest())
          ? new UpvoteResult.Repeated(earlier.reply())
          : keyReused();
    }
    if (first != null) {
      return first.digest().equals(write.digest()) ? repeated(first.result()) : keyReused();
    }
    try {
      return write instanceof UpvoteWrite.Cast cast
          ? cast(cast)
          : post((UpvoteWrite.Posting) write);
    } catch (Refusal refusal) {
      return new UpvoteResult.Refused(refusal);
    }
  }

  private UpvoteResult cast(UpvoteWrite.Cast cast) {
    ItemId item = cast.vote().item();
    int value = cast.vote().value();
    ItemStore.Locked locked = items.get(item);
    if (locked == null) {
      throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such item.");
    }
    if (value < 0 && !board(locked.board()).downvotes()) {
      throw Refusal.badRequest("This board takes no votes against an item.");
    }
    VoteStore.Id id = voteId(cast);
    int before = votes.getOrDefault(id, 0);
    Tally tally = changedTallies.getOrDefault(item, locked.tally());
    boolean changed = before != value;
    if (changed) {
      // Each change has a rev of its own: two replies with one rev must say the same.
      tally = tally.changed(before, value);
      votes.put(id, value);
      changedVotes.put(id, value);
      changedTallies.put(item, tally);
    }
    return new UpvoteResult.Counted(UpvotePayloads.voteReply(tally, value), tally, changed);
  }

  private UpvoteResult post(UpvoteWrite.Posting posting) {
    UpvoteCommand.Post post = posting.post();
    ItemStore.Board board = board(post.board());
    AccountId author = posting.connection().account();
    Person person = stores.accounts().people(handle, List.of(author)).get(author);
    if (person == null) {
      throw Refusal.of(ErrorCode.NOT_FOUND, "Your account is gone.");
    }
    ItemId id = stores.items().insert(handle, post, author, now);
    Item item =
        new Item(id, board.id(), person, post.title(), post.text(), now, new Tally(id, 0, 0, 1));
    return new UpvoteResult.Posted(UpvotePayloads.postReply(id, 1), item);
  }

  private ItemStore.Board board(BoardId id) {
    return boards
        .computeIfAbsent(id, unread -> stores.items().findBoard(handle, unread))
        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "There is no such board."));
  }

  /** Writes votes and counts, and what was applied with its reply in order of the keys. */
  private void write(List<UpvoteResult> results) {
    Pipeline pipeline = new Pipeline(handle);
    if (!changedVotes.isEmpty()) {
      stores.votes().write(pipeline, changedVotes);
      stores.items().update(pipeline, changedTallies.values());
    }
    Map<AppliedStore.Id, AppliedStore.Applied> fresh = new TreeMap<>();
    for (int i = 0; i < writes.size(); i++) {
      UpvoteWrite write = writes.get(i);
      if (results.get(i) instanceof UpvoteResult.Counted counted) {
        fresh.put(write.id(), new AppliedStore.Applied(write.digest(), counted.reply()));
      } else if (results.get(i) instanceof UpvoteResult.Posted posted) {
        fresh.put(write.id(), new AppliedStore.Applied(write.digest(), posted.reply()));
      }
    }
    if (!fresh.isEmpty()) {
      stores.applied().insert(pipeline, fresh, now);
    }
    pipeline.run();
  }

  private static UpvoteResult repeated(UpvoteResult first) {
    if (first instanceof UpvoteResult.Counted counted) {
      return new UpvoteResult.Repeated(counted.reply());
    }
    if (first instanceof UpvoteResult.Posted posted) {
      return new UpvoteResult.Repeated(posted.reply());
    }
    return first;
  }

  private static UpvoteResult keyReused() {
    return new UpvoteResult.Refused(
        Refusal.of(ErrorCode.KEY_REUSED, "This key was used before for something else."));
  }

  private static VoteStore.Id voteId(UpvoteWrite.Cast cast) {
    return new VoteStore.Id(cast.vote().item(), cast.connection().account());
  }
}
