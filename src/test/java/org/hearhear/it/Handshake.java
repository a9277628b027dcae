package org.hearhear.it;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a client offers when it opens a WebSocket: by default, what a page of the application would
 * send, without a cookie. Immutable.
 *
 * @param uri the endpoint, {@code ws://…}
 * @param headers further request headers, {@code Origin} among them
 * @param subprotocols what is offered, possibly nothing
 * @param check is shown the text of every received frame and throws when it must not look like that
 */
record Handshake(
    URI uri, Map<String, String> headers, List<String> subprotocols, Consumer<String> check) {
  static final String SUBPROTOCOL = "hearhear.v1";

  Handshake {
    headers = Map.copyOf(headers);
    subprotocols = List.copyOf(subprotocols);
  }

  /** To {@code dm} or {@code upvote} of the context at {@code base}, from its own origin. */
  static Handshake to(URI base, String endpoint) {
    URI uri = URI.create("ws" + base.resolve(endpoint).toString().substring("http".length()));
    String origin = "http://" + base.getAuthority();
    return new Handshake(
        uri, Map.of("Origin", origin), List.of(SUBPROTOCOL), FrameCheck.onEveryFrameOf(endpoint));
  }

  Handshake cookie(String cookie) {
    return header("Cookie", cookie);
  }

  /** With this header, in place of one of the same name. */
  Handshake header(String name, String value) {
    Map<String, String> changed = caseInsensitive(headers);
    changed.put(name, value);
    return new Handshake(uri, changed, subprotocols, check);
  }

  Handshake without(String header) {
    Map<String, String> changed = caseInsensitive(headers);
    changed.remove(header);
    return new Handshake(uri, changed, subprotocols, check);
  }

  Handshake offering(String... otherSubprotocols) {
    return new Handshake(uri, headers, List.of(otherSubprotocols), check);
  }

  Handshake checking(Consumer<String> otherCheck) {
    return new Handshake(uri, headers, subprotocols, otherCheck);
  }

  private static Map<String, String> caseInsensitive(Map<String, String> headers) {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    return copy;
  }
}
