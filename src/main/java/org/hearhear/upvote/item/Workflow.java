package org.hearhear.upvote.item;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Optional;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/**
 * The states that a board's items go through, the first of them the one that they begin with.
 * Immutable.
 */
public record Workflow(List<State> states) {

  /** A state; in a closed one an item takes no votes, and those it has are no longer "out". */
  public record State(String name, boolean closed) {}

  /** What a board has that names none of its own. */
  public static final Workflow USUAL =
      new Workflow(
          List.of(
              new State("open", false),
              new State("planned", false),
              new State("started", false),
              new State("done", true),
              new State("declined", true)));

  /** The state of a new item. */
  public String first() {
    return states.get(0).name;
  }

  public Optional<State> find(String name) {
    return states.stream().filter(state -> state.name.equals(name)).findFirst();
  }

  /** The state of this name, or {@code bad_request}. */
  public State require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                Refusal.badRequest(
                    "'state' must be one of "
                        + String.join(", ", states.stream().map(State::name).toList())
                        + "."));
  }

  void write(JsonGenerator generator) {
    generator.writeStartArray("states");
    for (State state : states) {
      generator.writeStartObject().write("name", state.name);
      if (state.closed) {
        generator.write("closed", true);
      }
      generator.writeEnd();
    }
    generator.writeEnd();
  }

  public String stored() {
    JsonArrayBuilder array = Json.arrayBuilder();
    for (State state : states) {
      JsonObjectBuilder object = Json.builder().add("name", state.name);
      if (state.closed) {
        object.add("closed", true);
      }
      array.add(object);
    }
    return array.build().toString();
  }

  static Workflow stored(String json) {
    return new Workflow(
        ((JsonArray) Json.read(json))
            .getValuesAs(JsonObject.class).stream()
                .map(state -> new State(state.getString("name"), state.getBoolean("closed", false)))
                .toList());
  }
}
