package org.hearhear.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.hearhear.attachment.image.FileType;
import org.hearhear.wire.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FileNameTest {

  @ParameterizedTest
  @MethodSource
  void nameIsMadeHarmless(String submitted, String clean) {
    assertThat(FileName.clean(submitted)).isEqualTo(clean);
  }

  static Stream<Arguments> nameIsMadeHarmless() {
    return Stream.of(
        Arguments.of("report.pdf", "report.pdf"),
        Arguments.of("Übersicht ☕ 2026.txt", "Übersicht ☕ 2026.txt"),
        Arguments.of("../../x\r\nSet-Cookie: a=b.html", "xSet-Cookie_ a=b.html"),
        Arguments.of("C:\\Users\\ada\\photo.jpg", "photo.jpg"),
        Arguments.of("/etc/passwd", "passwd"),
        Arguments.of("invoice\u202Efdp.exe", "invoicefdp.exe"),
        Arguments.of("a\u0000b\u200Bc\uD83D.txt", "abc.txt"),
        Arguments.of("..", "file"),
        Arguments.of("", "file"),
        Arguments.of("  .htaccess ", "htaccess"),
        Arguments.of("a<b>\"c\"|d?*.txt", "a_b__c__d__.txt"));
  }

  @Test
  void longNameKeepsItsEnding() {
    String clean = FileName.clean("long ".repeat(100) + ".pdf");
    assertThat(clean).hasSize(120).endsWith(".pdf");

    String wide = FileName.clean("☕".repeat(300) + ".pdf");
    assertThat(wide).endsWith("☕.pdf");
    assertThat(Texts.utf8Length(wide)).isBetween(230, 240);
  }

  @ParameterizedTest
  @CsvSource({
    "photo.jpg, JPEG, photo.jpg",
    "photo.JPEG, JPEG, photo.JPEG",
    "scan.bmp, PNG, scan.png",
    "x.html, PNG, x.html.png",
    "photo, PNG, photo.png",
    "notes.html, TEXT, notes.html",
  })
  void imageIsCalledOne(String name, FileType type, String fitting) {
    assertThat(FileName.fitting(name, type)).isEqualTo(fitting);
  }

  @Test
  void headerHoldsAnyName() {
    assertThat(FileName.disposition(false, "a \"b\" %41 ü.txt"))
        .isEqualTo(
            "attachment; filename=\"a _b_ _41 _.txt\";"
                + " filename*=UTF-8''a%20%22b%22%20%2541%20%C3%BC.txt");
    assertThat(FileName.disposition(true, "a.png"))
        .isEqualTo("inline; filename=\"a.png\"; filename*=UTF-8''a.png");
  }
}
