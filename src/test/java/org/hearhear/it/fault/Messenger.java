package org.hearhear.it.fault;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.it.Deadline;
import org.hearhear.it.Keys;

/**
 * A client of {@code /dm}: writes numbered messages to its correspondents, and keeps all of its
 * person's messages.
 */
public final class Messenger extends ReturningClient {
  private static final int ACK_EVENTS = 20;
  private static final Duration ACK_WITHIN = Duration.ofMillis(500);
  private static final int PAGE = 100;

  /**
   * To whom it writes, and how fast.
   *
   * @param correspondents the accounts it writes to
   * @param window how many messages to one of them may wait for their answer: 1 keeps their order
   * @param pause how long it rests between two messages to one of them
   */
  public record Habits(List<String> correspondents, int window, Duration pause) {
    public Habits {
      correspondents = List.copyOf(correspondents);
    }
  }

  private final Habits habits;
  private final Messages messages = new Messages();
  private final Map<String, Deadline> restUntil = new HashMap<>();
  private String account = "";
  private String epoch = "";
  private int written;
  // Replies of a snapshot that are still to come, and whether it was begun and not finished.
  private int fetching;
  private boolean incomplete = true;
  private long acknowledged;
  private Deadline ackDue = Deadline.in(ACK_WITHIN);

  private volatile long n = -1;

  public Messenger(String name, Address address, History history, long seed, Habits habits) {
    super(name, address, history, seed);
    this.habits = habits;
  }

  /** The position: the {@code n} of the last event; for all threads. */
  public long n() {
    return n;
  }

  /** What it knows, once it is closed. */
  public Messages messages() {
    return messages;
  }

  @Override
  void forget() {
    n = -1;
    messages.forget();
  }

  @Override
  JsonObject hello() {
    JsonObjectBuilder hello = Wire.JSON.createObjectBuilder().add("type", "hello");
    if (n >= 0) {
      hello.add("resume", Wire.JSON.createObjectBuilder().add("epoch", epoch).add("n", n));
    }
    return hello.build();
  }

  @Override
  void welcomed(JsonObject welcome) {
    account = welcome.getJsonObject("account").getString("id");
    if (!welcome.getString("epoch").equals(epoch)) {
      epoch = welcome.getString("epoch");
      messages.forget();
    }
    if (!welcome.getBoolean("resumed")) {
      n = welcome.getJsonNumber("n").longValue();
      incomplete = true;
    }
    acknowledged = n;
    // Also when the snapshot of an earlier connection was cut off.
    if (incomplete) {
      fetching = 0;
      fetchConversations(Map.of("limit", PAGE));
    }
  }

  @Override
  void received(JsonObject event) {
    switch (event.getString("type")) {
      case "conversation" -> messages.conversation(event.getString("id"), other(event));
      case "message" -> messages.message(event.getString("conversation"), event);
      default -> {} // Receipts are checked in the history.
    }
    if (event.containsKey("n")) {
      n = event.getJsonNumber("n").longValue();
    }
  }

  @Override
  void makeDecisions() {
    for (String to : habits.correspondents()) {
      Deadline rest = restUntil.get(to);
      if (countOpen(to) < habits.window() && (rest == null || rest.isPast())) {
        String text = name() + " to " + to + ", number " + ++written;
        JsonObject send =
            Wire.JSON
                .createObjectBuilder()
                .add("type", "send")
                .add("to", to)
                .add("text", text)
                .build();
        decide(to, Keys.next(), send, ok -> {});
        restUntil.put(to, Deadline.in(habits.pause()));
      }
    }
  }

  @Override
  void tick() {
    long position = n;
    boolean due = position - acknowledged >= ACK_EVENTS || ackDue.isPast();
    // Before the snapshot is there, an ack would claim what is not known.
    if (due && position > acknowledged && !incomplete) {
      ask("ack", Map.of("n", position), ok -> {});
      acknowledged = position;
      ackDue = Deadline.in(ACK_WITHIN);
    }
  }

  @Override
  boolean isComplete() {
    return !incomplete;
  }

  private void fetchConversations(Map<String, Object> page) {
    fetching++;
    ask(
        "conversations",
        page,
        reply -> {
          for (JsonObject each :
              reply.getJsonArray("conversations").getValuesAs(JsonObject.class)) {
            String id = each.getString("id");
            messages.conversation(id, each.getJsonObject("with"));
            fetchHistory(id, messages.knownUpTo(id));
          }
          if (reply.getBoolean("more")) {
            fetchConversations(Map.of("limit", PAGE, "before", reply.getString("next")));
          }
          fetched();
        });
  }

  private void fetchHistory(String conversation, int after) {
    fetching++;
    ask(
        "history",
        Map.of("conversation", conversation, "after", after, "limit", PAGE),
        reply -> {
          record(new Entry.Fetched(name(), connection(), reply));
          List<JsonObject> page = reply.getJsonArray("messages").getValuesAs(JsonObject.class);
          page.forEach(message -> messages.message(conversation, message));
          if (reply.getBoolean("more")) {
            fetchHistory(conversation, page.get(page.size() - 1).getInt("seq"));
          }
          fetched();
        });
  }

  private void fetched() {
    fetching--;
    if (fetching == 0) {
      incomplete = false;
    }
  }

  private JsonObject other(JsonObject conversation) {
    return conversation.getJsonArray("members").getValuesAs(JsonObject.class).stream()
        .filter(member -> !member.getString("id").equals(account))
        .findFirst()
        .orElseThrow();
  }
}
