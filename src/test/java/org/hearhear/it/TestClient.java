package org.hearhear.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A well-behaved WebSocket client of {@code /dm} or {@code /upvote}: numbers its commands, finds
 * their replies, keeps events in the order of their arrival, and answers the server's pings, which
 * no test sees. Every wait has a deadline, and ends at once when the connection is closed. {@link
 * #close} fails when something was received that the test did not read. For one test thread.
 */
final class TestClient implements AutoCloseable {
  private final Session session;
  private final Mailbox mailbox;
  private long lastRef;
  private boolean ignoresRest;

  private TestClient(Session session, Mailbox mailbox) {
    this.session = session;
    this.mailbox = mailbox;
  }

  /** Opens the WebSocket and sends nothing; throws {@link Refused} when the server says no. */
  static TestClient connect(Handshake handshake) {
    Mailbox mailbox = new Mailbox();
    return new TestClient(Tyrus.connect(handshake, new Receiver(handshake, mailbox)), mailbox);
  }

  /** Greets the server and returns its {@code welcome}. */
  JsonObject hello() {
    send(Json.createObjectBuilder().add("type", "hello").build());
    return nextEvent("welcome");
  }

  /** Sends a command and returns its reply, {@code ok} or {@code error}. */
  JsonObject command(String type, Map<String, ?> fields) {
    return reply(ask(type, fields));
  }

  /** Sends a command that must be answered with {@code ok}. */
  JsonObject ok(String type, Map<String, ?> fields) {
    JsonObject reply = command(type, fields);
    assertThat(reply.getString("type"))
        .as("reply to %s %s: %s", type, fields, reply)
        .isEqualTo("ok");
    return reply;
  }

  /** Sends a command that must be answered with {@code error}; returns the error's code. */
  String refusal(String type, Map<String, ?> fields) {
    JsonObject reply = command(type, fields);
    assertThat(reply.getString("type"))
        .as("reply to %s %s: %s", type, fields, reply)
        .isEqualTo("error");
    return reply.getString("code");
  }

  /** Sends a command without waiting and returns its {@code ref}. */
  long ask(String type, Map<String, ?> fields) {
    long ref = ++lastRef;
    JsonObjectBuilder command = Json.createObjectBuilder(fields).add("type", type).add("ref", ref);
    send(command.build());
    return ref;
  }

  JsonObject reply(long ref) {
    return mailbox.next("reply to ref " + ref, object -> isReplyTo(ref, object));
  }

  /** The first unread event of this type; events of other types stay unread. */
  JsonObject nextEvent(String type) {
    return mailbox.next("event " + type, object -> type.equals(object.getString("type")));
  }

  /** The very next unread object, whatever it is. */
  JsonObject next() {
    return mailbox.next("object", object -> true);
  }

  /** The next frame as a whole; not to be mixed with an object wanted from an earlier frame. */
  List<JsonObject> nextFrame() {
    return mailbox.nextFrame();
  }

  /** All that has arrived and was not read by now; it counts as read. */
  List<JsonObject> unread() {
    return mailbox.drain();
  }

  void send(JsonObject command) {
    sendText(command.toString());
  }

  /** Sends several commands in one frame. */
  void send(List<JsonObject> commands) {
    JsonArrayBuilder frame = Json.createArrayBuilder();
    commands.forEach(frame::add);
    sendText(frame.build().toString());
  }

  void sendText(String text) {
    sendFragments(text);
  }

  /** Sends one text message as these WebSocket fragments. */
  void sendFragments(String... parts) {
    try {
      // A pong from the receiving thread must not get between the parts.
      synchronized (session) {
        for (int i = 0; i < parts.length; i++) {
          session.getBasicRemote().sendText(parts[i], i == parts.length - 1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void sendBinary(byte[] bytes) {
    try {
      session.getBasicRemote().sendBinary(ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isOpen() {
    return session.isOpen();
  }

  /** Waits for the connection's end; 1006 when the server said nothing. */
  CloseReason closeReason() {
    return mailbox.closeReason();
  }

  int closeCode() {
    return closeReason().getCloseCode().getCode();
  }

  /** From now on, {@link #close} does not mind what was not read. */
  TestClient ignoringRest() {
    ignoresRest = true;
    return this;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (IOException | IllegalStateException alreadyClosed) {
      // The server was faster.
    }
    mailbox.closeReason();
    if (!ignoresRest) {
      assertThat(mailbox.drain()).as("received and never read").isEmpty();
    }
  }

  private static boolean isReplyTo(long ref, JsonObject object) {
    String type = object.getString("type");
    return (type.equals("ok") || type.equals("error"))
        && object.get("ref") instanceof JsonNumber number
        && number.longValue() == ref;
  }

  /** The container's side of the client: checks each frame, answers pings, fills the mailbox. */
  private static final class Receiver extends Endpoint {
    private static final String PONG = "{\"type\":\"pong\"}";

    private final Handshake handshake;
    private final Mailbox mailbox;

    Receiver(Handshake handshake, Mailbox mailbox) {
      this.handshake = handshake;
      this.mailbox = mailbox;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(String.class, frame -> receive(session, frame));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
      mailbox.closed(reason);
    }

    private void receive(Session session, String frame) {
      try {
        handshake.check().accept(frame);
        JsonArrayBuilder forTheTest = Json.createArrayBuilder();
        for (JsonObject object : Mailbox.parse(frame).getValuesAs(JsonObject.class)) {
          if (object.getString("type").equals("ping")) {
            synchronized (session) {
              session.getBasicRemote().sendText(PONG);
            }
          } else {
            forTheTest.add(object);
          }
        }
        JsonArray objects = forTheTest.build();
        if (!objects.isEmpty()) {
          mailbox.received(objects);
        }
      } catch (IOException gone) {
        // The close follows and is reported there.
      } catch (RuntimeException | AssertionError e) {
        mailbox.failed(e);
      }
    }
  }
}
