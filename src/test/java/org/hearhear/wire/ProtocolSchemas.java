package org.hearhear.wire;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The protocol's JSON Schemas as the application serves them, for tests that check what they see on
 * the wire. An endpoint is named by its path, {@code dm} or {@code upvote}. What breaks the schema
 * is an {@link AssertionError} that says where and how. Safe for all threads.
 */
public final class ProtocolSchemas {
  private static final Path DIRECTORY = Path.of("webapp", "schema", "v1");

  /** Stands for wherever a server is installed: the schemas refer to each other relatively. */
  private static final String BASE = "https://hearhear.example/schema/v1/";

  private static final Map<String, String> FILES = readFiles();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemas(
                  FILES.entrySet().stream()
                      .collect(
                          Collectors.toMap(file -> BASE + file.getKey(), Map.Entry::getValue))));

  private ProtocolSchemas() {}

  /** Checks a whole frame from the server: an array in which every object is a known one. */
  public static void validateServerFrame(String endpoint, String frame) {
    if (!(Json.read(frame) instanceof JsonArray objects) || objects.isEmpty()) {
      throw new AssertionError("A frame from the server is an array of objects: " + frame);
    }
    Set<String> types = serverTypes(endpoint);
    for (JsonValue value : objects) {
      String type = typeOf(value);
      if (!types.contains(type)) {
        throw new AssertionError("/" + endpoint + " never sends this: " + value);
      }
      validate(locate(eventsFile(endpoint), type), value.toString());
    }
  }

  /** Checks what a client sends: a command or an array of commands. */
  public static void validateCommand(String endpoint, String frame) {
    JsonStructure structure = Json.read(frame);
    List<? extends JsonValue> commands =
        structure instanceof JsonArray array ? array : List.of(structure);
    if (commands.isEmpty()) {
      throw new AssertionError("A frame holds at least one command: " + frame);
    }
    Set<String> types = commandTypes(endpoint);
    for (JsonValue value : commands) {
      String type = typeOf(value);
      if (!types.contains(type)) {
        throw new AssertionError("/" + endpoint + " has no such command: " + value);
      }
      validate(locate(commandsFile(endpoint), type), value.toString());
    }
  }

  /** Checks the reply to a command of a known type: its own kind of ok, or an error. */
  public static void validateReply(String endpoint, String commandType, String reply) {
    String type = typeOf(Json.read(reply));
    String file = eventsFile(endpoint);
    String expected = commandType.equals("hello") ? "welcome" : "ok";
    if (type.equals("error")) {
      validate(locate(file, "error"), reply);
    } else if (!type.equals(expected)) {
      throw new AssertionError("Not a reply to " + commandType + ": " + reply);
    } else {
      validate(locate(file, expected.equals("ok") ? okOf(commandType) : expected), reply);
    }
  }

  /** Checks a body of the HTTP API against its definition in {@code http.json}. */
  public static void validateHttp(String definition, String body) {
    validate(locate("http.json", definition), body);
  }

  /** Checks that a schema file is a schema. */
  static void validateSchema(String file) {
    validate("https://json-schema.org/draft/2020-12/schema", text(file));
  }

  static Set<String> files() {
    return FILES.keySet();
  }

  static JsonObject schema(String file) {
    return Json.read(text(file)).asJsonObject();
  }

  /** A definition by its name in a file, or in what all files share. */
  static JsonObject definition(String file, String name) {
    JsonObject own = schema(file).getJsonObject("$defs").getJsonObject(name);
    JsonObject found =
        own == null ? schema("common.json").getJsonObject("$defs").getJsonObject(name) : own;
    if (found == null) {
      throw new AssertionError("Neither " + file + " nor common.json defines " + name + ".");
    }
    return found;
  }

  /** The name of the definition of a command's {@code ok}. */
  static String okOf(String commandType) {
    return "ok" + commandType.substring(0, 1).toUpperCase(Locale.ROOT) + commandType.substring(1);
  }

  static String commandsFile(String endpoint) {
    return endpoint + "-commands.json";
  }

  static String eventsFile(String endpoint) {
    return endpoint + "-events.json";
  }

  /** The commands that a client may send. */
  public static Set<String> commandTypes(String endpoint) {
    return types(commandsFile(endpoint), "command");
  }

  /** The fields that a command can have. */
  public static Set<String> fieldsOf(String endpoint, String commandType) {
    return definition(commandsFile(endpoint), commandType).getJsonObject("properties").keySet();
  }

  static Set<String> serverTypes(String endpoint) {
    return types(eventsFile(endpoint), "object");
  }

  private static Set<String> types(String file, String union) {
    Set<String> types = new LinkedHashSet<>();
    JsonObject definition = definition(file, union);
    String choices = definition.containsKey("oneOf") ? "oneOf" : "anyOf"; // Replies may look alike.
    for (JsonObject choice : definition.getJsonArray(choices).getValuesAs(JsonObject.class)) {
      String reference = choice.getString("$ref");
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      types.add(
          definition(file, name)
              .getJsonObject("properties")
              .getJsonObject("type")
              .getString("const"));
    }
    return types;
  }

  private static String typeOf(JsonValue value) {
    if (value instanceof JsonObject object) {
      String type = object.getString("type", "");
      if (!type.isEmpty()) {
        return type;
      }
    }
    throw new AssertionError("Not an object with a type: " + value);
  }

  private static String locate(String file, String name) {
    boolean own = schema(file).getJsonObject("$defs").containsKey(name);
    return BASE + (own ? file : "common.json") + "#/$defs/" + name;
  }

  private static void validate(String location, String json) {
    Schema schema = REGISTRY.getSchema(SchemaLocation.of(location));
    List<String> mistakes = new ArrayList<>();
    for (Error error : schema.validate(json, InputFormat.JSON)) {
      mistakes.add(error.getInstanceLocation() + ": " + error.getMessage());
    }
    if (!mistakes.isEmpty()) {
      throw new AssertionError(
          "Not valid by %s:%n  %s%n  %s"
              .formatted(
                  location.replace(BASE, ""),
                  String.join(System.lineSeparator() + "  ", mistakes),
                  json));
    }
  }

  private static String text(String file) {
    String text = FILES.get(file);
    if (text == null) {
      throw new AssertionError("There is no " + DIRECTORY.resolve(file));
    }
    return text;
  }

  private static Map<String, String> readFiles() {
    Map<String, String> files = new LinkedHashMap<>();
    try (Stream<Path> paths = Files.list(DIRECTORY)) {
      for (Path path : paths.sorted().toList()) {
        files.put(path.toFile().getName(), Files.readString(path));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return files;
  }
}
