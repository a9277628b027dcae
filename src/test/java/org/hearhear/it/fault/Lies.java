package org.hearhear.it.fault;

import java.util.ArrayList;
import java.util.List;

/** Where the server was found to have broken a promise. Not thread-safe. */
public final class Lies {
  private static final int SHOWN_MAX = 30;

  private final List<String> found = new ArrayList<>();

  /** Notes it, as the kind of the lie and what shows it. */
  void found(String kind, Object... evidence) {
    found.add(kind + ": " + List.of(evidence));
  }

  void addAll(Lies others) {
    found.addAll(others.found);
  }

  List<String> all() {
    return found;
  }

  /** Fails with the lies, if there are any. */
  public void assertNone() {
    if (!found.isEmpty()) {
      throw new AssertionError(
          found.size()
              + " lies:\n"
              + String.join("\n", found.subList(0, Math.min(SHOWN_MAX, found.size()))));
    }
  }
}
