package org.hearhear.account;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Refusal;

/** Where a page of people ended: at this word of this account; opaque to clients. */
record PeopleCursor(String word, AccountId id) {
  private static final int LENGTH_MAX = 400;

  /** Before everybody: nothing is shorter than no word. */
  static final PeopleCursor START = new PeopleCursor("", new AccountId(0));

  static PeopleCursor parse(String text) {
    if (text.isEmpty()) {
      return START;
    }
    int dot = text.indexOf('.');
    if (dot < 0 || text.length() > LENGTH_MAX) {
      throw malformed();
    }
    try {
      return new PeopleCursor(
          new String(Base64.getUrlDecoder().decode(text.substring(0, dot)), StandardCharsets.UTF_8),
          AccountId.parse(text.substring(dot + 1)));
    } catch (IllegalArgumentException notBase64) {
      throw malformed();
    }
  }

  private static Refusal malformed() {
    return Refusal.badRequest("'after' must be the 'next' of the page before.");
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(NameWords.bytes(word)) + "." + id;
  }
}
