package org.hearhear.benchmark;

import java.util.ArrayList;
import java.util.List;

/** What is run on each server: the rows by which others were measured too, and how it grows. */
final class Plan {
  private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
  private static final List<Integer> STORED = List.of(1_000, 100_000, 5_000_000);
  private static final String GROWTH_USERS = "20";

  /** As many as the load tool has by itself. */
  private static final int USERS = 200;

  private Plan() {}

  /** What every server does before anything is measured: its compilers need about that long. */
  static List<Row> warmUp() {
    return List.of(
        Row.of("warm-up dm", 1, "dm", "--window", "16", "--measured", "20"),
        Row.of("warm-up dm W=1", 1, "dm", "--window", "1", "--measured", "10"),
        Row.of("warm-up votes", 1, "upvote", "--measured", "10"));
  }

  static List<Row> table(int repeats) {
    return List.of(
        Row.of("dm W=1", repeats, "dm", "--window", "1"),
        Row.of("dm W=16", repeats, "dm", "--window", "16"),
        Row.of("dm 1,000/s", repeats, "dm", "--rate", "1000"),
        Row.of("dm 5,000/s", repeats, "dm", "--rate", "5000"),
        Row.of("dm 8,000/s", repeats, "dm", "--rate", "8000"),
        Row.of("votes 200x10x200", repeats, "upvote"));
  }

  /** On a server of its own, with little memory: what was once taken is not given back. */
  static List<Row> crowds() {
    return List.of(
        Row.of("connections 1,000", 1, "connect", "--collect", "--connections", "1000"),
        Row.of("connections 5,000", 1, "connect", "--collect", "--connections", "5000"),
        Row.of("return of 5,000", 1, "reconnect", "--at-once", "--connections", "5000"));
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
      rows.add(
          Row.of("connected accounts " + count, 1, "dm", "--window", "16", "--bystanders", count)
              .after(new Seed(size + USERS, 0)));
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
    for (int messages : STORED) {
      rows.add(
          Row.of("stored messages " + messages, 1, "dm", "--window", "16")
              .after(new Seed(USERS, messages)));
    }
    return rows;
  }
}
