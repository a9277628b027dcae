package org.hearhear.live;

import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hearhear.wire.Json;
import org.hearhear.wire.Payload;

/**
 * The other end of one connection of a {@link TestNode}: what the test says, the connection
 * receives; what the connection sends, the test reads in order. For one test thread.
 */
public final class Peer {
  private static final Payload MARKER = Payload.of("marker", generator -> {});

  private final Connection connection;
  private final FakeSession session;

  /** Objects of a frame that the test has not read yet. */
  private final Deque<JsonObject> unread = new ArrayDeque<>();

  Peer(Connection connection, FakeSession session) {
    this.connection = connection;
    this.session = session;
  }

  public Connection connection() {
    return connection;
  }

  FakeSession session() {
    return session;
  }

  /** Says hello and reads the welcome. */
  public Peer greeted() {
    say("{\"type\":\"hello\",\"ref\":0}");
    JsonObject welcome = next();
    if (!welcome.getString("type").equals("welcome")) {
      throw new AssertionError("No welcome, but " + welcome);
    }
    return this;
  }

  /** Sends a whole frame to the server. */
  void say(String frame) {
    connection.receive(frame, true);
  }

  /** The next object from the server; waits for it. */
  public JsonObject next() {
    while (unread.isEmpty()) {
      unread.addAll(objects(session.takeSend()));
    }
    return unread.remove();
  }

  /** The objects of the next frame, when the test has read all of those before; waits for it. */
  public List<JsonObject> nextFrame() {
    if (!unread.isEmpty()) {
      throw new IllegalStateException("Unread: " + unread);
    }
    return objects(session.takeSend());
  }

  /** Whether there is nothing that the test has not read. */
  public boolean hasReadEverything() {
    return unread.isEmpty() && !session.hasSends();
  }

  /** All events that were sent until now, and that the test has not read. */
  public List<JsonObject> events() {
    connection.event(MARKER);
    List<JsonObject> events = new ArrayList<>();
    for (JsonObject next = next(); !next.getString("type").equals("marker"); next = next()) {
      events.add(next);
    }
    return events;
  }

  static List<JsonObject> objects(FakeSession.Send send) {
    return Json.read(send.frame()).asJsonArray().getValuesAs(JsonObject.class);
  }
}
