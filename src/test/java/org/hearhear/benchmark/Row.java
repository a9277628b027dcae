package org.hearhear.benchmark;

import java.util.List;

/**
 * One line of the table: a scenario of the load tool with its options.
 *
 * @param name what it is called in the results
 * @param repeats of which the median counts
 */
record Row(String name, List<String> arguments, int repeats) {
  static final int REPEATS = 3;

  static Row of(String name, int repeats, String... arguments) {
    return new Row(name, List.of(arguments), repeats);
  }
}
