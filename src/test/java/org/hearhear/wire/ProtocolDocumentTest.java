package org.hearhear.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hearhear.wire.ProtocolDocument.Example;
import org.hearhear.wire.ProtocolDocument.Exchange;
import org.hearhear.wire.ProtocolDocument.Section;
import org.hearhear.wire.ProtocolDocument.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PROTOCOL.md, the JSON Schemas and the enums of this package say the same. */
class ProtocolDocumentTest {
  private static final ProtocolDocument DOCUMENT = ProtocolDocument.read();

  /** What every ok may have, so that the tables of replies leave it out. */
  private static final Set<String> OF_EVERY_OK = Set.of("type", "ref", "again");

  @Test
  void everyExampleIsValid() {
    for (Section section : DOCUMENT.sections()) {
      for (Example example : section.examples()) {
        validate(example);
      }
    }
  }

  @Test
  void everyReplyFitsItsCommand() {
    for (Section section : DOCUMENT.sections()) {
      if (section.kind().equals("command")) {
        section.exchanges().forEach(exchange -> validateExchange(section.name(), exchange));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dm", "upvote"})
  void everyCommandHasItsSectionAndNoneIsMadeUp(String endpoint) {
    assertThat(namesOfSections(endpoint, Set.of("command")))
        .containsExactlyInAnyOrderElementsOf(ProtocolSchemas.commandTypes(endpoint));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dm", "upvote"})
  void everyReplyAndEventHasItsSectionAndNoneIsMadeUp(String endpoint) {
    assertThat(namesOfSections(endpoint, Set.of("reply", "event")))
        .containsExactlyInAnyOrderElementsOf(ProtocolSchemas.serverTypes(endpoint));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dm", "upvote"})
  void everyCommandHasAnExampleWithItsReply(String endpoint) {
    for (Section section : DOCUMENT.sections()) {
      if (!section.kind().equals("command") || !section.endpoints().contains(endpoint)) {
        continue;
      }
      assertThat(typesOfExamples(section, endpoint, "command"))
          .as(section.heading())
          .containsOnly(section.name());
      if (!section.name().equals("pong")) {
        assertThat(section.exchanges())
            .as(section.heading())
            .anyMatch(exchange -> exchange.command().speaker().equals(endpoint));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dm", "upvote"})
  void everyReplyAndEventHasAnExample(String endpoint) {
    Section hello = DOCUMENT.section("`hello`: command on both endpoints");
    for (Section section : DOCUMENT.sections()) {
      boolean speaks = section.kind().equals("reply") || section.kind().equals("event");
      if (speaks && section.endpoints().contains(endpoint)) {
        Section shown = section.name().equals("welcome") ? hello : section;
        assertThat(typesOfExamples(shown, endpoint, "server"))
            .as(section.heading())
            .contains(section.name());
      }
    }
  }

  @Test
  void tablesOfCommandsNameTheFieldsOfTheSchemas() {
    for (Section section : DOCUMENT.sections()) {
      for (String endpoint : section.endpoints()) {
        if (section.kind().equals("command")) {
          JsonObject command =
              ProtocolSchemas.definition(ProtocolSchemas.commandsFile(endpoint), section.name());
          assertThat(requirementsInTable(section))
              .as(section.heading())
              .isEqualTo(requirementsInSchema(command));
        }
      }
    }
  }

  @Test
  void tablesOfRepliesNameTheFieldsOfTheSchemas() {
    for (Section section : DOCUMENT.sections()) {
      if (section.kind().equals("command") && section.endpoints().size() == 1) {
        String file = ProtocolSchemas.eventsFile(section.endpoints().iterator().next());
        JsonObject reply = ProtocolSchemas.definition(file, ProtocolSchemas.okOf(section.name()));
        assertThat(fieldsInTable(section, "Reply field"))
            .as(section.heading())
            .isEqualTo(fieldsInSchema(reply, OF_EVERY_OK));
      }
    }
  }

  @Test
  void tablesOfEventsNameTheFieldsOfTheSchemas() {
    for (Section section : DOCUMENT.sections()) {
      boolean isOk = section.name().equals("ok");
      if (!isOk && (section.kind().equals("event") || section.kind().equals("reply"))) {
        Set<String> fields = new TreeSet<>();
        for (String endpoint : section.endpoints()) {
          String file = ProtocolSchemas.eventsFile(endpoint);
          fields.addAll(
              fieldsInSchema(ProtocolSchemas.definition(file, section.name()), Set.of("type")));
        }
        assertThat(fieldsInTable(section, "Field")).as(section.heading()).isEqualTo(fields);
      }
    }
  }

  @Test
  void tablesOfObjectsNameTheFieldsOfTheSchemas() {
    Set<String> named = new TreeSet<>();
    for (Section section : DOCUMENT.sections()) {
      if (section.kind().equals("object")) {
        named.add(section.name());
        assertThat(fieldsInTable(section, "Field"))
            .as(section.heading())
            .isEqualTo(fieldsInSchema(findObject(section.name()), Set.of()));
      }
    }
    assertThat(named)
        .contains(
            "account", "sharedBoard", "conversationSummary", "limits", "person", "sharedItem");
  }

  @Test
  void tableOfErrorsIsTheEnum() {
    List<List<String>> expected =
        Arrays.stream(ErrorCode.values())
            .map(code -> List.of(code.wireName(), "" + code.httpStatus(), code.meaning()))
            .toList();

    Table table = DOCUMENT.section("Errors").table("Code").orElseThrow();

    assertThat(table.rows()).isEqualTo(expected);
    assertThat(valuesOf("errorCode").getValuesAs(JsonString::getString)).isEqualTo(table.column(0));
  }

  @Test
  void tableOfCloseCodesIsTheEnum() {
    List<List<String>> expected =
        Arrays.stream(CloseCode.values())
            .map(code -> List.of("" + code.code(), code.meaning()))
            .toList();

    Table table = DOCUMENT.section("Closing").table("Code").orElseThrow();

    assertThat(table.rows()).isEqualTo(expected);
    assertThat(valuesOf("closeCode").getValuesAs(JsonNumber::toString)).isEqualTo(table.column(0));
  }

  @Test
  void limitsInTheExamplesAreTheDocumentedDefaults() {
    Table table = DOCUMENT.section("`limits`: object").table("Field").orElseThrow();
    Map<String, String> documented = new LinkedHashMap<>();
    table.rows().forEach(row -> documented.put(row.get(0), row.get(1)));
    for (Exchange exchange : DOCUMENT.section("`hello`: command on both endpoints").exchanges()) {
      JsonObject limits = objects(exchange.reply()).get(0).getJsonObject("limits");

      Map<String, String> shown = new LinkedHashMap<>();
      limits.forEach((name, value) -> shown.put(name, value.toString()));

      assertThat(shown).isEqualTo(documented);
    }
  }

  @Test
  void everyBodyOfTheHttpApiHasAnExample() {
    Set<String> bodies = new HashSet<>();
    ProtocolSchemas.schema("http.json")
        .getJsonObject("$defs")
        .forEach(
            (name, definition) -> {
              String description = definition.asJsonObject().getString("description");
              if (description.startsWith("The body of")
                  || description.startsWith("The answer to")) {
                bodies.add(name);
              }
            });

    List<String> shown =
        DOCUMENT.section("The HTTP API").examples().stream().map(Example::kind).toList();

    assertThat(shown).containsExactlyInAnyOrderElementsOf(bodies);
  }

  @Test
  void refsInAnExchangeAreTheSame() {
    for (Section section : DOCUMENT.sections()) {
      for (Exchange exchange : section.exchanges()) {
        JsonObject command = objects(exchange.command()).get(0);
        if (section.kind().equals("command") && command.containsKey("ref")) {
          assertThat(objects(exchange.reply()).get(0).getInt("ref"))
              .as("line %s", exchange.reply().line())
              .isEqualTo(command.getInt("ref"));
        }
      }
    }
  }

  private static void validate(Example example) {
    try {
      if (example.speaker().equals("http")) {
        ProtocolSchemas.validateHttp(example.kind(), example.text());
      } else if (example.kind().equals("command")) {
        ProtocolSchemas.validateCommand(example.speaker(), example.text());
      } else if (example.kind().equals("server")) {
        ProtocolSchemas.validateServerFrame(example.speaker(), example.text());
      } else {
        fail("Nobody speaks " + example.kind());
      }
    } catch (AssertionError invalid) {
      throw new AssertionError("Line " + example.line() + " of PROTOCOL.md", invalid);
    }
  }

  private static void validateExchange(String command, Exchange exchange) {
    for (JsonObject reply : objects(exchange.reply())) {
      ProtocolSchemas.validateReply(exchange.command().speaker(), command, reply.toString());
    }
  }

  private static List<String> namesOfSections(String endpoint, Set<String> kinds) {
    return DOCUMENT.sections().stream()
        .filter(section -> kinds.contains(section.kind()))
        .filter(section -> section.endpoints().contains(endpoint))
        .map(Section::name)
        .toList();
  }

  private static List<String> typesOfExamples(Section section, String endpoint, String kind) {
    return section.examples().stream()
        .filter(example -> example.speaker().equals(endpoint) && example.kind().equals(kind))
        .flatMap(example -> objects(example).stream())
        .map(object -> object.getString("type"))
        .toList();
  }

  private static List<JsonObject> objects(Example example) {
    return Json.read(example.text()) instanceof JsonArray array
        ? array.getValuesAs(JsonValue::asJsonObject)
        : List.of(Json.read(example.text()).asJsonObject());
  }

  /** The fields of a command, and whether each is required; either of two is no. */
  private static Map<String, Boolean> requirementsInTable(Section section) {
    Map<String, Boolean> requirements = new LinkedHashMap<>();
    section
        .table("Field")
        .ifPresent(
            table ->
                table
                    .rows()
                    .forEach(row -> requirements.put(row.get(0), row.get(2).equals("yes"))));
    return requirements;
  }

  private static Map<String, Boolean> requirementsInSchema(JsonObject command) {
    Set<String> required = new HashSet<>();
    command.getJsonArray("required").getValuesAs(JsonString::getString).forEach(required::add);
    Map<String, Boolean> requirements = new LinkedHashMap<>();
    for (String field : command.getJsonObject("properties").keySet()) {
      if (!field.equals("type")) {
        requirements.put(field, required.contains(field));
      }
    }
    return requirements;
  }

  private static Set<String> fieldsInTable(Section section, String title) {
    return section
        .table(title)
        .<Set<String>>map(table -> new TreeSet<>(table.column(0)))
        .orElse(Set.of());
  }

  private static Set<String> fieldsInSchema(JsonObject definition, Set<String> except) {
    Set<String> fields = new TreeSet<>(definition.getJsonObject("properties").keySet());
    fields.removeAll(except);
    return fields;
  }

  private static JsonObject findObject(String name) {
    return ProtocolSchemas.files().stream()
        .map(file -> ProtocolSchemas.schema(file).getJsonObject("$defs").getJsonObject(name))
        .filter(definition -> definition != null)
        .filter(definition -> !isOnTheWire(definition))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No schema defines " + name));
  }

  /** Whether it is a reply or an event, which says by its type which one it is. */
  private static boolean isOnTheWire(JsonObject definition) {
    JsonObject type = definition.getJsonObject("properties").getJsonObject("type");
    return type != null && type.containsKey("const");
  }

  private static JsonArray valuesOf(String name) {
    return ProtocolSchemas.definition("common.json", name).getJsonArray("enum");
  }
}
