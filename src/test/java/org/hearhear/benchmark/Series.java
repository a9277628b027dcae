package org.hearhear.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How one figure grows with a size, a line for each server.
 *
 * @param rows the beginning of the names of its rows; the size follows
 */
record Series(String file, String title, String rows, String figure) {
  static final List<Series> ALL =
      List.of(
          new Series(
              "idle.svg",
              "Memory of an idle connection, KiB, by connections",
              "idle connections ",
              "kibPerConnection"),
          new Series(
              "connect.svg",
              "Connected a second, by connections",
              "idle connections ",
              "connectedPerSecond"),
          new Series(
              "accounts.svg",
              "Processor time of a message, us, by connected accounts",
              "connected accounts ",
              "serverCpu"),
          new Series(
              "stored.svg",
              "Processor time of a message, us, by stored messages",
              "stored messages ",
              "serverCpu"),
          new Series(
              "watchers.svg",
              "Votes acknowledged a second, by watchers",
              "watchers ",
              "acknowledgedPerSecond"),
          new Series(
              "history.svg",
              "Messages acknowledged a second, by messages in the conversation",
              "history ",
              "acknowledgedPerSecond"));

  Chart chart(List<Result> results) {
    var lines = new TreeMap<String, List<Chart.Point>>();
    for (Result result : results) {
      if (result.row().startsWith(rows)) {
        double size = Double.parseDouble(result.row().substring(rows.length()));
        lines
            .computeIfAbsent(result.server(), server -> new ArrayList<>())
            .add(new Chart.Point(size, result.figure(figure)));
      }
    }
    return new Chart(title, lines);
  }
}
