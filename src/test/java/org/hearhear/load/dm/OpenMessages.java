package org.hearhear.load.dm;

import org.hearhear.load.client.Received;

/**
 * The messages of one user that are under way, by their numbers: open until they are acknowledged
 * to him and delivered to his partner. The oldest open one may be so many numbers behind the newest
 * as there are places.
 */
final class OpenMessages {
  private static final byte ACKNOWLEDGED = 1;
  private static final byte DELIVERED = 2;
  private static final byte DONE = ACKNOWLEDGED | DELIVERED;
  private static final int PLACES_MIN = 1_024;

  private final long[] intendedAt;
  private final byte[] state;
  private final int mask;
  private long oldest;
  private long next;
  private int open;

  /**
   * @param window how many may be open
   */
  OpenMessages(int window) {
    int places = Math.max(PLACES_MIN, Integer.highestOneBit(window) * 8);
    intendedAt = new long[places];
    state = new byte[places];
    mask = places - 1;
  }

  int count() {
    return open;
  }

  /** How many there have been; the number of the next one. */
  long next() {
    return next;
  }

  boolean hasPlace() {
    return next - oldest <= mask;
  }

  /** Opens the next one and returns its number. */
  long add(long intendedNanos) {
    int place = (int) next & mask;
    intendedAt[place] = intendedNanos;
    state[place] = 0;
    open++;
    return next++;
  }

  /** When it was to be sent; absent if it is not open, or acknowledged already. */
  long acknowledged(long number) {
    return done(number, ACKNOWLEDGED);
  }

  /** When it was to be sent; absent if it is not open, or delivered already. */
  long delivered(long number) {
    return done(number, DELIVERED);
  }

  private long done(long number, byte what) {
    int place = (int) number & mask;
    if (number < oldest || number >= next || (state[place] & what) != 0) {
      return Received.ABSENT;
    }
    state[place] |= what;
    if (state[place] == DONE) {
      open--;
    }
    while (oldest < next && state[(int) oldest & mask] == DONE) {
      oldest++;
    }
    return intendedAt[place];
  }
}
