package org.hearhear.presence;

import java.util.Locale;

/** How somebody is on one node, as his row says: the most that any of his connections is. */
enum Activity {
  ONLINE,
  /** All his connections there are hidden. */
  AWAY;

  String storedName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
