package org.hearhear.wire;

/** Reads what all ids have in common: 1 to 18 decimal digits, so that a long always holds them. */
final class Ids {
  private static final int DIGITS_MAX = 18;

  private Ids() {}

  static long parse(String text) {
    if (text.isEmpty() || text.length() > DIGITS_MAX) {
      throw malformed();
    }
    if (text.charAt(0) == '0') {
      throw malformed(); // So that ids are the same when their texts are.
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        throw malformed();
      }
      value = value * 10 + (digit - '0');
    }
    return value;
  }

  private static Refusal malformed() {
    return Refusal.badRequest(
        "An id is a string of 1 to 18 decimal digits, as the server sent it.");
  }
}
