package org.hearhear.live;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.wire.Payload;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client, bounded by bytes and, for events, by number. Events keep
 * their order; state (such as a tally) is kept by its key, so that only the newest waits. Durable
 * events need not wait here: when they find no room, all of them are dropped, and the position from
 * which they have to be read again is known. Safe for all threads.
 */
final class Outbox {
  private final int eventsMax;
  private final int bytesMax;

  /** Guarded by this. */
  private final ArrayDeque<Entry> events = new ArrayDeque<>();

  /** Guarded by this; events from before the welcome, null from then on. */
  private @Nullable ArrayDeque<Entry> early = new ArrayDeque<>();

  /** Guarded by this; the newest state by its key, in the order in which they first changed. */
  private final Map<Object, Payload> states = new LinkedHashMap<>();

  /** Guarded by this; of all together. */
  private int bytes;

  /** Guarded by this; bytes of all frames that were taken out. */
  private long taken;

  /** Guarded by this; the position of the last durable event that was taken in. */
  private long position;

  /** Guarded by this. */
  private Stage stage = Stage.OPEN;

  /** What becomes of what waits, and of what comes. */
  private enum Stage {
    /** It is sent. */
    OPEN,
    /** What waits is sent, and nothing more is taken in. */
    FINISHING,
    /** Nothing is left but a last word. */
    CLOSED
  }

  /**
   * One event that waits.
   *
   * @param n its position in the account's log, 0 when it is not durable
   */
  private record Entry(long n, Payload payload) {
    private static final String BEFORE = "{\"n\":";

    int bytes() {
      return n == 0 ? payload.bytes() : payload.bytes() + BEFORE.length() + digits();
    }

    private int digits() {
      return Long.toString(n).length();
    }

    /** An event is encoded once for all who get it; here it gets its place in this one's log. */
    void appendTo(StringBuilder frame) {
      String json = payload.json();
      if (n == 0) {
        frame.append(json);
      } else {
        frame.append(BEFORE).append(n).append(',').append(json, 1, json.length());
      }
    }
  }

  Outbox(int eventsMax, int bytesMax) {
    this.eventsMax = eventsMax;
    this.bytesMax = bytesMax;
  }

  /** Appends an event, behind the welcome; false when it does not fit. */
  synchronized boolean addEvent(Payload event) {
    return append(early == null ? events : early, new Entry(0, event));
  }

  /**
   * Appends a passing event, which is dropped when there is better use for the room; false when it
   * was.
   */
  synchronized boolean addPassing(Payload event) {
    return early == null
        && size() < eventsMax / 2
        && bytes + event.bytes() < bytesMax / 2
        && append(events, new Entry(0, event));
  }

  /** Appends a reply, which does not wait for the welcome; false when it does not fit. */
  synchronized boolean addReply(Payload reply) {
    return append(events, new Entry(0, reply));
  }

  /** Appends the welcome, and behind it what has happened since the connection subscribed. */
  synchronized boolean open(Payload welcome) {
    if (stage != Stage.OPEN) {
      return true; // Nobody is there to be welcomed.
    }
    if (!append(events, new Entry(0, welcome))) {
      return false;
    }
    if (early != null) {
      events.addAll(early);
      early = null;
    }
    return true;
  }

  /** From here on durable events follow, the first of them behind {@code n}. */
  synchronized void startAt(long n) {
    position = n;
  }

  /** The position of the last durable event that was taken in. */
  synchronized long position() {
    return position;
  }

  /**
   * Appends a durable event, unless the client has it or will get it anyway. When there is no room,
   * it drops the durable events that wait, goes back to the position before them, and returns
   * false.
   */
  synchronized boolean addDurable(long n, Payload event) {
    if (n <= position) {
      return true;
    }
    if (append(events, new Entry(n, event))) {
      position = n;
      return true;
    }
    dropDurable();
    return false;
  }

  private void dropDurable() {
    for (var entries = events.iterator(); entries.hasNext(); ) {
      Entry entry = entries.next();
      if (entry.n != 0) {
        entries.remove();
        bytes -= entry.bytes();
        position = Math.min(position, entry.n - 1);
      }
    }
  }

  private boolean append(ArrayDeque<Entry> queue, Entry entry) {
    if (stage != Stage.OPEN) {
      return true; // Nobody is there to miss it.
    }
    if (size() >= eventsMax || bytes + entry.bytes() > bytesMax) {
      return false;
    }
    queue.add(entry);
    bytes += entry.bytes();
    return true;
  }

  private int size() {
    return events.size() + (early == null ? 0 : early.size());
  }

  /**
   * Keeps the newest of each state, in one go; false when one does not fit. Their number is bounded
   * by what the connection watches. Before the welcome there is nothing that a client could have
   * the state of.
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
    if (stage != Stage.OPEN) {
      return true;
    }
    Payload older = states.get(key);
    int grows = state.bytes() - (older == null ? 0 : older.bytes());
    if (bytes + grows > bytesMax) {
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
      Entry state = new Entry(0, newest.next());
      if (!frame.isEmpty() && state.bytes() + 1 > room) {
        break;
      }
      newest.remove();
      room -= append(frame, state);
    }
    taken += frameBytesMax - room;
    return frame.append(']').toString();
  }

  private int append(StringBuilder frame, Entry entry) {
    entry.appendTo(frame.append(frame.isEmpty() ? '[' : ','));
    bytes -= entry.bytes();
    return entry.bytes() + 1;
  }

  /** The bytes of all frames that were taken so far. */
  synchronized long taken() {
    return taken;
  }

  synchronized boolean isEmpty() {
    return events.isEmpty() && states.isEmpty();
  }

  /**
   * Forgets what waits and takes nothing more in but a last word to say goodbye with, instead of
   * the one of a {@link #finish}; false when it has been closed before, and then its last word
   * stays.
   */
  synchronized boolean close(Payload lastWord) {
    if (stage == Stage.CLOSED) {
      return false;
    }
    discard();
    say(lastWord);
    return true;
  }

  /** What waits is still sent, and then a last word; false when it has been ended before. */
  synchronized boolean finish(Payload lastWord) {
    if (stage != Stage.OPEN) {
      return false;
    }
    states.values().forEach(state -> events.add(new Entry(0, state)));
    states.clear();
    say(lastWord);
    stage = Stage.FINISHING;
    return true;
  }

  private void say(Payload lastWord) {
    Entry last = new Entry(0, lastWord);
    events.add(last);
    bytes += last.bytes();
  }

  /** Forgets what waits and takes nothing more in. */
  synchronized void discard() {
    clear();
    stage = Stage.CLOSED;
  }

  private void clear() {
    events.clear();
    early = null;
    states.clear();
    bytes = 0;
  }
}
