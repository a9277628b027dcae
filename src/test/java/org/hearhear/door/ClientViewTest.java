package org.hearhear.door;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What proxies say of a client counts when they are trusted, and only then. */
class ClientViewTest {
  private static final Set<String> TRUSTED = Set.of("10.0.0.1", "10.0.0.2");

  @Test
  void directClientIsWhoItIs() {
    ClientView view =
        ClientView.of(request("192.0.2.1", Map.of("Host", "App.Example:8443")), Set.of());

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

  @Test
  void addressIsNoLongerThanItsColumn() {
    assertThat(address("x".repeat(1_000))).hasSize(64);
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

  private static HttpServletRequest request(String address, Map<String, String> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientViewTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> address;
                  case "getHeader" -> headers.get((String) arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
