package org.hearhear.dm;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.hearhear.wire.AccountId;

/**
 * What a client knows that goes by PROTOCOL.md and nothing else: it applies the events of its log
 * in their order. For tests that compare that with what is read afresh.
 */
final class ClientModel {
  private final String me;

  /** What is known of each conversation that one is in. */
  private final Map<String, Conversation> conversations = new TreeMap<>();

  private long n;

  /** One conversation. */
  static final class Conversation {
    private final Map<Long, String> messages = new TreeMap<>();
    private final Map<Long, Long> revs = new TreeMap<>();
    private final Map<Long, String> reactions = new TreeMap<>();
    private String described = "";
    private long read;
    private long unread;
    private long asOf;
  }

  ClientModel(AccountId me) {
    this.me = me.toString();
  }

  long position() {
    return n;
  }

  /** Takes the next event; one that was taken already changes nothing. */
  void apply(long at, JsonObject event) {
    if (at <= n) {
      return;
    }
    if (at != n + 1) {
      throw new AssertionError("After " + n + " came " + at + ": " + event);
    }
    n = at;
    switch (event.getString("type")) {
      case "conversation" -> of(event.getString("id")).described = described(event);
      case "left" -> conversations.remove(event.getString("conversation"));
      case "message" -> message(event);
      case "edited" -> revise(event, event.getString("text"));
      case "deleted" -> deleted(event);
      case "reaction" -> reaction(event);
      case "read" -> read(event);
      case "gone", "muted", "blocked", "settings" -> {}
      default -> throw new AssertionError("Unknown: " + event);
    }
  }

  private Conversation of(String id) {
    return conversations.computeIfAbsent(id, fresh -> new Conversation());
  }

  private Conversation in(JsonObject event) {
    return of(event.getString("conversation"));
  }

  private void message(JsonObject event) {
    Conversation conversation = in(event);
    long seq = event.getJsonNumber("seq").longValue();
    boolean others = !event.getString("from").equals(me);
    if (others && n > conversation.asOf && seq > conversation.read) {
      conversation.unread++;
    }
    revise(event, event.getString("text"));
  }

  private void revise(JsonObject event, String text) {
    Conversation conversation = in(event);
    long seq = event.getJsonNumber("seq").longValue();
    long rev = event.containsKey("rev") ? event.getJsonNumber("rev").longValue() : 1;
    if (rev >= conversation.revs.getOrDefault(seq, 0L)) {
      conversation.revs.put(seq, rev);
      conversation.messages.put(seq, text);
    }
  }

  private void deleted(JsonObject event) {
    Conversation conversation = in(event);
    long seq = event.getJsonNumber("seq").longValue();
    boolean others = !event.getString("from").equals(me);
    if (others && n > conversation.asOf && seq > conversation.read) {
      conversation.unread--;
    }
    revise(event, "");
    conversation.reactions.remove(seq);
  }

  private void reaction(JsonObject event) {
    JsonArray reactions = event.getJsonArray("reactions");
    long seq = event.getJsonNumber("seq").longValue();
    if (reactions.isEmpty()) {
      in(event).reactions.remove(seq);
    } else {
      in(event).reactions.put(seq, reactions.toString());
    }
  }

  private void read(JsonObject event) {
    Conversation conversation = in(event);
    conversation.read = event.getJsonNumber("seq").longValue();
    conversation.unread = event.getInt("unread");
    conversation.asOf = event.getJsonNumber("asOf").longValue();
  }

  private static String described(JsonObject event) {
    return event.getString("title", "")
        + " of "
        + event.getString("owner", "nobody")
        + " with "
        + event.getJsonArray("members").getValuesAs(JsonObject.class).stream()
            .map(member -> member.getString("id"))
            .toList();
  }

  /** What is known, in words that can be compared. */
  Map<String, String> known() {
    Map<String, String> known = new TreeMap<>();
    conversations.forEach(
        (id, conversation) ->
            known.put(
                id,
                conversation.described
                    + " unread "
                    + conversation.unread
                    + " "
                    + conversation.messages
                    + conversation.reactions));
    return known;
  }
}
