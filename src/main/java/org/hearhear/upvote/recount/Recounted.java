package org.hearhear.upvote.recount;

import org.hearhear.upvote.item.Tally;

/**
 * An item's votes by its counters, by its rows, and by its log.
 *
 * @param logN the last entry that the item knows of
 */
record Recounted(Tally tally, long logN, Votes rows, Votes log, long entries) {

  /** Votes for and against. */
  record Votes(long up, long down) {}

  /** Whether the counters are those of the rows. */
  boolean isCounted() {
    return rows.equals(new Votes(tally.up(), tally.down()));
  }

  /** Whether the log has all its entries and gives what the rows give. */
  boolean isLogged() {
    return rows.equals(log) && entries == logN;
  }

  /** The tally that is right, with a rev of its own. */
  Tally mended() {
    return new Tally(tally.item(), rows.up, rows.down, tally.rev() + 1);
  }
}
