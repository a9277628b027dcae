package org.hearhear.it;

import java.util.EnumMap;
import java.util.Map;

/**
 * The servers that all deployments share: one process for each kind, started when first asked for
 * and ended with the tests' JVM. A server that failed to start is not tried again. Safe for all
 * threads.
 */
final class SharedServers {
  /** How many messages an account may send at once on these servers, more than by default. */
  static final int MESSAGE_BURST = 300;

  /** How many HTTP calls may come from one address at once on these servers. */
  static final int API_BURST = 1_000;

  /** How many items a connection may watch on these servers, fewer than by default. */
  static final int WATCHED_ITEMS_MAX = 50;

  /** The origin of another application, which these servers let in by tickets. */
  static final String PORTAL = "https://portal.example";

  /** With which it buys them. */
  static final String PORTAL_KEY = "0123456789-abcdefghijklmnopqrstuvwxyz";

  /**
   * Settings of the application that let many tests come from one address, name the one account
   * that {@link Person#administrator} uses, and bring limits into a test's reach. A test that says
   * {@code X-Forwarded-For} comes from there.
   */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("HEARHEAR_API_KEYS", "portal=" + PORTAL_KEY),
          Map.entry("HEARHEAR_ORIGINS", PORTAL),
          Map.entry("HEARHEAR_ADMINISTRATORS", Person.ADMINISTRATOR),
          Map.entry("HEARHEAR_LIMIT_REGISTRATIONS", "100000"),
          Map.entry("HEARHEAR_LIMIT_SIGNIN_ADDRESS", "100000"),
          Map.entry("HEARHEAR_LIMIT_ADDRESS_BURST", "10000"),
          Map.entry("HEARHEAR_LIMIT_ADDRESS_RATE", "1000"),
          Map.entry("HEARHEAR_LIMIT_API_BURST", Integer.toString(API_BURST)),
          Map.entry("HEARHEAR_TRUSTED_PROXIES", "127.0.0.0/8"),
          Map.entry("HEARHEAR_LIMIT_MESSAGE_BURST", Integer.toString(MESSAGE_BURST)),
          Map.entry("HEARHEAR_LIMIT_VOTE_BURST", "5000"),
          Map.entry("HEARHEAR_LIMIT_VOTE_ADDRESS_BURST", "1000000"),
          Map.entry("HEARHEAR_LIMIT_POSTS", "1000"),
          Map.entry("HEARHEAR_LIMIT_WATCHED", Integer.toString(WATCHED_ITEMS_MAX)));

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
