package org.hearhear.it;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * One person's stream of commands with keys, as a good client sends it: several under way at once,
 * and again with the same key when told to. It remembers every command and its {@code ok}. A thread
 * of its own sends, from {@link #start} to {@link #stop}; the test asks what became of the commands
 * after that.
 */
final class Load {
  private final String type;
  private final int window;
  private final Supplier<TestClient> connect;
  private final IntFunction<Map<String, Object>> commands;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AtomicInteger acknowledgedCount = new AtomicInteger();

  // Only the sending thread, and the test once that has ended.
  private final Map<String, Map<String, Object>> sent = new LinkedHashMap<>();
  private final Map<String, JsonObject> acknowledged = new HashMap<>();

  private volatile boolean stopped;

  private Load(
      String type,
      int window,
      Supplier<TestClient> connect,
      IntFunction<Map<String, Object>> commands) {
    this.type = type;
    this.window = window;
    this.connect = connect;
    this.commands = commands;
  }

  /** Numbered messages to one person. */
  static Load messages(Person from, Person to) {
    return new Load("send", 16, from::dm, i -> Map.of("to", to.id(), "text", "message " + i));
  }

  /** A vote that is set and taken back, one at a time, for votes have no order among each other. */
  static Load votes(Person voter, String item) {
    return new Load("vote", 1, voter::upvote, i -> Map.of("item", item, "value", 1 - i % 2));
  }

  void start() {
    var executor = Executors.newSingleThreadExecutor();
    executor.execute(this::run);
    executor.shutdown();
  }

  /** How many commands have been acknowledged so far; safe for all threads. */
  int acknowledgedCount() {
    return acknowledgedCount.get();
  }

  /** Sends nothing new, and waits until everything has been acknowledged, on the one connection. */
  void stop() {
    stopped = true;
    Deadline.soon().get(ended, "the end of the load");
  }

  /** Every command that was sent, by its key, in order. */
  Map<String, Map<String, Object>> sent() {
    return sent;
  }

  /** The {@code ok} of every command that got one, by its key. */
  Map<String, JsonObject> acknowledged() {
    return acknowledged;
  }

  private void run() {
    try (TestClient client = connect.get().ignoringRest()) {
      exchange(client);
      ended.complete(null);
    } catch (RuntimeException | AssertionError failure) {
      ended.completeExceptionally(failure);
    }
  }

  private void exchange(TestClient client) {
    Map<Long, String> underWay = new HashMap<>();
    while (!stopped || !underWay.isEmpty()) {
      if (!stopped && underWay.size() < window) {
        String key = Keys.next();
        Map<String, Object> command = new HashMap<>(commands.apply(sent.size()));
        command.put("key", key);
        sent.put(key, command);
        underWay.put(client.ask(type, command), key);
      } else {
        take(client, underWay);
      }
    }
  }

  private void take(TestClient client, Map<Long, String> underWay) {
    JsonObject object = client.next();
    if (!(object.get("ref") instanceof JsonNumber ref)) {
      return; // An event: the commands' own echo.
    }
    String key = underWay.remove(ref.longValue());
    if (key == null) {
      throw new AssertionError("A second reply: " + object);
    }
    if (object.getString("type").equals("ok")) {
      acknowledged.put(key, object);
      acknowledgedCount.incrementAndGet();
    } else if (object.containsKey("retryAfter")) {
      underWay.put(client.ask(type, sent.getOrDefault(key, Map.of())), key);
    } else {
      throw new AssertionError("Refused: " + object);
    }
  }
}
