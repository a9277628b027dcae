package org.hearhear.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import org.hearhear.wire.ProtocolSchemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No request makes the server hold a long body, for nobody has to be signed in to send one. */
@OnEverySharedServer
class RequestBodyIT {
  private static final int BODY_BYTES_MAX = 16_384;

  private final Deployment deployment;
  private final URI base;

  RequestBodyIT(Deployment deployment) {
    this.deployment = deployment;
    this.base = deployment.baseUri();
  }

  @ParameterizedTest
  @CsvSource({"POST, api/accounts", "POST, api/login", "PUT, api/me/password"})
  void bodyThatIsTooLongIsTooLarge(String method, String path) {
    Person ada = Person.signUp(base, "ada");

    Http.Answer answer = ada.http().send(method, path, " ".repeat(BODY_BYTES_MAX + 1));

    assertThat(answer.status()).isEqualTo(413);
    ProtocolSchemas.validateHttp("error", answer.text());
    assertThat(answer.json().getString("code")).isEqualTo("too_large");
  }

  @Test
  void bodyInChunksWithoutEndIsRefusedBeforeItsEnd() throws IOException {
    URI login = base.resolve("api/login");
    try (Socket socket = new Socket(login.getHost(), login.getPort())) {
      socket.setSoTimeout(Math.toIntExact(Deadline.PATIENCE.toMillis()));
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          POST %s HTTP/1.1\r
          Host: %s\r
          X-Hearhear: 1\r
          Content-Type: application/json\r
          Transfer-Encoding: chunked\r
          \r
          """
              .formatted(login.getPath(), login.getAuthority())
              .getBytes(US_ASCII));
      for (int chunk = 0; chunk < 5; chunk++) {
        out.write(("1000\r\n" + " ".repeat(0x1000) + "\r\n").getBytes(US_ASCII));
      }
      out.flush();

      String status =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();

      assertThat(status).startsWith("HTTP/1.1 413 ");
    }
    assertThat(new Http(base).get("ops/live").status()).isEqualTo(200);
    assertThat(deployment.server().isAlive()).isTrue();
  }
}
