package org.hearhear.wire;

import java.util.UUID;

/**
 * The idempotency key of one durable command: a UUID version 7 (RFC 9562) that the client makes
 * once and keeps across retries.
 */
public record Key(UUID value) {
  private static final int CANONICAL_LENGTH = 36;
  private static final int VERSION = 7;
  private static final int VARIANT = 2;

  /** Reads the canonical lower-case form; anything else is refused. */
  public static Key parse(String text) {
    if (text.length() == CANONICAL_LENGTH) {
      try {
        UUID value = UUID.fromString(text);
        if (value.version() == VERSION
            && value.variant() == VARIANT
            && value.toString().equals(text)) {
          return new Key(value);
        }
      } catch (IllegalArgumentException notAUuid) {
        // Answered below, with the same words as every other malformed key.
      }
    }
    throw Refusal.badRequest("'key' is a UUID version 7 in lower case, made once per command.");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
