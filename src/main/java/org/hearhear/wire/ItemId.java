package org.hearhear.wire;

/** Identifies an item on a board; on the wire a string of decimal digits. */
public record ItemId(long value) {

  /** Reads the wire form; throws a {@link Refusal} that says what is wrong otherwise. */
  public static ItemId parse(String text) {
    return new ItemId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
