package org.hearhear.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of the page as it is and compressed, each with a tag that says what it contains: a new
 * version of the application with the same content has the same tag, whenever and wherever it was
 * built. Immutable.
 */
final class StaticFile {
  private static final int TAG_BYTES = 12;

  /** A comment that has its lines for itself and documents what follows. */
  private static final Pattern DOCUMENTATION =
      Pattern.compile("^[ \\t]*/\\*\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/[ \\t]*$", Pattern.MULTILINE);

  private static final Pattern WITHIN_LINES = Pattern.compile("[^\n]+");

  private final byte[] plain;
  private final byte[] compressed;
  private final String hash;

  StaticFile(byte[] content) {
    plain = content;
    compressed = gzip(content);
    hash = HexFormat.of().formatHex(digest(content), 0, TAG_BYTES);
  }

  /**
   * A module without its documentation, which is a quarter of what would be sent; all else stays in
   * its line. It is for people and lies beside the module as a declaration.
   */
  static StaticFile ofModule(byte[] content) {
    String text = new String(content, UTF_8);
    String code =
        DOCUMENTATION
            .matcher(text)
            .replaceAll(found -> WITHIN_LINES.matcher(found.group()).replaceAll(""));
    return new StaticFile(code.getBytes(UTF_8));
  }

  /** The content in the best of the encodings that are accepted. */
  Variant variant(@Nullable String acceptEncoding) {
    return compressed.length < plain.length && acceptsGzip(acceptEncoding)
        ? new Variant(compressed, '"' + hash + "-gzip\"", true)
        : new Variant(plain, '"' + hash + '"', false);
  }

  /** What is sent. The tags of the two differ, for they are other bytes. */
  static final class Variant {
    private final byte[] content;
    private final String tag;
    private final boolean compressed;

    private Variant(byte[] content, String tag, boolean compressed) {
      this.content = content;
      this.tag = tag;
      this.compressed = compressed;
    }

    /** Not to be changed. */
    byte[] content() {
      return content;
    }

    String tag() {
      return tag;
    }

    boolean isCompressed() {
      return compressed;
    }

    /** Whether a client that sends this header has it already. */
    boolean isKnown(@Nullable String ifNoneMatch) {
      return ifNoneMatch != null
          && parts(ifNoneMatch)
              .anyMatch(known -> known.equals("*") || known.replaceFirst("^W/", "").equals(tag));
    }

    private static Stream<String> parts(String header) {
      return Stream.of(header.split(",", -1)).map(String::strip);
    }
  }

  private static boolean acceptsGzip(@Nullable String acceptEncoding) {
    return acceptEncoding != null
        && Variant.parts(acceptEncoding.toLowerCase(Locale.ROOT))
            .anyMatch(coding -> coding.matches("gzip|gzip\\s*;\\s*q=(1|0\\.\\d*[1-9]).*"));
  }

  private static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new BestGzip(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** It is done once for each file, so it may take its time. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
