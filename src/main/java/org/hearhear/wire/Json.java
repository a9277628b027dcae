package org.hearhear.wire;

import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonStructure;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The platform's JSON, with its factories looked up once: {@code jakarta.json.Json} searches the
 * class path on every call. Safe for all threads.
 */
public final class Json {
  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());
  private static final JsonGeneratorFactory GENERATORS = PROVIDER.createGeneratorFactory(Map.of());

  private Json() {}

  /** Reads one object or array; throws {@link JsonException} when the text is anything else. */
  public static JsonStructure read(String text) {
    try (var reader = READERS.createReader(new StringReader(text))) {
      return reader.read();
    }
  }

  /** Writes one object whose fields {@code fields} writes. */
  public static String object(Consumer<JsonGenerator> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = GENERATORS.createGenerator(text)) {
      generator.writeStartObject();
      fields.accept(generator);
      generator.writeEnd();
    }
    return text.toString();
  }

  /** A builder for an object that is kept, where {@link #object} would only write it. */
  public static JsonObjectBuilder builder() {
    return PROVIDER.createObjectBuilder();
  }
}
