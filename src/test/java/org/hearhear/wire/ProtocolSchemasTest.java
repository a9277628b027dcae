package org.hearhear.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schemas are strict for what the server sends and tolerant for what clients send. */
class ProtocolSchemasTest {
  @Test
  void everySchemaIsASchema() {
    assertThat(ProtocolSchemas.files())
        .containsExactlyInAnyOrder(
            "common.json",
            "dm-commands.json",
            "dm-events.json",
            "http.json",
            "upvote-commands.json",
            "upvote-events.json");
    ProtocolSchemas.files().forEach(ProtocolSchemas::validateSchema);
  }

  @Test
  void everyDefinitionIsDescribed() {
    for (String file : ProtocolSchemas.files()) {
      JsonObject definitions = ProtocolSchemas.schema(file).getJsonObject("$defs");
      for (String name : definitions.keySet()) {
        assertThat(definitions.getJsonObject(name).getString("description", ""))
            .as("%s: %s", file, name)
            .endsWith(".");
      }
    }
  }

  @Test
  void unknownFieldFromTheServerIsRefused() {
    assertThatThrownBy(
            () ->
                ProtocolSchemas.validateServerFrame(
                    "dm", "[{\"type\":\"ping\",\"reconnectWithin\":5000,\"mood\":\"good\"}]"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mood");
  }

  @Test
  void unknownFieldFromTheClientIsAccepted() {
    assertThatCode(
            () -> ProtocolSchemas.validateCommand("dm", "{\"type\":\"pong\",\"mood\":\"good\"}"))
        .doesNotThrowAnyException();
  }

  @Test
  void unknownTypeFromTheServerIsRefused() {
    assertThatThrownBy(() -> ProtocolSchemas.validateServerFrame("dm", "[{\"type\":\"tally\"}]"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("/dm never sends this");
  }

  @Test
  void replyToAnotherCommandIsRefused() {
    assertThatThrownBy(
            () ->
                ProtocolSchemas.validateReply(
                    "upvote", "boards", "{\"type\":\"ok\",\"ref\":1,\"tallies\":[]}"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("boards");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"error\",\"ref\":1,\"code\":\"rate_limited\",\"message\":\"Wait.\"}",
        "{\"type\":\"error\",\"ref\":1,\"code\":\"closed\",\"message\":\"No.\",\"retryAfter\":1}",
        "{\"type\":\"error\",\"code\":\"closed\",\"message\":\"No.\"}",
        "{\"type\":\"error\",\"ref\":1,\"code\":\"gone\",\"message\":\"No.\"}",
      })
  void malformedErrorIsRefused(String error) {
    assertThatThrownBy(() -> ProtocolSchemas.validateServerFrame("dm", "[" + error + "]"))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"to\":\"2\",\"conversation\":\"1\",\"text\":\"both\"",
        "\"text\":\"neither\"",
        "\"to\":2,\"text\":\"a number\"",
        "\"to\":\"2\",\"text\":\"\"",
        "\"to\":\"2\",\"text\":\"\\u0000\"",
        "\"to\":\"2\",\"text\":\"\\ud83d\"",
      })
  void malformedSendIsRefused(String fields) {
    String send =
        "{\"type\":\"send\",\"ref\":1,\"key\":\"01a202b2-c564-7a5c-9ca2-18b8a6a3a450\","
            + fields
            + "}";
    assertThatThrownBy(() -> ProtocolSchemas.validateCommand("dm", send))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void textOfPairsOfSurrogatesIsAccepted() {
    String send =
        "{\"type\":\"send\",\"ref\":1,\"key\":\"01a202b2-c564-7a5c-9ca2-18b8a6a3a450\","
            + "\"to\":\"2\",\"text\":\""
            + "\ud83d\udc4d".repeat(8_000)
            + "\"}";
    assertThatCode(() -> ProtocolSchemas.validateCommand("dm", send)).doesNotThrowAnyException();
  }
}
