package org.hearhear.account;

import java.util.Locale;
import org.hearhear.wire.Refusal;

/** From whom a person takes messages. The lower-case names are in the protocol and the database. */
public enum Accepts {
  EVERYONE,
  /** Those to whom he has written, and those with whom he shares a group. */
  KNOWN,
  NOBODY;

  public static Accepts parse(String text) {
    for (Accepts each : values()) {
      if (each.wireName().equals(text)) {
        return each;
      }
    }
    throw Refusal.badRequest("'accepts' must be everyone, known or nobody.");
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
