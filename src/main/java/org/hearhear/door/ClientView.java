package org.hearhear.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as the client made it, before proxies: {@code X-Forwarded-*} headers count only when
 * the peer is one of the trusted proxies.
 *
 * @param address the client's IP address
 * @param authority the host and port that the client asked for, in lower case
 */
record ClientView(String address, String authority) {

  static ClientView of(HttpServletRequest request, Set<String> trustedProxies) {
    String address = request.getRemoteAddr();
    String authority = request.getHeader("Host");
    if (trustedProxies.contains(address)) {
      address = farthestUntrusted(request, trustedProxies, address);
      String forwardedHost = request.getHeader("X-Forwarded-Host");
      if (forwardedHost != null) {
        authority = lastOf(forwardedHost);
      }
    }
    return new ClientView(address, lower(authority));
  }

  /** Walks from the nearest hop outwards: what an untrusted hop claims is not believed. */
  private static String farthestUntrusted(
      HttpServletRequest request, Set<String> trusted, String peer) {
    String forwarded = request.getHeader("X-Forwarded-For");
    if (forwarded == null) {
      return peer;
    }
    String[] hops = forwarded.split(",", -1);
    String nearest = peer;
    for (int i = hops.length - 1; i >= 0 && trusted.contains(nearest); i--) {
      nearest = hops[i].strip();
    }
    return nearest.substring(0, Math.min(nearest.length(), 64));
  }

  private static String lastOf(String list) {
    return list.substring(list.lastIndexOf(',') + 1).strip();
  }

  private static String lower(@Nullable String authority) {
    return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
  }
}
