package org.hearhear.it.fault;

import java.net.URI;
import java.util.Map;

/**
 * Where a client finds an endpoint, and the headers with which it is let in. Immutable.
 *
 * @param uri the endpoint, {@code ws://…}
 * @param headers {@code Origin}, {@code Cookie} and {@code Sec-WebSocket-Protocol}
 */
public record Address(URI uri, Map<String, String> headers) {
  public Address {
    headers = Map.copyOf(headers);
  }
}
