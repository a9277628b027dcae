package org.hearhear.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearhear.config.AddressRange;
import org.hearhear.config.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A request as the client made it, before proxies: {@code X-Forwarded-*} headers count only when
 * the peer is one of the trusted proxies.
 *
 * @param address the client's IP address
 * @param authority the host and port that the client asked for, in lower case
 */
record ClientView(String address, String authority) {
  /** An address as proxies write it, with or without a port. */
  private static final Pattern HOP =
      Pattern.compile("\\[(?<bracketed>[^\\]]*)](:\\d*)?|(?<ipv4>[^:]*):\\d*");

  static ClientView of(HttpServletRequest request, List<AddressRange> trustedProxies) {
    Optional<IpAddress> peer = IpAddress.parse(request.getRemoteAddr());
    if (peer.isEmpty()) {
      return new ClientView(request.getRemoteAddr(), lower(request.getHeader("Host")));
    }
    IpAddress client = peer.get();
    String authority = request.getHeader("Host");
    if (isTrusted(client, trustedProxies)) {
      client = farthestUntrusted(joined(request, "X-Forwarded-For"), trustedProxies, client);
      String forwardedHost = joined(request, "X-Forwarded-Host");
      if (!forwardedHost.isEmpty()) {
        authority = lastOf(forwardedHost);
      }
    }
    return new ClientView(client.toString(), lower(authority));
  }

  /** What counts as one client where limits are by address. */
  String network() {
    return IpAddress.networkOf(address);
  }

  /**
   * Walks from the nearest hop outwards: what an untrusted hop claims is not believed. Where a
   * trusted one names no address, it stands for its client itself.
   */
  private static IpAddress farthestUntrusted(
      String forwarded, List<AddressRange> trusted, IpAddress peer) {
    String[] hops = forwarded.split(",", -1);
    IpAddress nearest = peer;
    for (int i = hops.length - 1; i >= 0 && isTrusted(nearest, trusted); i--) {
      Optional<IpAddress> hop = IpAddress.parse(withoutPort(hops[i].strip()));
      if (hop.isEmpty()) {
        break;
      }
      nearest = hop.get();
    }
    return nearest;
  }

  private static boolean isTrusted(IpAddress address, List<AddressRange> trusted) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static String withoutPort(String hop) {
    Matcher parts = HOP.matcher(hop);
    if (!parts.matches()) {
      return hop;
    }
    String bracketed = parts.group("bracketed");
    return bracketed == null ? parts.group("ipv4") : bracketed;
  }

  /** A proxy may add a header of its own behind the one that the client made up. */
  private static String joined(HttpServletRequest request, String header) {
    return String.join(",", Collections.list(request.getHeaders(header)));
  }

  private static String lastOf(String list) {
    return list.substring(list.lastIndexOf(',') + 1).strip();
  }

  private static String lower(@Nullable String authority) {
    return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
  }
}
