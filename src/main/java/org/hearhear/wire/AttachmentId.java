package org.hearhear.wire;

import java.util.UUID;

/** Identifies an attachment; on the wire a UUID in lower case, which nobody can guess. */
public record AttachmentId(UUID value) {
  private static final int CANONICAL_LENGTH = 36;

  /** Reads the wire form; throws a {@link Refusal} that says what is wrong otherwise. */
  public static AttachmentId parse(String text) {
    if (text.length() == CANONICAL_LENGTH) {
      try {
        UUID value = UUID.fromString(text);
        if (value.toString().equals(text)) {
          return new AttachmentId(value);
        }
      } catch (IllegalArgumentException notAUuid) {
        // Answered below, with the same words as every other malformed id.
      }
    }
    throw Refusal.badRequest(
        "The id of an attachment is a UUID in lower case, as the server sent it.");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
