package org.hearhear.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports for servers. Promises that a port was free a moment ago; does not hold it. Safe
 * for all threads.
 */
final class Ports {
  // Below the range that the system gives to outgoing connections. A port of that range could go to
  // a client while its server is down for a restart; and a client that knocks at a closed port of
  // that range may even be connected to itself.
  private static final int LOWEST = 15_000;
  private static final int ABOVE_HIGHEST = 30_000;
  private static final int ATTEMPTS = 1_000;

  private Ports() {}

  static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, ABOVE_HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free port between " + LOWEST + " and " + ABOVE_HIGHEST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // The wildcard address, as Payara Micro binds it.
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
