package org.hearhear.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A bounded queue from which one thread takes all that has gathered. Interrupts are swallowed: only
 * {@link #close} ends a wait. Safe for all threads.
 */
final class Gathering<E> {
  private final int sizeMax;

  /** Guarded by this. */
  private final ArrayDeque<E> elements = new ArrayDeque<>();

  /** Guarded by this. */
  private boolean closed;

  Gathering(int sizeMax) {
    this.sizeMax = sizeMax;
  }

  /** Adds an element; false when there is no room for it, or never will be. */
  synchronized boolean offer(E element) {
    if (closed || elements.size() >= sizeMax) {
      return false;
    }
    elements.add(element);
    notifyAll();
    return true;
  }

  /** Adds an element, and waits for room. */
  synchronized void put(E element) {
    while (elements.size() >= sizeMax) {
      waitForChange();
    }
    elements.add(element);
    notifyAll();
  }

  /** Waits for at least one element and takes up to {@code max}; none once closed and empty. */
  List<E> take(int max) {
    return take(max, element -> false);
  }

  /** Likewise; an element that is alone is taken by itself. */
  synchronized List<E> take(int max, Predicate<E> isAlone) {
    while (elements.isEmpty() && !closed) {
      waitForChange();
    }
    List<E> taken = new ArrayList<>(Math.min(max, elements.size()));
    while (taken.size() < max && !elements.isEmpty()) {
      boolean alone = isAlone.test(elements.element());
      if (alone && !taken.isEmpty()) {
        break;
      }
      taken.add(elements.remove());
      if (alone) {
        break;
      }
    }
    notifyAll();
    return taken;
  }

  synchronized List<E> takeAll() {
    List<E> taken = new ArrayList<>(elements);
    elements.clear();
    return taken;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  @SuppressWarnings("WaitNotInLoop") // Its callers loop.
  private void waitForChange() {
    try {
      wait();
    } catch (InterruptedException notOurs) {
      // The lane that lent its thread from a container goes on until it is closed.
    }
  }
}
