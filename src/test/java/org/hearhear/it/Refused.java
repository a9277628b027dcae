package org.hearhear.it;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The server answered a WebSocket handshake with plain HTTP; the headers' names ignore case. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, List<String>> headers;

  Refused(int status, Map<String, List<String>> headers) {
    super("The handshake was refused with " + status);
    this.status = status;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
  }

  int status() {
    return status;
  }

  Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }
}
