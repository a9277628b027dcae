package org.hearhear.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@code multipart/form-data} body (RFC 7578), one after the other as they come in,
 * with no more than a buffer in memory. Not the server's parser: Payara's keeps hold of each
 * version of the application that has used it, and both write the whole body to a disk first. For
 * one thread.
 */
final class MultipartBody {
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "(?i)multipart/form-data;.*?boundary=(?:\"(?<quoted>[^\"]{1,70})\"|(?<plain>[^\\s;\"]{1,70})).*");
  private static final Pattern DISPOSITION =
      Pattern.compile("(?i)content-disposition:\\s*form-data");
  private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"(?<value>[^\"]*)\"");
  private static final Pattern FILE_NAME =
      Pattern.compile("(?i);\\s*filename=\"(?<value>[^\"]*)\"");

  private static final int BUFFER_BYTES = 16_384;
  private static final int HEADER_BYTES_MAX = 4_096;

  /** What may stand before the first part, or in one that nobody reads. */
  private static final int SKIPPED_BYTES_MAX = 65_536;

  private static final int PARTS_MAX = 16;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /** What has been read and not taken is between these two. */
  private int start;

  private int end;
  private int parts;
  private String name = "";

  /** Null where the part says none, which makes it a field. */
  private @Nullable String fileName;

  private MultipartBody(InputStream in, String boundary) {
    this.in = in;
    delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
    // The first delimiter may stand at the very beginning.
    buffer[0] = '\r';
    buffer[1] = '\n';
    end = 2;
  }

  /** Reads a body of this content type; refuses any other. */
  static MultipartBody of(@Nullable String contentType, InputStream body) {
    Matcher type = BOUNDARY.matcher(contentType == null ? "" : contentType);
    if (!type.matches()) {
      throw Refusal.badRequest(
          "The body must be multipart/form-data (RFC 7578), with the file as the part 'file'.");
    }
    String quoted = type.group("quoted");
    return new MultipartBody(body, quoted == null ? type.group("plain") : quoted);
  }

  /** Goes to the next part, past what is left of this one; false when there is none. */
  boolean next() {
    skipContent();
    start += delimiter.length;
    int first = read();
    int second = read();
    if (first == '-' && second == '-') {
      return false;
    }
    while (first == ' ' || first == '\t') {
      first = second;
      second = read();
    }
    parts++;
    if (first != '\r' || second != '\n' || parts > PARTS_MAX) {
      throw malformed();
    }
    readHeaders();
    return true;
  }

  /** What the field is called. */
  String name() {
    return name;
  }

  /** What the client calls the file; empty where it says nothing. */
  String fileName() {
    return fileName == null ? "" : fileName;
  }

  /** The text of a short field. */
  String text(int bytesMax) {
    try {
      byte[] bytes = content().readNBytes(bytesMax + 1);
      if (bytes.length > bytesMax) {
        throw Refusal.badRequest("'" + name + "' has more than " + bytesMax + " bytes.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException brokenOff) {
      throw Uploads.brokenOff();
    }
  }

  /** The content of this part, as long as there is no other. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        return take(target, offset, length);
      }
    };
  }

  /** Takes some of the content before the next delimiter; -1 where that begins. */
  private int take(byte[] target, int offset, int length) {
    int at = findDelimiter();
    while (at < 0 && end - start < delimiter.length) {
      fill();
      at = findDelimiter();
    }
    // The last bytes may be the beginning of a delimiter.
    int available = (at < 0 ? end - delimiter.length + 1 : at) - start;
    if (available == 0) {
      return -1;
    }
    int taken = Math.min(available, length);
    System.arraycopy(buffer, start, target, offset, taken);
    start += taken;
    return taken;
  }

  private int findDelimiter() {
    for (int at = start; at <= end - delimiter.length; at++) {
      int same = 0;
      while (same < delimiter.length && buffer[at + same] == delimiter[same]) {
        same++;
      }
      if (same == delimiter.length) {
        return at;
      }
    }
    return -1;
  }

  private void skipContent() {
    byte[] skipped = new byte[HEADER_BYTES_MAX];
    int bytes = 0;
    for (int taken = take(skipped, 0, skipped.length);
        taken >= 0;
        taken = take(skipped, 0, skipped.length)) {
      bytes += taken;
      if (bytes > SKIPPED_BYTES_MAX) {
        throw malformed();
      }
    }
  }

  /** Lines up to an empty one; only that which names the part is of interest. */
  private void readHeaders() {
    name = "";
    fileName = null;
    int bytes = 0;
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      bytes += line.length();
      if (bytes > HEADER_BYTES_MAX) {
        throw malformed();
      }
      if (DISPOSITION.matcher(line).lookingAt()) {
        Matcher named = NAME.matcher(line);
        Matcher file = FILE_NAME.matcher(line);
        name = named.find() ? named.group("value") : "";
        fileName = file.find() ? file.group("value") : null;
      }
    }
  }

  private String readLine() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int last = 0;
    for (int each = read(); last != '\r' || each != '\n'; each = read()) {
      line.write(each);
      last = each;
      if (line.size() > HEADER_BYTES_MAX) {
        throw malformed();
      }
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.substring(0, text.length() - 1);
  }

  private int read() {
    if (start >= end) {
      fill();
    }
    int each = buffer[start] & 0xff;
    start++;
    return each;
  }

  /** Reads more; there has to be more until the last delimiter was seen. */
  private void fill() {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    int read;
    try {
      read = in.read(buffer, end, buffer.length - end);
    } catch (IOException e) {
      throw Uploads.brokenOff();
    }
    if (read < 0) {
      throw Uploads.brokenOff();
    }
    end += read;
  }

  private static Refusal malformed() {
    return Refusal.badRequest("The body is no form that can be read (RFC 7578).");
  }
}
