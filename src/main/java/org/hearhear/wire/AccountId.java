package org.hearhear.wire;

/** Identifies an account; on the wire a string of decimal digits. */
public record AccountId(long value) implements Comparable<AccountId> {

  /** Reads the wire form; throws a {@link Refusal} that says what is wrong otherwise. */
  public static AccountId parse(String text) {
    return new AccountId(Ids.parse(text));
  }

  @Override
  public int compareTo(AccountId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
