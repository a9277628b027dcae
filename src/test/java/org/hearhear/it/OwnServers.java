package org.hearhear.it;

import java.util.EnumMap;
import java.util.Map;

/**
 * The servers that one test class has for itself, one at a time: started by the first test on its
 * kind, to be stopped after the last. For one test thread.
 */
final class OwnServers {
  private final ServerOptions options;
  private final Map<ServerKind, Server> running = new EnumMap<>(ServerKind.class);

  OwnServers(ServerOptions options) {
    this.options = options;
  }

  Server get(ServerKind kind) {
    return running.computeIfAbsent(kind, other -> other.start(options));
  }

  void stop(ServerKind kind) {
    Server server = running.remove(kind);
    if (server != null) {
      server.close();
    }
  }
}
