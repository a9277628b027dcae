package org.hearhear.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** The codec for what clients send: a text frame is one command or an array of commands. */
public final class Frames {
  private static final long REF_MAX = (1L << 53) - 1;

  private Frames() {}

  /** Says that a frame could not be read at all; the reply has {@code "ref":null}. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }

    /** What is wrong with the frame. */
    public String sentence() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Splits a frame into its commands, in order. A frame with one unreadable command is refused
   * whole, so that nothing of it takes effect.
   */
  public static List<Command> read(String frame, int commandsMax) throws Malformed {
    JsonStructure structure;
    try {
      structure = Json.read(frame);
    } catch (JsonException notJson) {
      throw new Malformed("The frame is not JSON.");
    }
    if (structure instanceof JsonObject object) {
      return List.of(command(object));
    }
    JsonArray array = (JsonArray) structure;
    if (array.isEmpty() || array.size() > commandsMax) {
      throw new Malformed("A frame holds 1 to " + commandsMax + " commands.");
    }
    List<Command> commands = new ArrayList<>(array.size());
    for (JsonValue element : array) {
      if (!(element instanceof JsonObject object)) {
        throw new Malformed("A command is a JSON object.");
      }
      commands.add(command(object));
    }
    return commands;
  }

  private static Command command(JsonObject object) throws Malformed {
    if (!(object.get("type") instanceof JsonString type)) {
      throw new Malformed("A command has a string 'type'.");
    }
    try {
      Fields fields = new Fields(object);
      long ref = fields.findInteger("ref", 0, REF_MAX).orElse(Command.NO_REF);
      return new Command(type.getString(), ref, fields);
    } catch (Refusal badRef) {
      throw new Malformed(badRef.sentence());
    }
  }
}
