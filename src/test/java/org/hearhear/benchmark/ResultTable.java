package org.hearhear.benchmark;

import java.util.List;
import java.util.Locale;

/** The results as a table in Markdown, a line for each row on each server. */
final class ResultTable {
  private static final String HEAD =
      """
      | server | database | row | acknowledged/s | ack p50 / p99, ms | deliver p50 / p99, ms \
      | us each, server + database | all exact after, ms | connected or back after, s \
      | KiB a connection | passed |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      """;
  private static final double WHOLE_FROM = 100;
  private static final String NONE = "-";

  private ResultTable() {}

  static String of(List<Result> results) {
    StringBuilder table = new StringBuilder(HEAD);
    for (Result result : results) {
      List<String> cells =
          List.of(
              result.server(),
              result.database(),
              result.row(),
              one(result, "acknowledgedPerSecond"),
              two(result, "ackP50", " / ", "ackP99"),
              two(result, "deliverP50", " / ", "deliverP99"),
              two(result, "serverCpu", " + ", "databaseCpu"),
              one(result, "exactAfter"),
              one(result, result.has("connectSeconds") ? "connectSeconds" : "returnSeconds"),
              one(result, "kibPerConnection"),
              result.passed() ? "yes" : "**no**");
      table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return table.toString();
  }

  private static String two(Result result, String first, String between, String second) {
    String one = one(result, first);
    String other = one(result, second);
    return other.equals(NONE) ? one : one + between + other;
  }

  private static String one(Result result, String figure) {
    double value = result.figure(figure);
    if (Double.isNaN(value)) {
      return NONE;
    }
    return String.format(Locale.ROOT, Math.abs(value) >= WHOLE_FROM ? "%,.0f" : "%.1f", value);
  }
}
