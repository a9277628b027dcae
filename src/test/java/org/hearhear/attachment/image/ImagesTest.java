package org.hearhear.attachment.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.ObjectAssert;
import org.hearhear.attachment.image.Images.Encoded;
import org.hearhear.config.Settings;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pixels stay, whatever else was in the file is gone, and bad files are refused in time. */
class ImagesTest {
  private static final InstanceOfAssertFactory<Refusal, ObjectAssert<Refusal>> REFUSAL =
      InstanceOfAssertFactories.type(Refusal.class);

  @TempDir private Path temporary;
  private final Images images = new Images(Settings.of(Map.of()));

  @ParameterizedTest
  @CsvSource({"png, PNG", "jpeg, JPEG", "gif, PNG", "bmp, PNG"})
  void everyKindIsEncodedAnew(String format, FileType expected) throws IOException {
    Encoded encoded = encode(TestImages.encoded(format, 60, 40)).orElseThrow();

    assertThat(encoded).isEqualTo(new Encoded(expected, 60, 40, false));
    assertThat(FileType.of(target())).isEqualTo(expected);
    BufferedImage image = TestImages.decoded(Files.readAllBytes(target()));
    assertThat(nearest(image, 10, 10)).isEqualTo(TestImages.RED);
    assertThat(nearest(image, 50, 30)).isEqualTo(TestImages.BLUE);
  }

  @Test
  void photographIsTurnedUprightAndNoLongerSaysWhereItWasTaken() throws IOException {
    byte[] photograph = TestImages.photograph(64, 32, 6);
    assertThat(new String(photograph, ISO_8859_1)).contains("GPSLatitude");

    Encoded encoded = encode(photograph).orElseThrow();

    assertThat(encoded).isEqualTo(new Encoded(FileType.JPEG, 32, 64, false));
    assertThat(new String(Files.readAllBytes(target()), ISO_8859_1))
        .doesNotContain("Exif")
        .doesNotContain("GPS");
    assertThat(JpegMarkers.of(target())).isEqualTo(new JpegMarkers(1, 1, true));
  }

  /** By what EXIF says of the eight: where the corner is that was red. */
  @ParameterizedTest
  @CsvSource({
    "1, 16, 8",
    "2, 48, 8",
    "3, 48, 24",
    "4, 16, 24",
    "5, 8, 16",
    "6, 24, 16",
    "7, 24, 48",
    "8, 8, 48"
  })
  void everyOrientationIsTurnedUpright(int orientation, int redX, int redY) throws IOException {
    encode(TestImages.photograph(64, 32, orientation));

    BufferedImage image = TestImages.decoded(Files.readAllBytes(target()));
    assertThat(nearest(image, redX, redY)).isEqualTo(TestImages.RED);
    for (int[] other : corners(image)) {
      if (other[0] != redX || other[1] != redY) {
        assertThat(nearest(image, other[0], other[1])).isEqualTo(TestImages.BLUE);
      }
    }
  }

  @Test
  void largeImageHasAPreview() throws IOException {
    Encoded encoded = encode(TestImages.encoded("png", 1_000, 500)).orElseThrow();

    assertThat(encoded.hasPreview()).isTrue();
    BufferedImage preview = TestImages.decoded(Files.readAllBytes(preview()));
    assertThat(List.of(preview.getWidth(), preview.getHeight())).containsExactly(400, 200);
    assertThat(nearest(preview, 100, 50)).isEqualTo(TestImages.RED);
    assertThat(nearest(preview, 300, 150)).isEqualTo(TestImages.BLUE);
  }

