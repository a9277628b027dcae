package org.hearhear.wire;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
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
  private static final JsonParserFactory PARSERS = PROVIDER.createParserFactory(Map.of());
  private static final JsonGeneratorFactory GENERATORS = PROVIDER.createGeneratorFactory(Map.of());

  private Json() {}

  /** Reads one object or array; throws {@link JsonException} when the text is anything else. */
  public static JsonStructure read(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      parser.next();
      JsonValue value = parser.getValue();
      // Throws where something follows the value.
      if (!parser.hasNext() && value instanceof JsonStructure structure) {
        return structure;
      }
      throw new JsonException("neither an object nor an array");
    } catch (JsonException notJson) {
      throw notJson;
    } catch (RuntimeException | StackOverflowError tooDeep) {
      // What a parser throws at a text of brackets is not specified.
      throw new JsonException("not JSON that can be read", tooDeep);
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

  /** A builder for an array that is kept. */
  public static JsonArrayBuilder arrayBuilder() {
    return PROVIDER.createArrayBuilder();
  }

  /** A builder for an object that is kept, where {@link #object} would only write it. */
  public static JsonObjectBuilder builder() {
    return PROVIDER.createObjectBuilder();
  }
}
