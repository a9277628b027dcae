package org.hearhear.upvote.item;

import org.hearhear.wire.ItemId;

/** An item's counts at a rev. */
public record Tally(ItemId item, long up, long down, long rev) {

  /** The tally after somebody's vote has changed from one value to another. */
  public Tally changed(int from, int to) {
    int upChange = (to == 1 ? 1 : 0) - (from == 1 ? 1 : 0);
    int downChange = (to == -1 ? 1 : 0) - (from == -1 ? 1 : 0);
    return new Tally(item, up + upChange, down + downChange, rev + 1);
  }
}
