package org.hearhear.it;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.RetryAfterException;
import org.glassfish.tyrus.client.auth.AuthenticationException;
import org.glassfish.tyrus.core.HandshakeException;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets with the Tyrus client; all of them share its threads. Safe for all threads. */
final class Tyrus {
  private static final ClientManager CLIENT = ClientManager.createClient();

  static {
    CLIENT.getProperties().put(ClientProperties.SHARED_CONTAINER, true);
    CLIENT
        .getProperties()
        .put(ClientProperties.HANDSHAKE_TIMEOUT, (int) Deadline.PATIENCE.toMillis());
  }

  private Tyrus() {}

  static Session connect(Handshake handshake, Endpoint endpoint) {
    Headers headers = new Headers(handshake);
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create()
            .preferredSubprotocols(handshake.subprotocols())
            .configurator(headers)
            .build();
    try {
      return CLIENT.connectToServer(endpoint, config, handshake.uri());
    } catch (DeploymentException e) {
      throw isRefusal(e.getCause()) ? headers.refused() : new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tyrus tells some statuses by exceptions of their own, and none of them with the headers. */
  private static boolean isRefusal(@Nullable Throwable cause) {
    return cause instanceof HandshakeException
        || cause instanceof AuthenticationException
        || cause instanceof RetryAfterException;
  }

  /** Writes the request's headers and keeps the answer's. */
  private static final class Headers extends ClientEndpointConfig.Configurator {
    private final Handshake handshake;
    private final CompletableFuture<UpgradeResponse> response = new CompletableFuture<>();

    Headers(Handshake handshake) {
      this.handshake = handshake;
    }

    @Override
    public void beforeRequest(Map<String, List<String>> headers) {
      // Tyrus has put an Origin of its own there, without the port.
      headers.keySet().removeIf("Origin"::equalsIgnoreCase);
      handshake.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    }

    @Override
    public void afterResponse(HandshakeResponse answer) {
      if (answer instanceof UpgradeResponse upgrade) {
        response.complete(upgrade);
      }
    }

    /** Tyrus may report the failure a moment before it shows us the response. */
    Refused refused() {
      UpgradeResponse answer = Deadline.soon().get(response, "the refused handshake's headers");
      return new Refused(answer.getStatus(), answer.getHeaders());
    }
  }
}
