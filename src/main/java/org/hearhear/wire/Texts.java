package org.hearhear.wire;

/** What a text from a client must be: well-formed Unicode without NUL, within its limits. */
public final class Texts {
  private Texts() {}

  /**
   * The length in UTF-8. A lone surrogate counts as the replacement that an encoder writes for it.
   */
  public static int utf8Length(CharSequence text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  /**
   * Refuses what a database would refuse or change: PostgreSQL rejects U+0000 and stores a lone
   * surrogate as a question mark.
   */
  static String wellFormed(String field, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw Refusal.badRequest("'" + field + "' contains U+0000; remove it.");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw Refusal.badRequest("'" + field + "' contains half of a surrogate pair; remove it.");
      }
    }
    return text;
  }

  /**
   * Refuses a text with more than {@code codePointsMax} code points or {@code bytesMax} of UTF-8.
   */
  static String within(String field, String text, int codePointsMax, int bytesMax) {
    if (text.codePointCount(0, text.length()) > codePointsMax) {
      throw Refusal.of(
          ErrorCode.TOO_LARGE, "'" + field + "' has more than " + codePointsMax + " characters.");
    }
    if (utf8Length(text) > bytesMax) {
      throw Refusal.of(
          ErrorCode.TOO_LARGE, "'" + field + "' has more than " + bytesMax + " bytes in UTF-8.");
    }
    return text;
  }

  /** The first {@code codePointsMax} code points of a text, for previews. */
  public static String cut(String text, int codePointsMax) {
    return text.codePointCount(0, text.length()) <= codePointsMax
        ? text
        : text.substring(0, text.offsetByCodePoints(0, codePointsMax));
  }
}
