package org.hearhear.live;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.wire.Payload;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client, bounded by number and bytes. Events keep their order; state
 * (such as a tally) is kept by its key, so that only the newest waits. Safe for all threads.
 */
final class Outbox {
  private final int eventsMax;
  private final int bytesMax;

  /** Guarded by this. */
  private final ArrayDeque<Payload> events = new ArrayDeque<>();

  /** Guarded by this; events from before the welcome, null from then on. */
  private @Nullable ArrayDeque<Payload> early = new ArrayDeque<>();

  /** Guarded by this; the newest state by its key, in the order in which they first changed. */
  private final Map<Object, Payload> states = new LinkedHashMap<>();

  /** Guarded by this; of both together. */
  private int bytes;

  /** Guarded by this; true once nothing more is taken in. */
  private boolean closed;

  Outbox(int eventsMax, int bytesMax) {
    this.eventsMax = eventsMax;
    this.bytesMax = bytesMax;
  }

  /** Appends an event, behind the welcome; false when it does not fit. */
  synchronized boolean addEvent(Payload event) {
    return append(early == null ? events : early, event);
  }

  /** Appends a reply, which does not wait for the welcome; false when it does not fit. */
  synchronized boolean addReply(Payload reply) {
    return append(events, reply);
  }

  /** Appends the welcome, and behind it what has happened since the connection subscribed. */
  synchronized boolean open(Payload welcome) {
    if (!append(events, welcome)) {
      return false;
    }
    if (early != null) {
      events.addAll(early);
      early = null;
    }
    return true;
  }

  private boolean append(ArrayDeque<Payload> queue, Payload payload) {
    if (closed) {
      return true; // Nobody is there to miss it.
    }
    if (size() >= eventsMax || bytes + payload.bytes() > bytesMax) {
      return false;
    }
    queue.add(payload);
    bytes += payload.bytes();
    return true;
  }

  private int size() {
    return events.size() + states.size() + (early == null ? 0 : early.size());
  }

  /**
   * Keeps the newest of each state, in one go; false when one does not fit. Before the welcome
   * there is nothing that a client could have the state of.
   */
  synchronized boolean putAll(List<State> newest) {
    if (early != null) {
      return true;
    }
    for (State state : newest) {
      if (!put(state.key(), state.payload())) {
        return false;
      }
    }
    return true;
  }

  private boolean put(Object key, Payload state) {
    if (closed) {
      return true;
    }
    Payload older = states.get(key);
    int grows = state.bytes() - (older == null ? 0 : older.bytes());
    if ((older == null && size() >= eventsMax) || bytes + grows > bytesMax) {
      return false;
    }
    states.put(key, state);
    bytes += grows;
    return true;
  }

  /**
   * Takes as much as a frame of {@code frameBytesMax} holds, at least one event, as a JSON array;
   * null when nothing waits. Events go before state: a reply is more urgent than a tally.
   */
  synchronized @Nullable String takeFrame(int frameBytesMax) {
    if (events.isEmpty() && states.isEmpty()) {
      return null;
    }
    StringBuilder frame = new StringBuilder(Math.min(bytes, frameBytesMax) + 16);
    int room = frameBytesMax - 2;
    while (!events.isEmpty() && (frame.isEmpty() || events.element().bytes() + 1 <= room)) {
      room -= append(frame, events.remove());
    }
    var newest = states.values().iterator();
    while (events.isEmpty() && newest.hasNext()) {
      Payload state = newest.next();
      if (!frame.isEmpty() && state.bytes() + 1 > room) {
        break;
      }
      newest.remove();
      room -= append(frame, state);
    }
    return frame.append(']').toString();
  }

  private int append(StringBuilder frame, Payload payload) {
    frame.append(frame.isEmpty() ? '[' : ',').append(payload.json());
    bytes -= payload.bytes();
    return payload.bytes() + 1;
  }

  synchronized boolean isEmpty() {
    return events.isEmpty() && states.isEmpty();
  }

  /**
   * Forgets what waits and takes nothing more in but a last word to say goodbye with; false when it
   * has been closed before, and then its last word stays.
   */
  synchronized boolean close(Payload lastWord) {
    if (closed) {
      return false;
    }
    clear();
    events.add(lastWord);
    bytes = lastWord.bytes();
    closed = true;
    return true;
  }

  /** Forgets what waits and takes nothing more in. */
  synchronized void discard() {
    clear();
    closed = true;
  }

  private void clear() {
    events.clear();
    early = null;
    states.clear();
    bytes = 0;
  }
}
