package org.hearhear.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hearhear.load.client.Traffic;
import org.hearhear.load.measure.Latencies;
import org.hearhear.load.measure.Usage;

/** The figures of one run, in the order in which they are shown, and whether it passed. */
public final class Report {
  private static final double HALF = 50;
  private static final double HUNDREDTH = 99;
  private static final double THOUSANDTH = 99.9;

  private final String scenario;
  private final Map<String, String> options;
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> lies = new ArrayList<>();

  /**
   * @param options what the run was told, or took as default
   */
  public Report(String scenario, Map<String, String> options) {
    this.scenario = scenario;
    this.options = new TreeMap<>(options);
  }

  public void add(String name, String label, double value) {
    figures.add(new Figure(name, label, value));
  }

  /** Adds a figure that must be 0. */
  public void addLies(String name, String label, long count) {
    add(name, label, (double) count);
    if (count != 0) {
      lies.add(label + " " + count);
    }
  }

  public void addLatencies(String name, String label, Latencies latencies) {
    add(name + "P50", label + " p50, ms", latencies.millisAt(HALF));
    add(name + "P99", label + " p99, ms", latencies.millisAt(HUNDREDTH));
    add(name + "P999", label + " p99.9, ms", latencies.millisAt(THOUSANDTH));
    add(name + "Max", label + " max, ms", latencies.millisMax());
  }

  /** What came in, for each second and for each event or reply in it. */
  public void addTraffic(Traffic.Count traffic, double seconds) {
    add("framesPerSecond", "frames received/s", traffic.frames() / seconds);
    add("bytesPerSecond", "bytes received/s", traffic.bytes() / seconds);
    double objects = Math.max(1, traffic.objects());
    add("framesPerEvent", "frames per event or reply", traffic.frames() / objects);
    add("bytesPerEvent", "bytes per event or reply", traffic.bytes() / objects);
  }

  /** What one message or vote cost, where the processes are known, and what the tool took. */
  public void addCpu(Usage.Cpu cpu, String unit, long count) {
    double each = Math.max(1, count);
    cpu.server()
        .ifPresent(micros -> add("serverCpu", "server CPU per " + unit + ", us", micros / each));
    cpu.database()
        .ifPresent(
            micros -> add("databaseCpu", "database CPU per " + unit + ", us", micros / each));
    add("toolCores", "this tool's CPU, cores", cpu.toolCores());
  }

  /** What must not have happened, empty when the run passed. */
  public List<String> lies() {
    return List.copyOf(lies);
  }

  public List<Figure> figures() {
    return List.copyOf(figures);
  }

  public String table() {
    int width = figures.stream().mapToInt(figure -> figure.label().length()).max().orElse(0);
    StringBuilder table = new StringBuilder(scenario).append(' ').append(options).append('\n');
    for (Figure figure : figures) {
      String label = figure.label();
      table.append("  ").append(label).append(" ".repeat(width - label.length()));
      table.append(String.format("%14s%n", figure.shown()));
    }
    table.append(lies.isEmpty() ? "passed" : "FAILED: " + String.join(", ", lies));
    return table.toString();
  }

  public String json() {
    return JsonLine.of(scenario, options, figures, lies.isEmpty());
  }
}
