package org.hearhear.load.report;

import java.util.Locale;

/**
 * One result.
 *
 * @param name what it is called in JSON
 * @param label what it is called in the table, with its unit
 */
public record Figure(String name, String label, double value) {
  private static final double WHOLE_FROM = 1_000;

  /** As people read it: whole numbers and large ones without a fraction, and with commas. */
  String shown() {
    boolean whole = value == Math.rint(value) || Math.abs(value) >= WHOLE_FROM;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.2f", value);
  }
}
