package org.hearhear.wire;

/** Identifies a report to the moderators; on the wire a string of decimal digits. */
public record ReportId(long value) {

  /** Reads the wire form; throws a {@link Refusal} that says what is wrong otherwise. */
  public static ReportId parse(String text) {
    return new ReportId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
