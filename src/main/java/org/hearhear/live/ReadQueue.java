package org.hearhear.live;

import java.util.ArrayDeque;

/**
 * The reads of one connection that wait, the running one first; no longer than its commands in
 * flight. Safe for all threads.
 */
final class ReadQueue {
  /** Guarded by this. */
  private final ArrayDeque<Runnable> reads = new ArrayDeque<>();

  /** Adds a read; true when it is the only one, and so has to be started. */
  synchronized boolean add(Runnable read) {
    reads.add(read);
    return reads.size() == 1;
  }

  /** The read that is to run; there is one. */
  synchronized Runnable running() {
    return reads.element();
  }

  /** The running read is done; true when there is another one. */
  synchronized boolean finish() {
    reads.remove();
    return !reads.isEmpty();
  }
}
