package org.hearhear.dm.message;

import java.util.List;
import java.util.Locale;

/** Cuts what surrounds the first word that was found out of a text, for lists of results. */
public final class Snippets {
  private static final int BEFORE_CHARS = 40;
  private static final int CHARS_MAX = 200;

  private Snippets() {}

  /** The part of the text around the first of these words; never half of a surrogate pair. */
  public static String around(String text, List<String> words) {
    String folded = text.toLowerCase(Locale.ROOT);
    int found =
        words.stream()
            .mapToInt(word -> folded.indexOf(word.toLowerCase(Locale.ROOT)))
            .filter(at -> at >= 0)
            .min()
            .orElse(0);
    // Lower case may be longer or shorter than the text: a snippet that is a little off will do.
    int from = whole(text, Math.max(0, Math.min(found, text.length()) - BEFORE_CHARS));
    int to = whole(text, Math.min(text.length(), from + CHARS_MAX));
    return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
  }

  private static int whole(String text, int at) {
    boolean inPair =
        at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return inPair ? at - 1 : at;
  }
}
