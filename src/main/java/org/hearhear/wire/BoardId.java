package org.hearhear.wire;

/** Identifies a board; on the wire a string of decimal digits. */
public record BoardId(long value) {

  /** Reads the wire form; throws a {@link Refusal} that says what is wrong otherwise. */
  public static BoardId parse(String text) {
    return new BoardId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
