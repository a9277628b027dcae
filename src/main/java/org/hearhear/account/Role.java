package org.hearhear.account;

import java.util.Locale;

/** What an account may do beyond what every account may. */
public enum Role {
  MEMBER,
  MODERATOR,
  /** Not stored: given by the setting {@code hearhear.administrators}. */
  ADMINISTRATOR;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
