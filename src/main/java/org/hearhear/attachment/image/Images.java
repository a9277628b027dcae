package org.hearhear.attachment.image;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import org.hearhear.config.Settings;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Images from strangers, decoded and encoded anew: the pixels stay, whatever else was in the file
 * is gone. Bounds how large an image may be, how many are decoded at once, and how long a decoder
 * may have to go over one. Safe for all threads, which wait their turn.
 */
@Singleton
public class Images {
  private static final System.Logger LOG = System.getLogger(Images.class.getName());

  private static final int PREVIEW_SIDE = 400;
  private static final int SQUARE_SIDE = 256;
  private static final float JPEG_QUALITY = 0.9f;

  /** Usual progressive files have about ten; thousands keep a decoder busy for minutes. */
  private static final int SCANS_MAX = 100;

  /** One with more than this part of the pixels allowed is decoded alone. */
  private static final int LARGE_PART = 4;

  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int pixelsMax;
  private final int decodesMax;
  private final Semaphore decodes;

  @Inject
  public Images(Settings settings) {
    pixelsMax = settings.get(Settings.IMAGE_PIXELS);
    decodesMax = settings.get(Settings.IMAGE_DECODES);
    decodes = new Semaphore(decodesMax, true);
  }

  /**
   * An image as it has been written.
   *
   * @param hasPreview whether it was large enough for a smaller one to be of use
   */
  public record Encoded(FileType type, int width, int height, boolean hasPreview) {}

  /**
   * Writes an image anew, as JPEG where it is one and else as PNG, and a small one of the same type
   * if it is larger than that. Empty, and nothing is written, for one that moves: that would lose
   * all but its first picture.
   */
  public Optional<Encoded> encode(Path source, FileType type, Path target, Path preview)
      throws IOException {
    return withoutOurClassLoader(
        () -> {
          if (type == FileType.GIF && isAnimated(source)) {
            return Optional.empty();
          }
          return Optional.of(
              decoded(
                  source,
                  type,
                  image -> {
                    FileType written = write(image, type, target);
                    BufferedImage small = Pixels.within(image, PREVIEW_SIDE);
                    if (small != image) {
                      write(small, type, preview);
                    }
                    return new Encoded(
                        written, image.getWidth(), image.getHeight(), small != image);
                  }));
        });
  }

  /** Writes the middle of an image as a small square. */
  public void encodeSquare(Path source, FileType type, Path target) throws IOException {
    FileType unused =
        withoutOurClassLoader(
            () ->
                decoded(
                    source, type, image -> write(Pixels.square(image, SQUARE_SIDE), type, target)));
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private interface ImageWork<T> {
    T with(BufferedImage image) throws IOException;
  }

  /**
   * ImageIO keeps, for the life of the JVM, the context class loader of whoever calls it first, and
   * looks there for plugins. It is not to be the application's.
   */
  private static <T> T withoutOurClassLoader(Work<T> work) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader ours = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      return work.run();
    } finally {
      thread.setContextClassLoader(ours);
    }
  }

  private static boolean isAnimated(Path source) throws IOException {
    ImageReader reader = reader(FileType.GIF);
    try (FileImageInputStream input = new FileImageInputStream(source.toFile())) {
      reader.setInput(input, false, true);
      int unused = reader.getWidth(1);
      return true;
    } catch (IndexOutOfBoundsException noSecondPicture) {
      return false;
    } catch (IOException | RuntimeException damaged) {
      throw unreadable(damaged);
    } finally {
      reader.dispose();
    }
  }

  /** Works on the decoded image, upright, while it counts against the limit. */
  private <T> T decoded(Path source, FileType type, ImageWork<T> work) throws IOException {
    int orientation = 1;
    if (type == FileType.JPEG) {
      JpegMarkers markers = JpegMarkers.of(source);
      if (!markers.complete() || markers.scans() > SCANS_MAX) {
        throw unreadable(null);
      }
      orientation = markers.orientation();
    }
    ImageReader reader = reader(type);
    try (FileImageInputStream input = new FileImageInputStream(source.toFile())) {
      reader.setInput(input, true, true);
      int weight = weight(reader);
      acquire(weight);
      try {
        return work.with(Pixels.upright(read(reader), orientation));
      } finally {
        decodes.release(weight);
      }
    } finally {
      reader.dispose();
    }
  }

  /** Looks at the header only. */
  private int weight(ImageReader reader) {
    long pixels;
    try {
      pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    } catch (IOException | RuntimeException damaged) {
      throw unreadable(damaged);
    }
    if (pixels > pixelsMax) {
      throw Refusal.of(
          ErrorCode.TOO_LARGE,
          "The image has more than " + pixelsMax + " pixels; make it smaller and send it again.");
    }
    return pixels > pixelsMax / LARGE_PART ? decodesMax : 1;
  }

  private void acquire(int weight) {
    try {
      if (decodes.tryAcquire(weight, WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    throw Refusal.retry(
        ErrorCode.UNAVAILABLE, "Too many images are being read now; try again.", RETRY);
  }

  private static BufferedImage read(ImageReader reader) {
    try {
      return reader.read(0);
    } catch (IOException | RuntimeException damaged) {
      throw unreadable(damaged);
    }
  }

  /** Writes pixels and nothing else; JPEG has no transparency. */
  private static FileType write(BufferedImage image, FileType source, Path target)
      throws IOException {
    FileType type =
        source == FileType.JPEG && !image.getColorModel().hasAlpha() ? FileType.JPEG : FileType.PNG;
    ImageWriter writer = ImageIO.getImageWritersByFormatName(type.name()).next();
    try (FileImageOutputStream output = new FileImageOutputStream(target.toFile())) {
      writer.setOutput(output);
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (type == FileType.JPEG) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(JPEG_QUALITY);
      }
      writer.write(null, new IIOImage(image, null, null), how);
      return type;
    } finally {
      writer.dispose();
    }
  }

  private static ImageReader reader(FileType type) {
    return ImageIO.getImageReadersByFormatName(type.name()).next();
  }

  private static Refusal unreadable(@Nullable Exception failure) {
    LOG.log(DEBUG, "An image cannot be read", failure);
    return Refusal.badRequest(
        "The image cannot be read: it is damaged, cut off, or of a kind that the server does not"
            + " know. Save it anew as PNG or JPEG and send it again.");
  }
}
