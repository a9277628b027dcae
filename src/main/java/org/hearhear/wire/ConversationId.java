package org.hearhear.wire;

/** Identifies a conversation; on the wire a string of decimal digits. */
public record ConversationId(long value) {

  /** Reads the wire form; throws a {@link Refusal} that says what is wrong otherwise. */
  public static ConversationId parse(String text) {
    return new ConversationId(Ids.parse(text));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
