package org.hearhear.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own pages may speak to us, and those that the settings name. */
class OriginsTest {
  private static final ClientView CLIENT = new ClientView("192.0.2.1", "app.example:8443");
  private final Origins origins = new Origins(List.of("https://other.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example:8443",
        "http://app.example:8443",
        "https://APP.example:8443",
        "https://other.example",
        "https://OTHER.example"
      })
  void ownPagesAndNamedOnesAreAllowed(String origin) {
    assertThat(origins.isAllowed(origin, CLIENT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "app.example:8443",
        "https://app.example",
        "https://app.example:8444",
        "https://sub.app.example:8443",
        "https://app.example:8443.evil.example",
        "https://evil.example#app.example:8443",
        "https://app.example:8443@evil.example",
        "https://evil.example/app.example:8443",
        "ftp://app.example:8443",
        "file://app.example:8443",
        "http://other.example",
        "https://other.example:444",
        "https://",
        "://",
        "https://a b",
        "?"
      })
  void anythingElseIsNot(String origin) {
    assertThat(origins.isAllowed(origin, CLIENT)).isFalse();
  }

  @Test
  void missingOriginIsNotAllowed() {
    assertThat(origins.isAllowed(null, CLIENT)).isFalse();
  }

  @Test
  void requestWithoutHostHasNoPagesOfItsOwn() {
    ClientView nobody = new ClientView("192.0.2.1", "");

    assertThat(origins.isAllowed("null", nobody)).isFalse();
    assertThat(origins.isAllowed("", nobody)).isFalse();
    assertThat(origins.isAllowed("https://", nobody)).isFalse();
  }
}
