package org.hearhear.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send is read strictly, and a refusal names the field. */
class FieldsTest {

  @Test
  void nullCountsAsAbsent() {
    Fields fields = fields("{\"to\":null}");

    assertThat(fields.has("to")).isFalse();
    assertThat(fields.findString("to")).isEmpty();
    assertThat(fields.findInteger("to", 0, 9)).isEmpty();
    assertThat(fields.findObject("to")).isEmpty();
    assertThat(fields.list("to", 3, value -> value)).isEmpty();
  }

  @Test
  void missingStringIsRefusedByName() {
    assertRefused(() -> fields("{}").string("text"), "'text' must be a string.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "[]", "{}"})
  void anythingButStringIsRefusedAsString(String value) {
    assertRefused(
        () -> fields("{\"text\":" + value + "}").findString("text"), "'text' must be a string.");
  }

  @Test
  void blankTextIsRefused() {
    assertRefused(() -> fields("{\"text\":\" \\n \"}").text("text", 9, 9), "'text' is empty.");
  }

  @Test
  void absentTextMayBeEmptyWhereTheCallerAllowsIt() {
    assertThat(fields("{}").textOrEmpty("text", 9, 9)).isEmpty();
  }

  @Test
  void textWithNulIsRefused() {
    assertRefused(
        () -> fields("{\"text\":\"a\\u0000b\"}").string("text"),
        "'text' contains U+0000; remove it.");
  }

  @Test
  void textWithLoneSurrogateIsRefused() {
    assertRefused(
        () -> fields("{\"text\":\"a\\ud83d\"}").string("text"),
        "'text' contains half of a surrogate pair; remove it.");
  }

  @Test
  void integerWithinItsRangeIsRead() {
    assertThat(fields("{\"n\":7}").integer("n", 7, 7)).isEqualTo(7);
    assertThat(fields("{\"n\":-1}").integer("n", -1, 1)).isEqualTo(-1);
    assertThat(fields("{\"n\":9223372036854775807}").integer("n", 0, Long.MAX_VALUE))
        .isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "1.5", "\"7\"", "true", "9223372036854775808", "1e400", "[]"})
  void integerOutsideItsRangeIsRefusedWithTheRange(String value) {
    assertRefused(
        () -> fields("{\"n\":" + value + "}").integer("n", 1, 10),
        "'n' must be an integer from 1 to 10.");
  }

  @Test
  void absentIntegerIsRefusedWhereItIsNeeded() {
    assertRefused(() -> fields("{}").integer("n", 1, 10), "'n' must be an integer from 1 to 10.");
  }

  @Test
  void pageLimitIsFiftyUnlessAskedOtherwise() {
    assertThat(fields("{}").pageLimit(100)).isEqualTo(50);
    assertThat(fields("{}").pageLimit(20)).isEqualTo(20);
    assertThat(fields("{\"limit\":100}").pageLimit(100)).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101"})
  void pageLimitBeyondTheMostIsRefused(String limit) {
    assertRefused(
        () -> fields("{\"limit\":" + limit + "}").pageLimit(100),
        "'limit' must be an integer from 1 to 100.");
  }

  @Test
  void onlyTrueAndFalseAreFlags() {
    assertThat(fields("{\"on\":true}").bool("on")).isTrue();
    assertThat(fields("{\"on\":false}").bool("on")).isFalse();
    assertRefused(() -> fields("{\"on\":1}").bool("on"), "'on' must be true or false.");
    assertRefused(() -> fields("{}").bool("on"), "'on' must be true or false.");
  }

  @Test
  void listLongerThanItsLimitIsRefused() {
    Fields fields = fields("{\"items\":[1,2,3]}");

    assertThat(fields.list("items", 3, value -> value)).hasSize(3);
    assertRefused(
        () -> fields.list("items", 2, value -> value),
        "'items' must be an array of at most 2 elements.");
  }

  @Test
  void objectWithinAnObjectIsRead() {
    Fields resume = fields("{\"resume\":{\"n\":17}}").findObject("resume").orElseThrow();

    assertThat(resume.integer("n", 0, 99)).isEqualTo(17);
    assertRefused(
        () -> fields("{\"resume\":[]}").findObject("resume"), "'resume' must be an object.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1 ", "1.0", "0x1", "١", "1234567890123456789"})
  void idsAreOneToEighteenDecimalDigits(String id) {
    assertRefused(
        () -> fields("{\"item\":\"" + id + "\"}").id("item", ItemId::parse),
        "An id is a string of 1 to 18 decimal digits, as the server sent it.");
  }

  @Test
  void longestIdIsRead() {
    assertThat(fields("{\"item\":\"999999999999999999\"}").id("item", ItemId::parse))
        .isEqualTo(new ItemId(999_999_999_999_999_999L));
  }

  private static Fields fields(String json) {
    return new Fields((JsonObject) Json.read(json));
  }

  private static void assertRefused(ThrowingCallable reading, String sentence) {
    assertThatThrownBy(reading).isInstanceOf(Refusal.class).hasMessage(sentence);
  }
}
