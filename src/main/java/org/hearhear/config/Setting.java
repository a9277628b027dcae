package org.hearhear.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One knob: its name, default, unit, range and meaning, in one place.
 *
 * @param name the MicroProfile Config property, such as {@code hearhear.frame.in.bytes}
 * @param initial the default, in the form that an operator would write
 * @param unit what the number counts, or the form of the text
 * @param range what is accepted, in words
 * @param meaning what it changes, in a sentence
 * @param parse reads the operator's text; throws {@link IllegalArgumentException} outside the range
 */
public record Setting<T>(
    String name,
    String initial,
    String unit,
    String range,
    String meaning,
    Function<String, T> parse) {
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?<scheme>https?)://(?<host>[a-z0-9._-]+|\\[[0-9a-f:.]+])(:(?<port>\\d{1,5}))?/?");
  private static final Pattern API_KEY =
      Pattern.compile("(?<name>[a-z0-9._-]{1,64})=(?<key>[A-Za-z0-9_-]{32,128})");
  private static final int PORT_MAX = 65_535;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** The environment variable that MicroProfile Config maps to {@link #name}. */
  public String environmentName() {
    return name.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  static Setting<Integer> number(
      String name, int initial, String unit, int min, int max, String meaning) {
    return new Setting<>(
        name,
        Integer.toString(initial),
        unit,
        min + " to " + max,
        meaning,
        text -> {
          int value = Integer.parseInt(text);
          if (value < min || value > max) {
            throw new IllegalArgumentException();
          }
          return value;
        });
  }

  /** A duration, written as whole milliseconds. */
  static Setting<Duration> millis(String name, int initial, int min, int max, String meaning) {
    Setting<Integer> number = number(name, initial, "milliseconds", min, max, meaning);
    return number.map(Duration::ofMillis);
  }

  /** A duration, written as whole minutes. */
  static Setting<Duration> minutes(String name, int initial, int min, int max, String meaning) {
    return number(name, initial, "minutes", min, max, meaning).map(Duration::ofMinutes);
  }

  /** A duration, written as whole days. */
  static Setting<Duration> days(String name, int initial, int min, int max, String meaning) {
    return number(name, initial, "days", min, max, meaning).map(Duration::ofDays);
  }

  static Setting<Boolean> flag(String name, boolean initial, String meaning) {
    return new Setting<>(
        name,
        Boolean.toString(initial),
        "flag",
        "true or false",
        meaning,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  /** One of a few words; the first by default. */
  static Setting<String> choice(String name, String meaning, String... words) {
    List<String> choices = List.of(words);
    return new Setting<>(
        name,
        choices.get(0),
        "word",
        String.join(" or ", choices),
        meaning,
        text -> {
          if (!choices.contains(text)) {
            throw new IllegalArgumentException();
          }
          return text;
        });
  }

  /** Any text; empty by default. */
  static Setting<String> text(String name, String unit, String meaning) {
    return new Setting<>(name, "", unit, "any", meaning, text -> text);
  }

  /** A secret of a least length; empty by default. */
  static Setting<String> secret(String name, int lengthMin, String meaning) {
    return new Setting<>(
        name,
        "",
        "secret",
        "at least " + lengthMin + " characters",
        meaning,
        text -> {
          if (!text.isEmpty() && text.length() < lengthMin) {
            throw new IllegalArgumentException();
          }
          return text;
        });
  }

  /** A list of any texts, separated by commas; empty by default. */
  static Setting<List<String>> list(String name, String unit, String meaning) {
    return list(name, unit, "separated by commas", meaning, text -> text);
  }

  /** A list, separated by commas; empty by default. */
  private static <E> Setting<List<E>> list(
      String name, String unit, String range, String meaning, Function<String, E> parse) {
    return new Setting<>(
        name,
        "",
        unit,
        range,
        meaning,
        text ->
            Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .map(parse)
                .toList());
  }

  /** A list of single addresses and of networks. */
  static Setting<List<AddressRange>> addresses(String name, String meaning) {
    return list(
        name,
        "IP addresses",
        "addresses and networks such as 10.0.0.0/8, separated by commas",
        meaning,
        AddressRange::parse);
  }

  /** A list of web origins, as browsers write them. */
  static Setting<List<String>> origins(String name, String meaning) {
    return list(
        name,
        "origins",
        "http://host or https://host, with :port where there is one, separated by commas",
        meaning,
        Setting::origin);
  }

  /** Names with their keys, by key; a key is too long to be guessed. */
  static Setting<Map<String, String>> apiKeys(String name, String meaning) {
    return new Setting<>(
        name,
        "",
        "name=key",
        "names of a to z, 0 to 9, dot, dash and underscore, keys of 32 to 128 of A to Z, a to z, 0"
            + " to 9, dash and underscore, separated by commas",
        meaning,
        text -> {
          Map<String, String> names = new HashMap<>();
          for (String pair : text.split(",", -1)) {
            Matcher parts = API_KEY.matcher(pair.strip());
            if (parts.matches()) {
              names.put(parts.group("key"), parts.group("name"));
            } else if (!pair.isBlank()) {
              throw new IllegalArgumentException();
            }
          }
          return Map.copyOf(names);
        });
  }

  private static String origin(String text) {
    Matcher parts = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new IllegalArgumentException();
    }
    String scheme = parts.group("scheme");
    String port = parts.group("port");
    if (port == null) {
      return scheme + "://" + parts.group("host");
    }
    int number = Integer.parseInt(port);
    if (number < 1 || number > PORT_MAX) {
      throw new IllegalArgumentException();
    }
    boolean usual = number == (scheme.equals("http") ? HTTP_PORT : HTTPS_PORT);
    return scheme + "://" + parts.group("host") + (usual ? "" : ":" + number);
  }

  private <U> Setting<U> map(Function<T, U> then) {
    return new Setting<>(name, initial, unit, range, meaning, parse.andThen(then));
  }
}
