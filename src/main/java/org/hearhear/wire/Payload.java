package org.hearhear.wire;

import jakarta.json.stream.JsonGenerator;
import java.util.function.Consumer;

/**
 * One object for the client, encoded once however many connections it goes to.
 *
 * @param json the object's text
 * @param bytes the length of {@code json} in UTF-8, so that frames can be filled without encoding
 */
public record Payload(String json, int bytes) {

  /** Encodes an object of the given type. */
  public static Payload of(String type, Consumer<JsonGenerator> fields) {
    String json =
        Json.object(
            generator -> {
              generator.write("type", type);
              fields.accept(generator);
            });
    return new Payload(json, Texts.utf8Length(json));
  }
}
