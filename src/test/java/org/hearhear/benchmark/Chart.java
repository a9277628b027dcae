package org.hearhear.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * A line chart as SVG: sizes by powers of ten to the right, the figure from 0 upwards. Its colours
 * follow the reader's light or dark scheme. Immutable.
 *
 * @param lines by name
 */
record Chart(String title, SortedMap<String, List<Point>> lines) {
  // Within the 640 by 320 of HEAD.
  private static final int LEFT = 70;
  private static final int RIGHT = 610;
  private static final int TOP = 60;
  private static final int BOTTOM = 270;
  private static final int TICKS = 4;
  private static final int LINE_HEIGHT = 18;
  private static final List<String> COLOURS = List.of("one", "two");

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" role="img" aria-label="TITLE">
      <style>
      text { font: 13px sans-serif; fill: #222 } .grid { stroke: #ccc }
      .one { stroke: #0b62c4; fill: #0b62c4 } .two { stroke: #b3400e; fill: #b3400e }
      polyline { fill: none !important; stroke-width: 2 } text.one, text.two { stroke: none }
      @media (prefers-color-scheme: dark) {
      text { fill: #ddd } .grid { stroke: #555 }
      .one { stroke: #6fb1ff; fill: #6fb1ff } .two { stroke: #ff9c6b; fill: #ff9c6b } }
      </style>
      <text x="70" y="24" font-weight="bold">TITLE</text>
      """;

  /** The figure at one size. */
  record Point(double size, double value) {}

  String svg() {
    StringBuilder svg = new StringBuilder(HEAD.replace("TITLE", title));
    grid(svg);
    int index = 0;
    for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
      draw(svg, line.getKey(), line.getValue(), index++);
    }
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg) {
    for (int tick = 0; tick <= TICKS; tick++) {
      double value = top() * tick / TICKS;
      append(
          svg,
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
          LEFT,
          RIGHT,
          y(value),
          y(value));
      append(
          svg,
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,.4g</text>\n",
          LEFT - 8,
          y(value) + 4,
          value);
    }
    for (double size = smallest(); size <= largest(); size *= 10) {
      append(
          svg,
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,.0f</text>\n",
          x(size),
          BOTTOM + 20,
          size);
    }
  }

  private void draw(StringBuilder svg, String name, List<Point> points, int index) {
    String colour = COLOURS.get(index % COLOURS.size());
    StringBuilder corners = new StringBuilder();
    for (Point point : points) {
      append(corners, "%.1f,%.1f ", x(point.size()), y(point.value()));
      append(
          svg,
          "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>\n",
          colour,
          x(point.size()),
          y(point.value()));
    }
    append(svg, "<polyline class=\"%s\" points=\"%s\"/>\n", colour, corners.toString().strip());
    append(
        svg,
        "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n",
        colour,
        RIGHT,
        TOP - LINE_HEIGHT * (2 - index) + 12,
        name);
  }

  private double x(double size) {
    double span = Math.max(1, Math.log10(largest() / smallest()));
    return LEFT + (RIGHT - LEFT) * Math.log10(size / smallest()) / span;
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * Math.max(0, value) / top();
  }

  /** The first of 1, 2 and 5 and their tenfolds that nothing is above. */
  private double top() {
    double highest = points().stream().mapToDouble(Point::value).max().orElse(1);
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(highest, 1e-3))));
    for (double factor : new double[] {1, 2, 5}) {
      if (highest <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private double smallest() {
    return points().stream().mapToDouble(Point::size).min().orElse(1);
  }

  private double largest() {
    return points().stream().mapToDouble(Point::size).max().orElse(1);
  }

  private List<Point> points() {
    return lines.values().stream().flatMap(List::stream).toList();
  }

  private static void append(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
