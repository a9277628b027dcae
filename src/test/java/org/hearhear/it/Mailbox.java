package org.hearhear.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.websocket.CloseReason;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/**
 * What one client has received and its test has not yet read, in the order of arrival. The
 * container calls {@link #received}, {@link #failed} and {@link #closed} from its threads;
 * everything else is for the test's one thread.
 */
final class Mailbox {
  /** One entry of the queue: a frame, or the end, after which nothing follows. */
  private sealed interface Arrival permits Frame, End {}

  private record Frame(JsonArray objects) implements Arrival {}

  private record End(String how) implements Arrival {}

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final CompletableFuture<CloseReason> closeReason = new CompletableFuture<>();

  // Objects of frames that were opened in search of another one. Only the test's thread.
  private final Deque<JsonObject> aside = new ArrayDeque<>();

  void received(JsonArray objects) {
    arrivals.add(new Frame(objects));
  }

  /**
   * A received frame was not acceptable: whoever reads next is told, and {@link #closeReason} too.
   */
  void failed(Throwable why) {
    arrivals.add(new End("a frame failed its check: " + why));
    closeReason.completeExceptionally(why);
  }

  void closed(CloseReason reason) {
    arrivals.add(new End("closed with " + reason));
    closeReason.complete(reason);
  }

  /** The first object that is wanted; those before it stay unread, in their order. */
  JsonObject next(String what, Predicate<JsonObject> wanted) {
    Deadline deadline = Deadline.soon();
    for (Iterator<JsonObject> kept = aside.iterator(); kept.hasNext(); ) {
      JsonObject object = kept.next();
      if (wanted.test(object)) {
        kept.remove();
        return object;
      }
    }
    while (true) {
      List<JsonObject> opened = new ArrayList<>(take(deadline, what));
      for (int i = 0; i < opened.size(); i++) {
        if (wanted.test(opened.get(i))) {
          JsonObject found = opened.remove(i);
          aside.addAll(opened);
          return found;
        }
      }
      aside.addAll(opened);
    }
  }

  /** The next whole frame that nothing has been read from. */
  List<JsonObject> nextFrame() {
    return take(Deadline.soon(), "a frame");
  }

  CloseReason closeReason() {
    return Deadline.soon().get(closeReason, "the close of the connection");
  }

  /** Everything that has arrived by now and was not read; it counts as read from here on. */
  List<JsonObject> drain() {
    List<JsonObject> unread = new ArrayList<>(aside);
    aside.clear();
    for (Arrival arrival = arrivals.peek(); arrival instanceof Frame frame; ) {
      unread.addAll(objects(frame));
      arrivals.remove();
      arrival = arrivals.peek();
    }
    return unread;
  }

  private List<JsonObject> take(Deadline deadline, String what) {
    Arrival arrival = deadline.take(arrivals, what + "; unread so far: " + aside);
    if (arrival instanceof Frame frame) {
      return objects(frame);
    }
    // The end stays the last in the queue, for the next who asks.
    arrivals.add(arrival);
    throw new AssertionError(
        "No " + what + ": " + ((End) arrival).how() + "; unread so far: " + aside);
  }

  private static List<JsonObject> objects(Frame frame) {
    return frame.objects().getValuesAs(JsonObject.class);
  }

  /** Reads a frame's text. */
  static JsonArray parse(String frame) {
    try (JsonReader reader = Json.createReader(new StringReader(frame))) {
      return reader.readArray();
    }
  }
}
