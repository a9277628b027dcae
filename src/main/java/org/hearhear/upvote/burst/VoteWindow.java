package org.hearhear.upvote.burst;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.hearhear.wire.ItemId;

/** The votes on one item since the first of them. Not safe for threads. */
final class VoteWindow {
  private final ItemId item;
  private final Instant began;
  private final Map<String, Integer> byAddress = new HashMap<>();
  private long votes;
  private int mostFromOneAddress;
  private long newcomers;

  VoteWindow(ItemId item, Instant began) {
    this.item = item;
    this.began = began;
  }

  /** Whether it has lasted for so long; also when the clock was put back to before it. */
  boolean isOver(Instant now, Duration length) {
    return now.isBefore(began) || !now.isBefore(began.plus(length));
  }

  /**
   * Counts a vote.
   *
   * @param newAddresses how many more addresses may be told apart; votes from others count, too
   */
  void add(String address, boolean newcomer, int newAddresses) {
    votes++;
    if (newcomer) {
      newcomers++;
    }
    if (newAddresses > 0 || byAddress.containsKey(address)) {
      mostFromOneAddress = Math.max(mostFromOneAddress, byAddress.merge(address, 1, Integer::sum));
    }
  }

  int addresses() {
    return byAddress.size();
  }

  long votes() {
    return votes;
  }

  /** What moderators are told. */
  Burst burst() {
    return new Burst(
        item,
        began.truncatedTo(ChronoUnit.MINUTES),
        votes,
        byAddress.size(),
        mostFromOneAddress,
        newcomers);
  }
}
