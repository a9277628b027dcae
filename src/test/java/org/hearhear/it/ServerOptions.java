package org.hearhear.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a test asks of a server beyond its defaults: context roots, the application's settings, the
 * JDK and its arguments. Immutable.
 *
 * @param contexts the context roots, {@code /} or {@code /name}; the same WAR is served at each
 * @param settings environment variables, such as {@code HEARHEAR_DATA_DIR}
 * @param systemProperties what goes to the server's JVM as {@code -D}
 * @param javaHome the JDK that runs the server
 * @param jvmArguments further arguments of the server's JVM
 * @param debuggable whether the JVM listens for a debugger, which {@link Debugger} needs
 */
public record ServerOptions(
    List<String> contexts,
    Map<String, String> settings,
    Map<String, String> systemProperties,
    Path javaHome,
    List<String> jvmArguments,
    boolean debuggable) {
  /** Everybody who takes part in a test has signed up for it. */
  private static final Map<String, String> NO_NEWCOMERS = Map.of("HEARHEAR_NEWCOMER", "0");

  private static final Map<String, String> NO_RATES_FOR_PEOPLE =
      Map.ofEntries(
          Map.entry("HEARHEAR_LIMIT_MESSAGE_BURST", "1000000"),
          Map.entry("HEARHEAR_LIMIT_MESSAGE_RATE", "1000000"),
          Map.entry("HEARHEAR_LIMIT_VOTE_BURST", "1000000"),
          Map.entry("HEARHEAR_LIMIT_VOTE_RATE", "1000000"),
          Map.entry("HEARHEAR_LIMIT_VOTE_ADDRESS_BURST", "1000000"),
          Map.entry("HEARHEAR_LIMIT_VOTE_ADDRESS_RATE", "1000000"),
          Map.entry("HEARHEAR_LIMIT_POSTS", "1000000"),
          Map.entry("HEARHEAR_LIMIT_COMMAND_BURST", "1000000"),
          Map.entry("HEARHEAR_LIMIT_COMMAND_RATE", "1000000"),
          Map.entry("HEARHEAR_LIMIT_HANDSHAKE_BURST", "1000000"),
          Map.entry("HEARHEAR_LIMIT_HANDSHAKE_RATE", "1000000"),
          Map.entry("HEARHEAR_LIMIT_ADDRESS_BURST", "1000000"),
          Map.entry("HEARHEAR_LIMIT_ADDRESS_RATE", "1000000"),
          Map.entry("HEARHEAR_LIMIT_API_BURST", "1000000"),
          Map.entry("HEARHEAR_LIMIT_API_RATE", "1000000"),
          Map.entry("HEARHEAR_LIMIT_REGISTRATIONS", "100000"));

  public ServerOptions {
    contexts = List.copyOf(contexts);
    settings = Map.copyOf(settings);
    systemProperties = Map.copyOf(systemProperties);
    jvmArguments = List.copyOf(jvmArguments);
  }

  /**
   * The defaults, at these context roots, but nobody is a newcomer; the JDK is the tests' own
   * unless the build says other.
   */
  public static ServerOptions at(String... contexts) {
    Path javaHome =
        Path.of(System.getProperty("hearhear.it.java", System.getProperty("java.home")));
    return new ServerOptions(List.of(contexts), NO_NEWCOMERS, Map.of(), javaHome, List.of(), false);
  }

  ServerOptions setting(String name, String value) {
    return settings(Map.of(name, value));
  }

  /** These settings beside those already there. */
  public ServerOptions settings(Map<String, String> more) {
    return new ServerOptions(
        contexts, merged(settings, more), systemProperties, javaHome, jvmArguments, debuggable);
  }

  /** With the rates that are meant for people out of reach: for load, and for faults under it. */
  public ServerOptions withoutRatesForPeople() {
    return settings(NO_RATES_FOR_PEOPLE);
  }

  ServerOptions systemProperty(String name, String value) {
    Map<String, String> properties = merged(systemProperties, Map.of(name, value));
    return new ServerOptions(contexts, settings, properties, javaHome, jvmArguments, debuggable);
  }

  ServerOptions javaHome(Path home) {
    return new ServerOptions(contexts, settings, systemProperties, home, jvmArguments, debuggable);
  }

  /** This argument after those already there. */
  public ServerOptions jvmArgument(String argument) {
    List<String> arguments = new ArrayList<>(jvmArguments);
    arguments.add(argument);
    return new ServerOptions(contexts, settings, systemProperties, javaHome, arguments, debuggable);
  }

  ServerOptions openToDebuggers() {
    return new ServerOptions(contexts, settings, systemProperties, javaHome, jvmArguments, true);
  }

  private static Map<String, String> merged(Map<String, String> first, Map<String, String> more) {
    Map<String, String> both = new TreeMap<>(first);
    both.putAll(more);
    return both;
  }
}
