package org.hearhear.it;

import java.util.EnumMap;
import java.util.Map;

/**
 * The servers that all deployments share: one process for each kind, started when first asked for
 * and ended with the tests' JVM. A server that failed to start is not tried again. Safe for all
 * threads.
 */
final class SharedServers {
  /** Settings of the application that let many tests come from one address. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "HEARHEAR_LIMIT_REGISTRATIONS", "100000",
          "HEARHEAR_LIMIT_SIGNIN_ADDRESS", "100000",
          "HEARHEAR_LIMIT_ADDRESS_BURST", "10000",
          "HEARHEAR_LIMIT_ADDRESS_RATE", "1000");

  // Guarded by the class's lock, which is also held while a server starts.
  private static final Map<ServerKind, Server> STARTED = new EnumMap<>(ServerKind.class);
  private static final Map<ServerKind, Throwable> FAILED = new EnumMap<>(ServerKind.class);

  private SharedServers() {}

  static synchronized Server get(ServerKind kind) {
    Throwable failure = FAILED.get(kind);
    if (failure != null) {
      throw new IllegalStateException("The shared " + kind + " failed to start before", failure);
    }
    Server server = STARTED.get(kind);
    if (server == null) {
      server = start(kind);
      STARTED.put(kind, server);
    }
    return server;
  }

  private static Server start(ServerKind kind) {
    try {
      return kind.start(ServerOptions.at("/", "/hearhear").settings(SETTINGS));
    } catch (AssertionError | RuntimeException e) {
      FAILED.put(kind, e);
      throw e;
    }
  }
}
