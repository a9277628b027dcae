package org.hearhear.upvote.item;

import java.util.Locale;
import org.hearhear.account.Account;
import org.hearhear.wire.Refusal;

/** To whom a board allows something, from the fewest to the most. */
public enum Who {
  NOBODY,
  MODERATORS,
  EVERYONE;

  public boolean includes(Account account) {
    return this == EVERYONE || (this == MODERATORS && account.isModerator());
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Throws {@code bad_request} for anything but one of the names. */
  public static Who parse(String field, String name) {
    for (Who who : values()) {
      if (who.wireName().equals(name)) {
        return who;
      }
    }
    throw Refusal.badRequest("'" + field + "' must be 'nobody', 'moderators' or 'everyone'.");
  }

  static Who stored(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
