package org.hearhear.upvote.vote;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.ItemStore.LogHead;
import org.hearhear.upvote.item.Standing;
import org.hearhear.upvote.item.Tally;
import org.hearhear.upvote.item.VoteStore;
import org.hearhear.wire.ItemId;

/** A locked item whose votes change: its counts and its log as they become. For one thread. */
final class VotedItem {
  private final Instant createdAt;
  private final VoteLog log;
  private Tally tally;

  VotedItem(ItemStore.Locked item, Instant now) {
    createdAt = item.createdAt();
    log = new VoteLog(item.id(), item.head(), now);
    tally = item.tally();
  }

  Tally tally() {
    return tally;
  }

  /** The end of the log as it becomes. */
  LogHead head() {
    return log.head();
  }

  /** Each change has a rev of its own: two replies with one rev must say the same. */
  VoteStore.Vote vote(VoteStore.Id id, UUID key, int before, int after) {
    tally = tally.changed(before, after);
    return log(id, key, after);
  }

  /** Logs a vote that is counted already. */
  VoteStore.Vote log(VoteStore.Id id, UUID key, int value) {
    LogHead entry = log.vote(VoteLog.pseudonym(id, key), value);
    return new VoteStore.Vote(id, value, key, entry.n());
  }

  /** Counts a vote that came from another item, where it stands under another pseudonym. */
  VoteStore.Vote move(VoteStore.Id id, UUID key, int value, ItemId from, String voterThere) {
    tally = tally.changed(0, value);
    LogHead entry = log.moved(VoteLog.pseudonym(id, key), value, from, voterThere);
    return new VoteStore.Vote(id, value, key, entry.n());
  }

  /** Ends the log. */
  void mergeInto(ItemId other) {
    log.merged(other);
  }

  /** The entries that were added since the last call. */
  List<VoteLog.Entry> takeEntries() {
    return log.takeAdded();
  }

  ItemStore.Counts counts() {
    return new ItemStore.Counts(tally, Standing.of(tally, createdAt), log.head());
  }
}
