package org.hearhear.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.util.Arrays;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.Test;

/** A body is an object in UTF-8 of at most 16 KiB, and no more than that is ever read. */
class BodyTest {
  private static final int BYTES_MAX = 16_384;

  @Test
  void objectIsRead() {
    assertThat(Body.read(stream("{\"name\":\"\u00e4da\"}".getBytes(UTF_8))).string("name"))
        .isEqualTo("\u00e4da");
  }

  @Test
  void largestBodyIsRead() {
    assertThat(Body.read(stream(objectOf(BYTES_MAX))).string("x")).isNotEmpty();
  }

  @Test
  void oneByteMoreIsTooLarge() {
    assertRefused(stream(objectOf(BYTES_MAX + 1)), ErrorCode.TOO_LARGE);
  }

  @Test
  void bodyWithoutEndIsReadNoFurtherThanItsLimit() {
    Endless endless = new Endless();

    assertRefused(endless, ErrorCode.TOO_LARGE);

    assertThat(endless.taken).isEqualTo(BYTES_MAX + 1);
  }

  @Test
  void malformedUtf8IsABadRequest() {
    assertRefused(
        stream(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'}),
        ErrorCode.BAD_REQUEST);
  }

  @Test
  void bodyThatBreaksOffIsABadRequest() {
    InputStream broken = new PipedInputStream(); // Nobody is at the other end.

    assertRefused(broken, ErrorCode.BAD_REQUEST);
  }

  private static byte[] objectOf(int bytes) {
    String around = "{\"x\":\"\"}";
    return around
        .replace("\"\"", "\"" + "x".repeat(bytes - around.length()) + "\"")
        .getBytes(UTF_8);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static void assertRefused(InputStream body, ErrorCode code) {
    assertThatThrownBy(() -> Body.read(body))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  /** Spaces for ever; counts how many were taken. */
  private static final class Endless extends InputStream {
    private long taken;

    @Override
    public int read() {
      taken++;
      return ' ';
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      Arrays.fill(buffer, offset, offset + length, (byte) ' ');
      taken += length;
      return length;
    }
  }
}
