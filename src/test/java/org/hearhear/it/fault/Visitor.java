package org.hearhear.it.fault;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.hearhear.it.Deadline;

/**
 * Comes once, knows nothing, asks for all that there is, and goes: what it brings is what clients
 * are compared with. For one thread.
 */
final class Visitor implements AutoCloseable {
  private final Wire wire;
  private final JsonObject welcome;
  private long lastRef;

  private Visitor(Address address) throws IOException {
    wire = Wire.open(address, Deadline.PATIENCE);
    wire.send(Wire.JSON.createObjectBuilder().add("type", "hello").build());
    welcome = next("welcome");
  }

  /** What is stored for a person, and how long the log is. */
  static StoredMessages messages(Address dm) {
    try (Visitor visitor = new Visitor(dm)) {
      Messages messages = new Messages();
      boolean more = true;
      Map<String, Object> page = Map.of("limit", 100);
      while (more) {
        JsonObject reply = visitor.ask("conversations", page);
        for (JsonObject each : reply.getJsonArray("conversations").getValuesAs(JsonObject.class)) {
          messages.conversation(each.getString("id"), each.getJsonObject("with"));
          visitor.history(each.getString("id"), messages);
        }
        more = reply.getBoolean("more");
        page = more ? Map.of("limit", 100, "before", reply.getString("next")) : page;
      }
      return new StoredMessages(
          visitor.account(), visitor.welcome.getJsonNumber("n").longValue(), messages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How all items of the first board stand, and the person's own votes. */
  static StoredVotes votes(Address upvote) {
    try (Visitor visitor = new Visitor(upvote)) {
      String board =
          visitor.ask("boards", Map.of()).getJsonArray("boards").getJsonObject(0).getString("id");
      JsonObject reply = visitor.ask("items", Map.of("board", board, "limit", 100));
      Votes votes = new Votes();
      for (JsonObject item : reply.getJsonArray("items").getValuesAs(JsonObject.class)) {
        votes.tally(item.getString("id"), item);
        votes.mine(item.getString("id"), item.getInt("mine"), Votes.rev(item));
      }
      return new StoredVotes(visitor.account(), votes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  private void history(String conversation, Messages messages) throws IOException {
    int last = 0;
    boolean more = true;
    while (more) {
      JsonObject page =
          ask("history", Map.of("conversation", conversation, "after", last, "limit", 100));
      for (JsonObject message : page.getJsonArray("messages").getValuesAs(JsonObject.class)) {
        messages.message(conversation, message);
        last = message.getInt("seq");
      }
      more = page.getBoolean("more");
    }
  }

  private String account() {
    return welcome.getJsonObject("account").getString("id");
  }

  private JsonObject ask(String type, Map<String, Object> fields) throws IOException {
    wire.send(
        Wire.JSON.createObjectBuilder(fields).add("type", type).add("ref", ++lastRef).build());
    JsonObject reply = next("ok");
    if (!(reply.get("ref") instanceof JsonNumber ref) || ref.longValue() != lastRef) {
      throw new IllegalStateException("Not the reply to " + lastRef + ": " + reply);
    }
    return reply;
  }

  /** Passes events over. */
  private JsonObject next(String type) throws IOException {
    Deadline deadline = Deadline.soon();
    while (!deadline.isPast()) {
      for (JsonObject object : wire.read(deadline.remaining())) {
        if (object.getString("type").equals(type)) {
          return object;
        }
        if (object.getString("type").equals("error")) {
          throw new IllegalStateException("Refused: " + object);
        }
      }
    }
    throw new AssertionError("No " + type);
  }
}
