package org.hearhear.attachment.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypeTest {
  @ParameterizedTest
  @CsvSource({"png, PNG", "jpeg, JPEG", "gif, GIF", "bmp, BMP"})
  void imageIsKnownByItsFirstBytes(String format, FileType expected) {
    assertThat(FileType.of(TestImages.encoded(format, 3, 3))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<!DOCTYPE html><script>alert(1)</script>",
        "BM is how bitmaps begin, and this text",
        "GIF89 is not quite a GIF",
        "Grüße ☕",
      })
  void whatCanBeReadIsPlainText(String text) {
    assertThat(FileType.of(text.getBytes(UTF_8))).isEqualTo(FileType.TEXT);
  }

  @Test
  void textIsTextWhereverItIsCut() {
    byte[] text = "€".repeat(3_000).getBytes(UTF_8);

    assertThat(FileType.of(Arrays.copyOf(text, 4_096))).isEqualTo(FileType.TEXT);
    assertThat(FileType.of(Arrays.copyOf(text, 4_000))).isEqualTo(FileType.OTHER);
  }

  @Test
  void everythingElseIsBytes() {
    assertThat(FileType.of("%PDF-1.7".getBytes(UTF_8))).isEqualTo(FileType.PDF);
    assertThat(FileType.of(new byte[] {'a', 0})).isEqualTo(FileType.OTHER);
    assertThat(FileType.of(new byte[] {(byte) 0xff, (byte) 0xfe})).isEqualTo(FileType.OTHER);
    assertThat(FileType.of("RIFF....WEBPVP8 ".getBytes(UTF_8))).isEqualTo(FileType.TEXT);
    assertThat(FileType.of(new byte[] {'M', 'Z', 1, 0})).isEqualTo(FileType.OTHER);
  }
}
