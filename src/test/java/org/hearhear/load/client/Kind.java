package org.hearhear.load.client;

/** What the {@code type} of a received object says; what the tool does not know is OTHER. */
public enum Kind {
  MESSAGE("message"),
  OK("ok"),
  TALLY("tally"),
  MINE("mine"),
  RECEIPT("receipt"),
  ERROR("error"),
  PING("ping"),
  WELCOME("welcome"),
  LIVE("live"),
  BYE("bye"),
  OTHER("");

  private static final Kind[] ALL = values();

  private final String type;

  Kind(String type) {
    this.type = type;
  }

  /** Makes no string of the characters: this is asked for every event. */
  static Kind of(char[] characters, int offset, int length) {
    for (Kind kind : ALL) {
      if (kind.is(characters, offset, length)) {
        return kind;
      }
    }
    return OTHER;
  }

  private boolean is(char[] characters, int offset, int length) {
    if (type.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (type.charAt(i) != characters[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
