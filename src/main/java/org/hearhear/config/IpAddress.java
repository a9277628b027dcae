package org.hearhear.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address, however it was written: an IPv4 address within IPv6 ({@code ::ffff:192.0.2.1}) is
 * that IPv4 address, and a zone counts for nothing. Never looks up a name. Immutable.
 *
 * @param isIpv6 whether it has 128 bits and not 32
 * @param high the upper 64 bits of an IPv6 address; 0 for IPv4
 * @param low the lower 64 bits, or the 32 of an IPv4 address
 */
public record IpAddress(boolean isIpv6, long high, long low) {
  private static final int GROUPS = 8;
  private static final int GROUPS_IN_LONG = 4;
  private static final int GROUP_BITS = 16;
  private static final int GROUP_MASK = 0xffff;
  private static final int BYTE_MAX = 255;
  private static final long IPV4_MAX = 0xffff_ffffL;
  private static final long IPV4_WITHIN_IPV6 = 0xffffL;

  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  /** Reads an address without a port; empty when it is none. */
  public static Optional<IpAddress> parse(String text) {
    int zone = text.indexOf('%');
    if (text.indexOf(':') < 0) {
      return ipv4(text).map(bits -> new IpAddress(false, 0, bits));
    }
    return ipv6(zone < 0 ? text : text.substring(0, zone));
  }

  /**
   * Who counts as one client for limits by address: an IPv4 address, or the 64 bits of an IPv6
   * network, within which a client may take as many addresses as it likes. What is no address
   * stands for itself.
   */
  public static String networkOf(String address) {
    return parse(address).map(IpAddress::network).orElse(address);
  }

  private String network() {
    return isIpv6 ? groups(high) + "::/64" : toString();
  }

  @Override
  public String toString() {
    return isIpv6
        ? groups(high) + ":" + groups(low)
        : "%d.%d.%d.%d".formatted(low >> 24, (low >> 16) & 255, (low >> 8) & 255, low & 255);
  }

  private static String groups(long bits) {
    return "%x:%x:%x:%x"
        .formatted(
            bits >>> 48, (bits >>> 32) & GROUP_MASK, (bits >>> 16) & GROUP_MASK, bits & GROUP_MASK);
  }

  private static Optional<Long> ipv4(String text) {
    Matcher parts = IPV4.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long bits = 0;
    for (int i = 1; i <= parts.groupCount(); i++) {
      String part = parts.group(i);
      // 010 is ten to some and eight to others.
      if (Integer.parseInt(part) > BYTE_MAX || (part.length() > 1 && part.startsWith("0"))) {
        return Optional.empty();
      }
      bits = (bits << 8) | Integer.parseInt(part);
    }
    return Optional.of(bits);
  }

  private static Optional<IpAddress> ipv6(String text) {
    int gap = text.indexOf("::");
    if (text.indexOf('.') >= 0 && text.indexOf('.') < gap) {
      return Optional.empty(); // An IPv4 address can only be the end.
    }
    Optional<List<Integer>> before = split(gap < 0 ? text : text.substring(0, gap));
    Optional<List<Integer>> after = split(gap < 0 ? "" : text.substring(gap + 2));
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> groups = new ArrayList<>(before.get());
    int missing = GROUPS - groups.size() - after.get().size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    for (int i = 0; i < missing; i++) {
      groups.add(0);
    }
    groups.addAll(after.get());
    long high = joined(groups.subList(0, GROUPS_IN_LONG));
    long low = joined(groups.subList(GROUPS_IN_LONG, GROUPS));
    boolean isIpv4 = high == 0 && low >>> 32 == IPV4_WITHIN_IPV6;
    return Optional.of(
        isIpv4 ? new IpAddress(false, 0, low & IPV4_MAX) : new IpAddress(true, high, low));
  }

  /** The groups of 16 bits; the last two may be written as an IPv4 address. */
  private static Optional<List<Integer>> split(String text) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return Optional.of(groups);
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      Optional<Long> ipv4 = i == parts.length - 1 ? ipv4(parts[i]) : Optional.empty();
      if (ipv4.isPresent()) {
        groups.add((int) (ipv4.get() >> GROUP_BITS));
        groups.add((int) (ipv4.get() & GROUP_MASK));
      } else if (GROUP.matcher(parts[i]).matches()) {
        groups.add(Integer.parseInt(parts[i], 16));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(groups);
  }

  private static long joined(List<Integer> groups) {
    long bits = 0;
    for (int group : groups) {
      bits = (bits << GROUP_BITS) | group;
    }
    return bits;
  }
}
