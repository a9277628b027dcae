package org.hearhear.benchmark;

import java.util.List;

/**
 * One line of the table: a scenario of the load tool with its options.
 *
 * @param name what it is called in the results
 * @param repeats of which the median counts
 * @param seed what has to be in the database before
 */
record Row(String name, List<String> arguments, int repeats, Seed seed) {
  static final int REPEATS = 3;

  static Row of(String name, int repeats, String... arguments) {
    return new Row(name, List.of(arguments), repeats, Seed.NOTHING);
  }

  /** The same on a database that holds this. */
  Row after(Seed needed) {
    return new Row(name, arguments, repeats, needed);
  }
}