  @ParameterizedTest
  @CsvSource({"1, 4000", "4000, 1", "401, 400"})
  void narrowImageHasAPreviewThatIsOnePixelAtLeast(int width, int height) throws IOException {
    assertThat(encode(TestImages.encoded("png", width, height))).isPresent();

    BufferedImage preview = TestImages.decoded(Files.readAllBytes(preview()));
    assertThat(Math.max(preview.getWidth(), preview.getHeight())).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"600, 300", "10, 90"})
  void squareIsTheMiddle(int width, int height) throws IOException {
    Path source = write(TestImages.encoded("png", width, height));

    images.encodeSquare(source, FileType.of(source), target());

    BufferedImage square = TestImages.decoded(Files.readAllBytes(target()));
    assertThat(List.of(square.getWidth(), square.getHeight())).containsExactly(256, 256);
    assertThat(nearest(square, 5, 5)).isEqualTo(TestImages.RED);
    assertThat(nearest(square, 250, 250)).isEqualTo(TestImages.BLUE);
  }

  @Test
  void animationIsLeftAsItIs() throws IOException {
    assertThat(encode(TestImages.animation(20, 20))).isEmpty();
  }

  @Test
  void scriptBehindAnImageIsGone() throws IOException {
    assertThat(encode(TestImages.polyglot())).isPresent();

    assertThat(new String(Files.readAllBytes(target()), ISO_8859_1)).doesNotContain("alert");
  }

  @Test
  void bombIsRefusedByItsHeader() {
    assertThatThrownBy(() -> encode(TestImages.bomb(60_000, 60_000)))
        .asInstanceOf(REFUSAL)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE))
        .satisfies(refusal -> assertThat(refusal.sentence()).contains("40000000 pixels"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void imageThatIsCutOffIsRefused(String format) {
    byte[] whole = TestImages.encoded(format, 300, 300);
    for (int length : new int[] {20, 60, whole.length / 2, whole.length * 9 / 10}) {
      assertRefused(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void imageOfThousandsOfScansIsRefused() throws IOException {
    byte[] scans = new byte[2 + 4 * 101 + 2];
    scans[0] = (byte) 0xff;
    scans[1] = (byte) 0xd8;
    for (int i = 2; i < scans.length; i += 4) {
      scans[i] = (byte) 0xff;
      scans[i + 1] = (byte) 0xda;
    }
    scans[scans.length - 2] = (byte) 0xff;
    scans[scans.length - 1] = (byte) 0xd9;
    assertThat(JpegMarkers.of(write(scans))).isEqualTo(new JpegMarkers(1, 101, true));

    assertRefused(scans);
  }

  @ParameterizedTest
  @EnumSource(names = {"PNG", "JPEG", "GIF", "BMP"})
  void garbageBehindASignatureIsRefused(FileType type) {
    byte[] garbage = TestImages.encoded(type.name(), 50, 50);
    Arrays.fill(garbage, 30, garbage.length, (byte) 0x5a);

    assertRefused(garbage);
  }

  @Test
  void manyAtOnceWaitForEachOther() throws IOException {
    Images one = new Images(Settings.of(Map.of(Settings.IMAGE_PIXELS.name(), "10000")));
    Path source = write(TestImages.encoded("png", 90, 90));

    Stream.of("a", "b", "c", "d", "e", "f")
        .map(
            name ->
                CompletableFuture.runAsync(
                    () -> {
                      try {
                        one.encodeSquare(source, FileType.PNG, temporary.resolve(name));
                      } catch (IOException e) {
                        throw new IllegalStateException(e);
                      }
                    }))
        .toList()
        .forEach(CompletableFuture::join);

    assertThat(temporary.resolve("f")).exists();
  }

  private Optional<Encoded> encode(byte[] file) throws IOException {
    Path source = write(file);
    return images.encode(source, FileType.of(source), target(), preview());
  }

  private void assertRefused(byte[] file) {
    assertThatThrownBy(() -> encode(file))
        .asInstanceOf(REFUSAL)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST))
        .satisfies(refusal -> assertThat(refusal.sentence()).contains("cannot be read"));
  }

  private Path write(byte[] file) throws IOException {
    return Files.write(temporary.resolve("source"), file);
  }

  private Path target() {
    return temporary.resolve("target");
  }

  private Path preview() {
    return temporary.resolve("preview");
  }

  private static int[][] corners(BufferedImage image) {
    int x = image.getWidth() / 4;
    int y = image.getHeight() / 4;
    return new int[][] {{x, y}, {3 * x, y}, {x, 3 * y}, {3 * x, 3 * y}};
  }

  /** Red or blue; JPEG keeps neither exactly. */
  private static int nearest(BufferedImage image, int x, int y) {
    int rgb = image.getRGB(x, y);
    return (rgb >> 16 & 0xff) > (rgb & 0xff) ? TestImages.RED : TestImages.BLUE;
  }
}
