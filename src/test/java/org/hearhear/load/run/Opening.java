package org.hearhear.load.run;

import java.util.function.IntConsumer;

/**
 * Opens many connections, so many at a time: the next one when an earlier one has got its welcome.
 * For the event loop only.
 */
public final class Opening {
  private final int count;
  private final IntConsumer opener;
  private final Runnable whenAllAreOpen;
  private int begun;
  private int opened;

  public Opening(int count, IntConsumer opener, Runnable whenAllAreOpen) {
    this.count = count;
    this.opener = opener;
    this.whenAllAreOpen = whenAllAreOpen;
  }

  public void start(int inProgressMax) {
    for (int i = 0; i < Math.min(count, inProgressMax); i++) {
      openNext();
    }
  }

  /** To be called for each that is open. */
  public void opened() {
    opened++;
    if (opened == count) {
      whenAllAreOpen.run();
    } else if (begun < count) {
      openNext();
    }
  }

  public int openedCount() {
    return opened;
  }

  private void openNext() {
    opener.accept(begun++);
  }
}
