package org.hearhear.load.measure;

import java.util.HashSet;
import java.util.Set;

/**
 * Checks what one receiver gets from one sender, who numbers his messages from 0. What is skipped
 * may still come, late: then it is out of order, and lost if it never does.
 */
public final class SequenceCheck {
  private final Set<Long> skipped = new HashSet<>();
  private long next;
  private long doubled;
  private long outOfOrder;

  /** Returns whether the message is there for the first time. */
  public boolean received(long number) {
    if (number >= next) {
      for (long missing = next; missing < number; missing++) {
        skipped.add(missing);
      }
      next = number + 1;
      return true;
    }
    if (skipped.remove(number)) {
      outOfOrder++;
      return true;
    }
    doubled++;
    return false;
  }

  public long doubled() {
    return doubled;
  }

  public long outOfOrder() {
    return outOfOrder;
  }

  /** How many of the first {@code sent} messages have not come. */
  public long lost(long sent) {
    return skipped.size() + Math.max(0, sent - next);
  }
}
