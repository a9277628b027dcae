package org.hearhear.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths are what an encoder makes of a text, and what no database keeps is refused. */
class TextsTest {
  /** One of each length in UTF-8, and both borders of each. */
  private static final int[] CODE_POINTS = {
    1, 'a', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x1_0000, 0x1f600, 0x10_ffff
  };

  @Test
  void utf8LengthIsWhatTheEncoderWrites() {
    Random random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
      }
      String string = text.toString();

      assertThat(Texts.utf8Length(string))
          .as(string)
          .isEqualTo(string.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void loneSurrogatesCountAsTheReplacementCharacter() {
    Random random = new Random(2);
    char[] surrogates = {'\ud83d', '\ude00', 'a', '\ud800', '\udfff'};
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(surrogates[random.nextInt(surrogates.length)]);
      }
      String replaced =
          text.toString()
              .codePoints()
              .map(c -> Character.isBmpCodePoint(c) && Character.isSurrogate((char) c) ? 0xfffd : c)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      assertThat(Texts.utf8Length(text))
          .isEqualTo(replaced.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "a\ude00", "\ud83d\ud83d\ude00", "\ude00\ud83d", "x\ud800y"})
  void loneSurrogateIsRefused(String text) {
    assertThatThrownBy(() -> Texts.wellFormed("text", text))
        .isInstanceOf(Refusal.class)
        .hasMessage("'text' contains half of a surrogate pair; remove it.");
  }

  @Test
  void nulIsRefusedWhereverItIs() {
    assertThatThrownBy(() -> Texts.wellFormed("text", "\ud83d\ude00\0"))
        .isInstanceOf(Refusal.class)
        .hasMessage("'text' contains U+0000; remove it.");
  }

  @Test
  void everythingElseIsWellFormed() {
    String text = new StringBuilder("\t\n\uffff").appendCodePoint(0x10_ffff).toString();

    assertThat(Texts.wellFormed("text", text)).isSameAs(text);
  }

  @Test
  void codePointsAreCountedNotCharacters() {
    String four = "\ud83d\ude00".repeat(4);

    assertThatCode(() -> Texts.within("text", four, 4, 16)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Texts.within("text", four, 3, 16))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE))
        .hasMessage("'text' has more than 3 characters.");
  }

  @Test
  void bytesAreLimitedToo() {
    assertThatThrownBy(() -> Texts.within("text", "ä".repeat(4), 4, 7))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE))
        .hasMessage("'text' has more than 7 bytes in UTF-8.");
  }

  @Test
  void cutKeepsWholeCodePoints() {
    assertThat(Texts.cut("a\ud83d\ude00b", 2)).isEqualTo("a\ud83d\ude00");
    assertThat(Texts.cut("ab", 2)).isEqualTo("ab");
  }
}
