package org.hearhear.load.run;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The options of the command line, {@code --name value}; an option without a value is a flag.
 * Remembers what was asked for, so that a misspelt option is refused and the report can say what
 * held.
 */
public final class Options {
  private static final String PREFIX = "--";
  private static final String SET = "true";

  private final Map<String, String> given;
  private final Map<String, String> taken = new TreeMap<>();

  private Options(Map<String, String> given) {
    this.given = given;
  }

  public static Options parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (!name.startsWith(PREFIX)) {
        throw new LoadFailure("Not an option: " + name);
      }
      boolean isFlag = i + 1 == arguments.size() || arguments.get(i + 1).startsWith(PREFIX);
      given.put(name.substring(PREFIX.length()), isFlag ? SET : arguments.get(++i));
    }
    return new Options(given);
  }

  public Optional<String> find(String name) {
    Optional<String> value = Optional.ofNullable(given.get(name));
    value.ifPresent(text -> taken.put(name, text));
    return value;
  }

  public String text(String name, String otherwise) {
    String value = given.getOrDefault(name, otherwise);
    taken.put(name, value);
    return value;
  }

  public boolean flag(String name) {
    return find(name).map(SET::equals).orElse(false);
  }

  public int count(String name, int otherwise) {
    return Math.toIntExact(Math.round(number(name, otherwise)));
  }

  public double number(String name, double otherwise) {
    String shown =
        otherwise == Math.rint(otherwise) ? Long.toString((long) otherwise) : "" + otherwise;
    String value = text(name, shown);
    try {
      double number = Double.parseDouble(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for a negative one.
    }
    throw new LoadFailure(PREFIX + name + " must be a number from 0 on, not " + value);
  }

  /** A whole number that no default can be given for, such as a process id. */
  public Optional<Long> id(String name) {
    return find(name).map(Long::parseLong);
  }

  /** What held, given or by default. */
  public Map<String, String> taken() {
    return Collections.unmodifiableMap(taken);
  }

  /** To be called when every option has been asked for. */
  public void refuseUnknown() {
    for (String name : given.keySet()) {
      if (!taken.containsKey(name)) {
        throw new LoadFailure("There is no option " + PREFIX + name + " here; see --help");
      }
    }
  }
}
