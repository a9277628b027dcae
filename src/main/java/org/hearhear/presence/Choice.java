package org.hearhear.presence;

import java.util.Locale;

/** How somebody wants to be seen while he is here; kept with his account. */
enum Choice {
  ONLINE,
  /** Here, and not to be disturbed. */
  DND,
  /** Seen by nobody: he looks as if he were not here. */
  INVISIBLE;

  static Choice stored(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
