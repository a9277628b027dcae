package org.hearhear.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads the fields of an object that a client sent, and refuses what is missing or wrong with a
 * sentence that names the field. Unknown fields are ignored; an explicit null counts as absent.
 */
public record Fields(JsonObject json) {
  /** What every JSON implementation reads exactly: 2^53 - 1 (RFC 8259, section 6). */
  public static final long INTEGER_MAX = (1L << 53) - 1;

  private static final int PAGE_USUAL = 50;

  public boolean has(String name) {
    JsonValue value = json.get(name);
    return value != null && value.getValueType() != JsonValue.ValueType.NULL;
  }

  public String string(String name) {
    return findString(name).orElseThrow(() -> missing(name, "a string"));
  }

  public Optional<String> findString(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (json.get(name) instanceof JsonString string) {
      return Optional.of(Texts.wellFormed(name, string.getString()));
    }
    throw missing(name, "a string");
  }

  /** A text of 1 to {@code codePointsMax} code points that is not only white space. */
  public String text(String name, int codePointsMax, int bytesMax) {
    String text = string(name);
    if (text.isBlank()) {
      throw Refusal.badRequest("'" + name + "' is empty.");
    }
    return Texts.within(name, text, codePointsMax, bytesMax);
  }

  /** Like {@link #text}, but empty when absent. */
  public String textOrEmpty(String name, int codePointsMax, int bytesMax) {
    return Texts.within(name, findString(name).orElse(""), codePointsMax, bytesMax);
  }

  public Key key() {
    return Key.parse(string("key"));
  }

  public <T> T id(String name, Function<String, T> parse) {
    return parse.apply(string(name));
  }

  public <T> Optional<T> findId(String name, Function<String, T> parse) {
    return findString(name).map(parse);
  }

  public long integer(String name, long min, long max) {
    OptionalLong value = findInteger(name, min, max);
    if (value.isEmpty()) {
      throw missing(name, "an integer from " + min + " to " + max);
    }
    return value.getAsLong();
  }

  public OptionalLong findInteger(String name, long min, long max) {
    if (!has(name)) {
      return OptionalLong.empty();
    }
    if (json.get(name) instanceof JsonNumber number && number.isIntegral()) {
      try {
        long value = number.longValueExact();
        if (value >= min && value <= max) {
          return OptionalLong.of(value);
        }
      } catch (ArithmeticException beyondLong) {
        // Answered below: out of range is out of range, by however much.
      }
    }
    throw missing(name, "an integer from " + min + " to " + max);
  }

  /** How many rows a page may have at most: {@code limit}, or as many as is usual. */
  public int pageLimit(int most) {
    return (int) findInteger("limit", 1, most).orElse(Math.min(PAGE_USUAL, most));
  }

  public boolean bool(String name) {
    JsonValue value = json.get(name);
    if (JsonValue.TRUE.equals(value)) {
      return true;
    }
    if (JsonValue.FALSE.equals(value)) {
      return false;
    }
    throw missing(name, "true or false");
  }

  /** The fields of an object within this one. */
  public Optional<Fields> findObject(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (json.get(name) instanceof JsonObject object) {
      return Optional.of(new Fields(object));
    }
    throw missing(name, "an object");
  }

  /** The elements of an array that may be absent; each is read by {@code read}. */
  public <T> List<T> list(String name, int sizeMax, Function<JsonValue, T> read) {
    if (!has(name)) {
      return List.of();
    }
    if (!(json.get(name) instanceof JsonArray array) || array.size() > sizeMax) {
      throw missing(name, "an array of at most " + sizeMax + " elements");
    }
    List<T> values = new ArrayList<>(array.size());
    for (JsonValue value : array) {
      values.add(read.apply(value));
    }
    return values;
  }

  private static Refusal missing(String name, String expected) {
    return Refusal.badRequest("'" + name + "' must be " + expected + ".");
  }
}
