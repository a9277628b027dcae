package org.hearhear.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms are taken apart as they come in, however they are cut, and bad ones are refused. */
class MultipartBodyTest {
  private static final String TYPE = "multipart/form-data; boundary=xyz";

  @Test
  void partsComeOneAfterTheOther() throws IOException {
    MultipartBody body =
        body(
            String.join(
                "\r\n",
                "--xyz",
                "Content-Disposition: form-data; name=\"key\"",
                "",
                "value",
                "--xyz  ",
                "Content-Type: text/html",
                "content-disposition: form-data; filename=\"Ü \\ %22.txt\"; name=\"file\"",
                "",
                "",
                "--xy",
                "--xy z",
                "",
                "--xyz--",
                "behind the end"));

    assertThat(body.next()).isTrue();
    assertThat(body.name()).isEqualTo("key");
    assertThat(body.text(5)).isEqualTo("value");
    assertThat(body.next()).isTrue();
    assertThat(body.name()).isEqualTo("file");
    assertThat(body.fileName()).isEqualTo("Ü \\ %22.txt");
    assertThat(new String(body.content().readAllBytes(), UTF_8))
        .isEqualTo("\r\n--xy\r\n--xy z\r\n");
    assertThat(body.next()).isFalse();
  }

  /** Content made of what delimiters are made of, in pieces of every size. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1_000, 16_384, 100_000})
  void contentIsTheSameHoweverItIsCut(int piece) throws IOException {
    Random random = new Random(piece);
    byte[] content = new byte[60_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) "\r\n-xyz".charAt(random.nextInt(6));
    }
    String text = new String(content, UTF_8).replace("--xyz", "--xyy");
    MultipartBody body =
        MultipartBody.of(
            TYPE,
            inPieces(
                "preamble\r\n--xyz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"
                    + text
                    + "\r\n--xyz--",
                piece));

    assertThat(body.next()).isTrue();
    assertThat(new String(body.content().readAllBytes(), UTF_8)).isEqualTo(text);
    assertThat(body.next()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no form",
        "--xyz",
        "--xyz\r",
        "--xyzz\r\n\r\n\r\n--xyz--",
        "--xyz\r\nContent-Disposition: form-data; name=\"a\"",
        "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n",
        "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n--xy",
      })
  void formThatIsCutOffOrNoneIsRefused(String text) {
    assertRefused(body(text));
  }

  @Test
  void whatIsNotReadIsLimited() {
    assertRefused(body("x".repeat(70_000) + "\r\n--xyz--"));
    assertRefused(body("--xyz\r\nA: " + "x".repeat(5_000) + "\r\n\r\n\r\n--xyz--"));
    assertRefused(body("--xyz\r\n" + "A: x\r\n".repeat(2_000) + "\r\n\r\n--xyz--"));
    assertRefused(body("--xyz\r\n\r\n\r\n".repeat(20) + "--xyz--"));
    assertThatThrownBy(
            () -> {
              MultipartBody body =
                  body(
                      "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nlong\r\n--xyz--");
              assertThat(body.next()).isTrue();
              String unused = body.text(3);
            })
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("'a' has more than 3 bytes");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "application/json", "multipart/form-data", "multipart/mixed; boundary=xyz"})
  void otherTypesAreRefused(String type) {
    assertThatThrownBy(() -> MultipartBody.of(type, InputStream.nullInputStream()))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void boundaryMayBeQuoted() {
    MultipartBody body =
        MultipartBody.of(
            "Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"",
            new ByteArrayInputStream("--a b--".getBytes(UTF_8)));

    assertThat(body.next()).isFalse();
  }

  private static void assertRefused(MultipartBody body) {
    assertThatThrownBy(
            () -> {
              while (body.next()) {
                assertThat(body.name()).hasSizeLessThan(2);
              }
            })
        .isInstanceOf(Refusal.class);
  }

  private static MultipartBody body(String text) {
    return MultipartBody.of(TYPE, new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static InputStream inPieces(String text, int piece) {
    return new ByteArrayInputStream(text.getBytes(UTF_8)) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, piece));
      }
    };
  }
}
