package org.hearhear.account;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/** Reads the JSON object in the body of an HTTP request. */
final class Body {
  private static final int LENGTH_MAX = 16_384;

  private Body() {}

  static Fields read(String body) {
    if (body.length() <= LENGTH_MAX) {
      try {
        if (Json.read(body) instanceof JsonObject object) {
          return new Fields(object);
        }
      } catch (JsonException notJson) {
        // Answered below.
      }
    }
    throw Refusal.badRequest("The body must be a JSON object of at most 16 KiB.");
  }
}
