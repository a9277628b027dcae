package org.hearhear.door;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may speak to us: those whose origin has the authority that the request was sent
 * to, and those that the settings name.
 */
final class Origins {
  private final Set<String> allowed;

  /** Origins in lower case and without a default port, as browsers write them. */
  Origins(List<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  boolean isAllowed(@Nullable String origin, ClientView client) {
    if (origin == null) {
      return false;
    }
    String lower = origin.toLowerCase(Locale.ROOT);
    return allowed.contains(lower) || authorityOf(lower).equals(client.authority());
  }

  /** The authority of a web origin; nothing that equals a host for "null" or anything odd. */
  private static String authorityOf(String origin) {
    try {
      URI uri = URI.create(origin);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getAuthority() != null ? uri.getAuthority() : "?";
    } catch (IllegalArgumentException odd) {
      return "?";
    }
  }
}
