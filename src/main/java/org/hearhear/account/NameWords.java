package org.hearhear.account;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.hearhear.wire.Texts;

/**
 * How people are found by what they are called: what is kept of a name and what somebody types go
 * through here, so that case, accents and the width of letters make no difference. It does not know
 * languages: "ü" is found by "u" and not by "ue".
 */
final class NameWords {
  /** Grows with every change of these rules; what was made by older ones is made anew. */
  static final int VERSION = 1;

  private static final int BYTES_MAX = 240;
  private static final int STARTS_MAX = 16;

  /** Accents, and what only changes how the characters beside it are drawn. */
  private static final Pattern DECORATION =
      Pattern.compile("[\\u0300-\\u036f\\u200c\\u200d\\ufe00-\\ufe0f]");

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private NameWords() {}

  /**
   * The beginnings by which somebody is found: the name, and the display name from each word on.
   */
  static Set<String> of(String name, String displayName) {
    Set<String> words = new LinkedHashSet<>();
    words.add(name);
    String folded = folded(displayName);
    int before = ' ';
    for (int i = 0; i < folded.length() && words.size() < STARTS_MAX; ) {
      int letter = folded.codePointAt(i);
      if (begins(before, letter)) {
        words.add(cut(folded.substring(i)));
      }
      before = letter;
      i += Character.charCount(letter);
    }
    return words;
  }

  /** What somebody typed, as it is looked for. */
  static String wanted(String typed) {
    return cut(folded(typed));
  }

  /** The bytes by which both databases compare words alike. */
  static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.UTF_8);
  }

  /** Letter by letter: a Greek sigma would depend on whether it is the last one so far. */
  private static String folded(String text) {
    String plain =
        DECORATION.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    StringBuilder folded = new StringBuilder(plain.length());
    plain
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .map(Character::toLowerCase)
        .forEach(folded::appendCodePoint);
    return SPACE.matcher(folded).replaceAll(" ").strip();
  }

  /** A word begins behind a space, and where letters follow what is none: Jean-Luc, (Sales). */
  private static boolean begins(int before, int letter) {
    if (letter == ' ') {
      return false;
    }
    return before == ' ' || (!isOfWord(before) && Character.isLetterOrDigit(letter));
  }

  /** Many scripts write vowels as marks, and those are within words. */
  private static boolean isOfWord(int character) {
    int type = Character.getType(character);
    return Character.isLetterOrDigit(character)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static String cut(String word) {
    String cut = word;
    while (Texts.utf8Length(cut) > BYTES_MAX) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }
}
