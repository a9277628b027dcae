package org.hearhear.door;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.config.AddressRange;
import org.hearhear.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What proxies say of a client counts when they are trusted, and only then. */
class ClientViewTest {
  private static final List<AddressRange> TRUSTED = trusted("10.0.0.1,10.0.0.2,::1");

  @Test
  void directClientIsWhoItIs() {
    ClientView view =
        ClientView.of(request("192.0.2.1", Map.of("Host", "App.Example:8443")), List.of());

    assertThat(view).isEqualTo(new ClientView("192.0.2.1", "app.example:8443"));
  }

  @Test
  void strangerIsNotBelieved() {
    ClientView view =
        ClientView.of(
            request(
                "192.0.2.1",
                Map.of(
                    "Host", "app.example",
                    "X-Forwarded-For", "198.51.100.7",
                    "X-Forwarded-Host", "evil.example")),
            TRUSTED);

    assertThat(view).isEqualTo(new ClientView("192.0.2.1", "app.example"));
  }

  @Test
  void trustedProxyIsBelieved() {
    ClientView view =
        ClientView.of(
            request(
                "10.0.0.1",
                Map.of(
                    "Host", "inner:8080",
                    "X-Forwarded-For", "198.51.100.7",
                    "X-Forwarded-Host", "App.Example")),
            TRUSTED);

    assertThat(view).isEqualTo(new ClientView("198.51.100.7", "app.example"));
  }

  @Test
  void trustedProxyThatSaysNothingChangesNothing() {
    ClientView view = ClientView.of(request("10.0.0.1", Map.of("Host", "app.example")), TRUSTED);

    assertThat(view).isEqualTo(new ClientView("10.0.0.1", "app.example"));
  }

  @Test
  void farthestHopBehindTrustedOnesIsTheClient() {
    assertThat(address("198.51.100.7, 10.0.0.2")).isEqualTo("198.51.100.7");
    assertThat(address("10.0.0.2,10.0.0.2")).isEqualTo("10.0.0.2");
  }

  @Test
  void whatAnUntrustedHopClaimsIsNotBelieved() {
    assertThat(address("203.0.113.9, 198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(address("203.0.113.9, 10.0.0.2, 198.51.100.7, 10.0.0.2")).isEqualTo("198.51.100.7");
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7:5678, 198.51.100.7",
    "'[2001:db8::1]:80', 2001:db8:0:0:0:0:0:1",
    "'[2001:db8::1]', 2001:db8:0:0:0:0:0:1",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "::ffff:198.51.100.7, 198.51.100.7",
    "'198.51.100.7:5678, 10.0.0.2:80', 198.51.100.7"
  })
  void clientIsOneAddressHoweverTheProxyWroteIt(String forwardedFor, String client) {
    assertThat(address(forwardedFor)).isEqualTo(client);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "unknown", "_hidden", "proxy.example", "1.2.3", "[::1", "x:1:2"})
  void proxyThatNamesNoAddressStandsForItsClient(String forwardedFor) {
    assertThat(address(forwardedFor)).isEqualTo("10.0.0.1");
    assertThat(address("198.51.100.7," + forwardedFor)).isEqualTo("10.0.0.1");
  }

  @Test
  void headerThatTheProxyAddsIsBelievedBeforeTheClientsOwn() {
    ClientView view =
        ClientView.of(
            requestWith(
                "10.0.0.1",
                Map.of(
                    "X-Forwarded-For", List.of("203.0.113.9", "198.51.100.7"),
                    "X-Forwarded-Host", List.of("evil.example", "app.example"))),
            TRUSTED);

    assertThat(view).isEqualTo(new ClientView("198.51.100.7", "app.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "0:0:0:0:0:0:0:1", "0:0:0:0:0:0:0:1%lo", "::ffff:10.0.0.1"})
  void proxyIsTrustedHoweverItsAddressIsWritten(String peer) {
    ClientView view =
        ClientView.of(request(peer, Map.of("X-Forwarded-For", "198.51.100.7")), TRUSTED);

    assertThat(view.address()).isEqualTo("198.51.100.7");
  }

  @Test
  void proxiesOfATrustedNetworkAreBelieved() {
    ClientView view =
        ClientView.of(
            request("172.16.3.4", Map.of("X-Forwarded-For", "198.51.100.7, 172.16.9.9")),
            trusted("172.16.0.0/12"));

    assertThat(view.address()).isEqualTo("198.51.100.7");
  }

  @Test
  void clientsOfOneIpv6NetworkCountAsOne() {
    String one = new ClientView("2001:db8:0:7:0:0:0:1", "").network();
    String other = new ClientView("2001:db8:0:7:ffff:0:0:2", "").network();

    assertThat(one).isEqualTo(other).isNotEqualTo(new ClientView("2001:db8:0:8::", "").network());
  }

  @Test
  void nearestProxyNamesTheHost() {
    ClientView view =
        ClientView.of(
            request("10.0.0.1", Map.of("X-Forwarded-Host", "evil.example, app.example")), TRUSTED);

    assertThat(view.authority()).isEqualTo("app.example");
  }

  @Test
  void missingHostIsNobodys() {
    assertThat(ClientView.of(request("192.0.2.1", Map.of()), TRUSTED).authority()).isEmpty();
  }

  private static String address(String forwardedFor) {
    return ClientView.of(request("10.0.0.1", Map.of("X-Forwarded-For", forwardedFor)), TRUSTED)
        .address();
  }

  private static List<AddressRange> trusted(String proxies) {
    return Settings.of(Map.of(Settings.TRUSTED_PROXIES.name(), proxies))
        .get(Settings.TRUSTED_PROXIES);
  }

  private static HttpServletRequest request(String address, Map<String, String> headers) {
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return requestWith(address, lists);
  }

  private static HttpServletRequest requestWith(String address, Map<String, List<String>> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientViewTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> address;
                  case "getHeader" ->
                      headers.getOrDefault((String) arguments[0], List.of()).stream()
                          .findFirst()
                          .orElse(null);
                  case "getHeaders" ->
                      Collections.enumeration(
                          headers.getOrDefault((String) arguments[0], List.of()));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
