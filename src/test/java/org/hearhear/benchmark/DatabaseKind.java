package org.hearhear.benchmark;

import java.util.Locale;

/** Where the server keeps its data. */
enum DatabaseKind {
  POSTGRESQL,
  H2,
  /** The embedded database, writing through to the disk. */
  H2_POWER_SAFE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
