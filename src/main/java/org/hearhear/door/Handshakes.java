package org.hearhear.door;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client's opening handshake has to be (RFC 6455, section 4.2.1). The servers check less of
 * it, each of them differently, and answer some of what is wrong with a fault of their own.
 */
final class Handshakes {
  private static final int KEY_BYTES = 16;

  private Handshakes() {}

  static boolean isWellFormed(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
        && values(request, "Connection").anyMatch("upgrade"::equalsIgnoreCase)
        && "13".equals(request.getHeader("Sec-WebSocket-Version"))
        && isKey(request.getHeader("Sec-WebSocket-Key"));
  }

  /**
   * Whether the client has sent on without waiting for the answer, which it must not (RFC 6455,
   * section 4.1). Payara would wait for ever: its thread calls Tyrus for those bytes while Tyrus
   * begins, and waits there for its own beginning to end.
   */
  static boolean isFollowedByBytes(HttpServletRequest request) throws IOException {
    return request.getInputStream().available() > 0;
  }

  static boolean offers(HttpServletRequest request, String subprotocol) {
    return values(request, "Sec-WebSocket-Protocol").anyMatch(subprotocol::equals);
  }

  /** What follows a prefix in a subprotocol that is offered. */
  static Optional<String> offered(HttpServletRequest request, String prefix) {
    return values(request, "Sec-WebSocket-Protocol")
        .filter(offered -> offered.startsWith(prefix))
        .map(offered -> offered.substring(prefix.length()))
        .findFirst();
  }

  private static boolean isKey(@Nullable String header) {
    try {
      return header != null && Base64.getDecoder().decode(header.strip()).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static Stream<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip);
  }
}
