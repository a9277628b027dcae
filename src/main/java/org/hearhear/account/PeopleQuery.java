package org.hearhear.account;

import java.util.Arrays;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;

/**
 * Which people somebody looks for: those with a word that begins with this one, or all, from where
 * the page before ended.
 */
record PeopleQuery(String word, PeopleCursor after, int limit) {
  private static final int LENGTH_MAX = 200;

  /** UTF-8 has no such byte, so it is behind whatever follows a beginning. */
  private static final byte LAST = (byte) 0xff;

  static PeopleQuery of(String typed, String after, int limit) {
    if (typed.length() > LENGTH_MAX) {
      throw Refusal.of(
          ErrorCode.TOO_LARGE, "'q' has more than " + LENGTH_MAX + " characters; type fewer.");
    }
    return new PeopleQuery(NameWords.wanted(typed), PeopleCursor.parse(after), limit);
  }

  /** The same, for one row more: whether there is one says whether there is a further page. */
  PeopleQuery andOneMore() {
    return new PeopleQuery(word, after, limit + 1);
  }

  byte[] begin() {
    return NameWords.bytes(word);
  }

  /** Where this page begins within what begins so. */
  byte[] from() {
    byte[] begin = begin();
    byte[] last = NameWords.bytes(after.word());
    return Arrays.compareUnsigned(begin, last) > 0 ? begin : last;
  }

  byte[] end() {
    byte[] begin = begin();
    byte[] end = Arrays.copyOf(begin, begin.length + 1);
    end[begin.length] = LAST;
    return end;
  }
}
