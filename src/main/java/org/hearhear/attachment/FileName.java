package org.hearhear.attachment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.hearhear.attachment.image.FileType;
import org.hearhear.wire.Texts;

/** What a client calls a file, made harmless; it is shown to people and names nothing on a disk. */
final class FileName {
  private static final int CODE_POINTS_MAX = 120;
  private static final int BYTES_MAX = 240;
  private static final int EXTENSION_MAX = 10;
  private static final String NAMELESS = "file";

  /** What a file system somewhere takes for something else than a part of a name. */
  private static final String SPECIAL = "<>:\"|?*";

  private static final List<String> OF_IMAGES = List.of("png", "jpg", "jpeg", "gif", "bmp");

  private FileName() {}

  /**
   * The last part of a path, without what is invisible (control and formatting characters, among
   * them those that turn the direction of writing) and without half characters; never empty.
   */
  static String clean(String submitted) {
    int last = Math.max(submitted.lastIndexOf('/'), submitted.lastIndexOf('\\'));
    StringBuilder clean = new StringBuilder();
    submitted
        .substring(last + 1)
        .codePoints()
        .filter(FileName::isVisible)
        .map(character -> SPECIAL.indexOf(character) < 0 ? character : '_')
        .forEach(clean::appendCodePoint);
    String name = clean.toString().strip();
    // A leading dot hides a file, one at the end is lost on Windows.
    name = name.replaceAll("^[. ]+|[. ]+$", "");
    return name.isEmpty() ? NAMELESS : shortened(name);
  }

  /** The name with an ending that fits what the file is; a picture is never called x.html. */
  static String fitting(String name, FileType type) {
    String extension = extension(name).toLowerCase(Locale.ROOT);
    if (type.extensions().isEmpty() || type.extensions().contains(extension)) {
      return name;
    }
    String stem =
        OF_IMAGES.contains(extension)
            ? name.substring(0, name.length() - extension.length() - 1)
            : name;
    return shortened(stem + "." + type.extensions().get(0));
  }

  /** The header that says how a browser is to call the file (RFC 6266, RFC 8187). */
  static String disposition(boolean inline, String name) {
    StringBuilder ascii = new StringBuilder();
    StringBuilder encoded = new StringBuilder();
    name.codePoints()
        .forEach(
            character ->
                ascii.append(
                    character < 0x7f && character != '%' && character != '"' && character != '\\'
                        ? Character.toString(character)
                        : "_"));
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      if (isAttributeCharacter(each)) {
        encoded.append((char) each);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", each));
      }
    }
    return (inline ? "inline" : "attachment")
        + "; filename=\""
        + ascii
        + "\"; filename*=UTF-8''"
        + encoded;
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }

  /** Cut before its extension. */
  private static String shortened(String name) {
    String extension = extension(name);
    String ending = extension.isEmpty() ? "" : "." + extension;
    String stem = name.substring(0, name.length() - ending.length());
    int codePoints = CODE_POINTS_MAX - ending.length();
    stem = Texts.cut(stem, codePoints);
    while (Texts.utf8Length(stem) + Texts.utf8Length(ending) > BYTES_MAX) {
      codePoints--;
      stem = Texts.cut(stem, codePoints);
    }
    return stem + ending;
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 || name.length() - dot - 1 > EXTENSION_MAX ? "" : name.substring(dot + 1);
  }

  private static boolean isAttributeCharacter(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || "!#$&+-.^_`|~".indexOf(each) >= 0;
  }
}
