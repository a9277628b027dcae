package org.hearhear.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame is one command or some; one that cannot be read is refused whole. */
class FramesTest {
  private static final int COMMANDS_MAX = 3;

  @Test
  void objectIsOneCommand() throws Frames.Malformed {
    assertThat(Frames.read("{\"type\":\"boards\",\"ref\":7,\"more\":1}", COMMANDS_MAX))
        .singleElement()
        .satisfies(
            command -> {
              assertThat(command.type()).isEqualTo("boards");
              assertThat(command.ref()).isEqualTo(7);
              assertThat(command.fields().integer("more", 0, 9)).isEqualTo(1);
            });
  }

  @Test
  void arrayIsItsCommandsInOrder() throws Frames.Malformed {
    assertThat(
            Frames.read(
                "[{\"type\":\"a\",\"ref\":1},{\"type\":\"b\",\"ref\":2},{\"type\":\"c\",\"ref\":3}]",
                COMMANDS_MAX))
        .extracting(Command::type)
        .containsExactly("a", "b", "c");
  }

  @Test
  void absentRefIsNoRef() throws Frames.Malformed {
    assertThat(Frames.read("{\"type\":\"pong\"}", COMMANDS_MAX).get(0).ref())
        .isEqualTo(Command.NO_REF);
  }

  @Test
  void largestRefIsRead() throws Frames.Malformed {
    assertThat(Frames.read("{\"type\":\"a\",\"ref\":9007199254740991}", COMMANDS_MAX).get(0).ref())
        .isEqualTo(9_007_199_254_740_991L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "9007199254740992", "1.5", "\"1\"", "true", "{}"})
  void wrongRefMakesTheFrameMalformed(String ref) {
    assertMalformed(
        "{\"type\":\"a\",\"ref\":" + ref + "}",
        "'ref' must be an integer from 0 to 9007199254740991.");
  }

  @Test
  void emptyArrayIsMalformed() {
    assertMalformed("[]", "A frame holds 1 to 3 commands.");
  }

  @Test
  void tooManyCommandsAreMalformed() {
    assertMalformed(
        "[{\"type\":\"a\"},{\"type\":\"a\"},{\"type\":\"a\"},{\"type\":\"a\"}]",
        "A frame holds 1 to 3 commands.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "{",
        "{\"type\":\"a\"",
        "{'type':'a'}",
        "\"text\"",
        "17",
        "null",
        "{\"type\":\"a\"} {}",
        "{\"type\":\"a\"}x",
        "[{\"type\":\"a\"}],"
      })
  void whatIsNotOneObjectOrArrayIsNotJson(String frame) {
    assertMalformed(frame, "The frame is not JSON.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"type\":"})
  void bracketsWithoutEndAreNotJson(String nest) {
    assertMalformed(nest.repeat(100_000), "The frame is not JSON.");
  }

  @Test
  void deepValueThatIsClosedAgainDoesNotBreakTheReader() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertMalformed("{\"type\":\"a\",\"x\":" + deep + "}", "The frame is not JSON.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"type\":1}", "{\"type\":null}", "[{\"type\":\"a\"},{}]"})
  void commandWithoutTypeIsMalformed(String frame) {
    assertMalformed(frame, "A command has a string 'type'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "[[]]", "[null]", "[{\"type\":\"a\"},\"b\"]"})
  void elementThatIsNoObjectIsMalformed(String frame) {
    assertMalformed(frame, "A command is a JSON object.");
  }

  private static void assertMalformed(String frame, String sentence) {
    assertThatThrownBy(() -> Frames.read(frame, COMMANDS_MAX))
        .isInstanceOfSatisfying(
            Frames.Malformed.class,
            malformed -> assertThat(malformed.sentence()).isEqualTo(sentence));
  }
}
