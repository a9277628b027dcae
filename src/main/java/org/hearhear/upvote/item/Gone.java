package org.hearhear.upvote.item;

import java.util.Locale;

/** Why an item is no longer on its board. */
public enum Gone {
  /** By its author. */
  WITHDRAWN,
  /** By a moderator, who may undo it. */
  HIDDEN,
  /** It was the same as another one, which has its votes now. */
  MERGED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Gone stored(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
