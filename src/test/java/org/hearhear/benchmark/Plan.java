package org.hearhear.benchmark;

import java.util.ArrayList;
import java.util.List;

/** What is run on each server: the rows by which others were measured too, and how it grows. */
final class Plan {
  private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
  private static final String GROWTH_USERS = "20";

  private Plan() {}

  static List<Row> table(int repeats) {
    return List.of(
        Row.of("dm W=1", repeats, "dm", "--window", "1"),
        Row.of("dm W=16", repeats, "dm", "--window", "16"),
        Row.of("dm 1,000/s", repeats, "dm", "--rate", "1000"),
        Row.of("votes 200x10x200", repeats, "upvote"),
        Row.of("connections 1,000", 1, "connect", "--connections", "1000"),
        Row.of("connections 5,000", 1, "connect", "--connections", "5000"));
  }

  /** The embedded database is for trying: the two rows that its commits decide. */
  static List<Row> embedded(int repeats) {
    return List.of(
        Row.of("dm W=1", repeats, "dm", "--window", "1"),
        Row.of("votes 200x10x200", repeats, "upvote"));
  }

  static List<Row> growth() {
    List<Row> rows = new ArrayList<>();
    for (int size : SIZES) {
      String count = Integer.toString(size);
      rows.add(Row.of("idle connections " + count, 1, "idle", "--connections", count));
      rows.add(Row.of("watchers " + count, 1, "upvote", "--voters", "10", "--watchers", count));
      rows.add(
          Row.of(
              "history " + count,
              1,
              "dm",
              "--users",
              GROWTH_USERS,
              "--history",
              count,
              "--window",
              "16"));
    }
    return rows;
  }
}
