package org.hearhear.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are what they mean, however they are written; ranges are their first bits. */
class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "255.255.255.255, 255.255.255.255",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::FFFF:c000:0201, 192.0.2.1",
    "::1, 0:0:0:0:0:0:0:1",
    "::, 0:0:0:0:0:0:0:0",
    "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1",
    "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "64:ff9b::192.0.2.1, 64:ff9b:0:0:0:0:c000:201",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:1"
  })
  void addressIsRead(String text, String address) {
    assertThat(IpAddress.parse(text).orElseThrow()).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "beef",
        "unknown",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.04",
        "1.2.3.-4",
        "1.2.3.4:80",
        "1.2.3.4%eth0",
        ":",
        ":::",
        ":1",
        "1:",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4::5:6:7:8",
        "12345::",
        "g::",
        "::1.2.3.4:5",
        "1.2.3.4::",
        "[::1]",
        "%"
      })
  void anythingElseIsNoAddress(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2::, 2001:db8:1:2::/64",
    "unknown, unknown"
  })
  void clientIsAnIpv4AddressOrAnIpv6Network(String address, String network) {
    assertThat(IpAddress.networkOf(address)).isEqualTo(network);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1",
    "10.1.2.3/8, 10.255.0.1",
    "10.0.0.0/8, ::ffff:10.255.0.1",
    "192.0.2.1, 192.0.2.1",
    "192.0.2.1/32, 192.0.2.1",
    "0.0.0.0/0, 203.0.113.9",
    "::1, 0:0:0:0:0:0:0:1",
    "::/0, 2001:db8::1",
    "fd00::/8, fdff:1::2",
    "2001:db8::/64, 2001:db8::ffff:ffff:ffff:ffff",
    "2001:db8::/127, 2001:db8::1"
  })
  void rangeContainsWhatBeginsAsItDoes(String range, String address) {
    assertThat(contains(range, address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 11.0.0.1",
    "192.0.2.1, 192.0.2.0",
    "0.0.0.0/0, ::1",
    "::/0, 192.0.2.1",
    "fd00::/8, fe00::1",
    "2001:db8::/64, 2001:db8:0:1::",
    "2001:db8::/65, 2001:db8::8000:0:0:0",
    "2001:db8::/127, 2001:db8::2"
  })
  void rangeContainsNothingElse(String range, String address) {
    assertThat(contains(range, address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/8", "10/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "::/-1", "::/1/1"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneAddressInTwoSpellingsIsEqual() {
    assertThat(IpAddress.parse("::1")).isEqualTo(IpAddress.parse("0:0:0:0:0:0:0:1"));
  }

  private static boolean contains(String range, String address) {
    return AddressRange.parse(range).contains(IpAddress.parse(address).orElseThrow());
  }
}
