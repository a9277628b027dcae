package org.hearhear.wire;

/** Identifies a login session; on the wire a string of decimal digits. */
public record LoginId(long value) {

  /** Reads the wire form; throws a {@link Refusal} that says what is wrong otherwise. */
  public static LoginId parse(String text) {
    return new LoginId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
