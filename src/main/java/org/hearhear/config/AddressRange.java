package org.hearhear.config;

/**
 * The addresses whose first bits are those of one address; all of its bits, for a single one.
 * Immutable.
 *
 * @param first an address of the range
 * @param bits how many bits count
 */
public record AddressRange(IpAddress first, int bits) {
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;
  private static final int HALF_BITS = 64;

  /**
   * Reads {@code 192.0.2.1}, {@code 10.0.0.0/8}, {@code ::1} or {@code fd00::/8}; throws {@link
   * IllegalArgumentException} for anything else.
   */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    IpAddress first =
        IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(IllegalArgumentException::new);
    int most = first.isIpv6() ? IPV6_BITS : IPV4_BITS;
    int bits = slash < 0 ? most : Integer.parseUnsignedInt(text.substring(slash + 1));
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException();
    }
    return new AddressRange(first, bits);
  }

  public boolean contains(IpAddress address) {
    if (address.isIpv6() != first.isIpv6()) {
      return false;
    }
    if (!first.isIpv6()) {
      return agree(address.low(), first.low(), IPV4_BITS - bits);
    }
    return bits <= HALF_BITS
        ? agree(address.high(), first.high(), HALF_BITS - bits)
        : address.high() == first.high() && agree(address.low(), first.low(), IPV6_BITS - bits);
  }

  /** Whether two numbers are the same but for their lowest bits; a shift by 64 would shift by 0. */
  private static boolean agree(long one, long other, int ignoredBits) {
    return ignoredBits == HALF_BITS || one >>> ignoredBits == other >>> ignoredBits;
  }
}
