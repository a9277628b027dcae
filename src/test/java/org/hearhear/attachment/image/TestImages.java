package org.hearhear.attachment.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Images for tests, honest and otherwise. Their upper left quarter is red, the rest is blue. */
public final class TestImages {
  public static final int RED = 0xff0000;
  public static final int BLUE = 0x0000ff;

  private static final int IHDR_BYTES = 13;
  private static final int PNG_HEADER_BYTES = 8;

  private TestImages() {}

  public static BufferedImage image(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x < width / 2 && y < height / 2 ? RED : BLUE);
      }
    }
    return image;
  }

  /** As {@code png}, {@code jpeg}, {@code gif} or {@code bmp}. */
  public static byte[] encoded(String format, int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image(width, height), format, out)) {
        throw new IllegalArgumentException(format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static BufferedImage decoded(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A photograph by a camera that was held this way, and that says where it was. */
  public static byte[] photograph(int width, int height, int orientation) {
    byte[] jpeg = encoded("jpeg", width, height);
    byte[] exif = exif(orientation);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + 4 + exif.length);
    file.put(jpeg, 0, 2);
    file.putShort((short) 0xffe1).putShort((short) (exif.length + 2)).put(exif);
    file.put(jpeg, 2, jpeg.length - 2);
    return file.array();
  }

  private static byte[] exif(int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(100);
    exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
    exif.putShort((short) 2);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0);
    // Where GPS is: the test looks for the text behind it.
    exif.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38);
    exif.putInt(0);
    exif.put("GPSLatitude 52.5163".getBytes(StandardCharsets.US_ASCII));
    return exif.array();
  }

  /** Two pictures, the second one all red. */
  public static byte[] animation(int width, int height) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (int picture = 0; picture < 2; picture++) {
        BufferedImage image = image(width, height);
        var metadata =
            writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        writer.writeToSequence(new IIOImage(image, null, metadata), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** A small file whose header says that it is a PNG of this size. */
  public static byte[] bomb(int width, int height) {
    byte[] png = encoded("png", 8, 8);
    ByteBuffer header = ByteBuffer.wrap(png);
    int at = PNG_HEADER_BYTES + 8;
    header.putInt(at, width).putInt(at + 4, height);
    CRC32 crc = new CRC32();
    crc.update(png, PNG_HEADER_BYTES + 4, 4 + IHDR_BYTES);
    header.putInt(at + IHDR_BYTES, (int) crc.getValue());
    return png;
  }

  /** A GIF that is a script, too: for whoever reads it as one, its beginning is a variable. */
  public static byte[] polyglot() {
    byte[] script = "*/=1;alert(document.cookie)//".getBytes(StandardCharsets.US_ASCII);
    byte[] gif = encoded("gif", 4, 4);
    ByteBuffer file = ByteBuffer.allocate(gif.length + script.length);
    file.put(gif).put(script);
    return file.array();
  }
}
