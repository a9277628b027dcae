package org.hearhear.attachment.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a file is, judged by its first bytes: what a client or a name says of it does not count.
 * What is not one of these is {@link #OTHER}, SVG and HTML among them as {@link #TEXT}.
 */
public enum FileType {
  PNG("image/png"),
  JPEG("image/jpeg"),
  GIF("image/gif"),
  BMP("image/bmp"),
  PDF("application/pdf"),
  TEXT("text/plain"),
  OTHER("application/octet-stream");

  private static final int HEAD_BYTES = 4_096;
  private static final int BMP_HEADER_AT = 14;

  /** The sizes of the headers that a bitmap may have behind its first 14 bytes. */
  private static final List<Integer> BMP_HEADERS = List.of(12, 40, 52, 56, 64, 108, 124);

  private final String mediaType;

  FileType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type, as in the header Content-Type. */
  public String mediaType() {
    return mediaType;
  }

  /** The endings that a name of this type may have, the usual one first; none: any. */
  public List<String> extensions() {
    return switch (this) {
      case JPEG -> List.of("jpg", "jpeg");
      case PNG -> List.of("png");
      case GIF -> List.of("gif");
      case BMP -> List.of("bmp");
      case PDF -> List.of("pdf");
      case TEXT, OTHER -> List.of();
    };
  }

  /** Whether it can be decoded here. */
  public boolean isImage() {
    return this == PNG || this == JPEG || this == GIF || this == BMP;
  }

  public static FileType of(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return of(content.readNBytes(HEAD_BYTES));
    }
  }

  /** Judges by the beginning of a file, or by all of it where it is short. */
  static FileType of(byte[] head) {
    if (begins(head, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return PNG;
    }
    if (begins(head, 0xff, 0xd8, 0xff)) {
      return JPEG;
    }
    if (begins(head, 'G', 'I', 'F', '8', '7', 'a') || begins(head, 'G', 'I', 'F', '8', '9', 'a')) {
      return GIF;
    }
    if (begins(head, 'B', 'M') && hasBitmapHeader(head)) {
      return BMP;
    }
    if (begins(head, '%', 'P', 'D', 'F', '-')) {
      return PDF;
    }
    return isText(head) ? TEXT : OTHER;
  }

  private static boolean begins(byte[] head, int... signature) {
    if (head.length < signature.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if ((head[i] & 0xff) != signature[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasBitmapHeader(byte[] head) {
    return head.length >= BMP_HEADER_AT + Integer.BYTES
        && BMP_HEADERS.contains(
            ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(BMP_HEADER_AT));
  }

  /** UTF-8 without control characters; it may break off in the middle of a character. */
  private static boolean isText(byte[] head) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(head.length);
    boolean whole = head.length < HEAD_BYTES;
    if (decoder.decode(ByteBuffer.wrap(head), text, whole).isError()) {
      return false;
    }
    return text.flip().chars().noneMatch(FileType::isControl);
  }

  private static boolean isControl(int character) {
    return Character.isISOControl(character)
        && character != '\t'
        && character != '\n'
        && character != '\r'
        && character != '\f';
  }
}
