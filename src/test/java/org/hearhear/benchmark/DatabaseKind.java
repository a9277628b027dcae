package org.hearhear.benchmark;

import java.util.Locale;

/** Where the server keeps its data. */
enum DatabaseKind {
  POSTGRESQL,
  H2;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
