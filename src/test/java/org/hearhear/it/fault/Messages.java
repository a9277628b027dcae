package org.hearhear.it.fault;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A person's direct messages as somebody knows them: sets by conversation and {@code seq}, so that
 * what comes twice changes nothing. Not thread-safe.
 */
public final class Messages {
  private static final List<String> FIELDS = List.of("seq", "from", "text", "at", "key");

  private final Map<String, JsonObject> withWhom = new HashMap<>();
  private final SortedMap<String, SortedMap<Integer, JsonObject>> messages =
      new TreeMap<>(Comparator.comparing(Long::valueOf));

  void forget() {
    withWhom.clear();
    messages.clear();
  }

  void conversation(String id, JsonObject with) {
    withWhom.put(id, with);
    messages.computeIfAbsent(id, absent -> new TreeMap<>());
  }

  /** Takes an event or an element of a history alike. */
  void message(String conversation, JsonObject message) {
    messages
        .computeIfAbsent(conversation, absent -> new TreeMap<>())
        .put(message.getInt("seq"), stored(message));
  }

  /** How far the messages of a conversation are known without a gap. */
  int knownUpTo(String conversation) {
    SortedMap<Integer, JsonObject> known = messages.getOrDefault(conversation, new TreeMap<>());
    int seq = 0;
    while (known.containsKey(seq + 1)) {
      seq++;
    }
    return seq;
  }

  /** All messages, by conversation, in order. */
  Map<String, List<JsonObject>> all() {
    Map<String, List<JsonObject>> all = new HashMap<>();
    messages.forEach((id, known) -> all.put(id, List.copyOf(known.values())));
    return all;
  }

  int count() {
    return messages.values().stream().mapToInt(Map::size).sum();
  }

  /** The same for whoever knows the same. */
  public String json() {
    JsonArrayBuilder all = Wire.JSON.createArrayBuilder();
    messages.forEach(
        (id, known) -> {
          JsonArrayBuilder list = Wire.JSON.createArrayBuilder();
          known.values().forEach(list::add);
          JsonObject with = withWhom.getOrDefault(id, JsonObject.EMPTY_JSON_OBJECT);
          all.add(
              Wire.JSON
                  .createObjectBuilder()
                  .add("id", id)
                  .add("with", with)
                  .add("messages", list));
        });
    return all.build().toString();
  }

  /** What is stored of a message, in the order of PROTOCOL.md. */
  static JsonObject stored(JsonObject message) {
    var stored = Wire.JSON.createObjectBuilder();
    FIELDS.forEach(field -> stored.add(field, message.get(field)));
    return stored.build();
  }
}
