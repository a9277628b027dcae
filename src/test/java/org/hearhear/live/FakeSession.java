package org.hearhear.live;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Jakarta session without a peer: it records what is sent and lets the test say when a send is
 * done. What no connection of ours calls throws. Not safe for all threads.
 */
final class FakeSession {
  private final List<String> frames = new ArrayList<>();
  private final List<SendHandler> unfinished = new ArrayList<>();
  private final Map<String, Object> properties = new HashMap<>();
  private @Nullable CloseReason closed;
  private long idleTimeout;

  private final RemoteEndpoint.Async remote =
      proxy(
          RemoteEndpoint.Async.class,
          (method, arguments) -> {
            if (method.equals("sendText") && arguments.length == 2) {
              frames.add((String) arguments[0]);
              unfinished.add((SendHandler) arguments[1]);
              return null;
            }
            throw new UnsupportedOperationException(method);
          });

  private final Session session =
      proxy(
          Session.class,
          (method, arguments) ->
              switch (method) {
                case "getAsyncRemote" -> remote;
                case "getUserProperties" -> properties;
                case "getId" -> "fake";
                case "setMaxIdleTimeout" -> {
                  idleTimeout = (Long) arguments[0];
                  yield null;
                }
                case "close" -> {
                  closed = (CloseReason) arguments[0];
                  yield null;
                }
                default -> throw new UnsupportedOperationException(method);
              });

  Session session() {
    return session;
  }

  List<String> frames() {
    return frames;
  }

  long idleTimeout() {
    return idleTimeout;
  }

  /** The code that the session was closed with; 0 while it is open. */
  int closeCode() {
    return closed == null ? 0 : closed.getCloseCode().getCode();
  }

  /** The oldest send in flight succeeds. */
  void finishSend() {
    unfinished.remove(0).onResult(new SendResult());
  }

  int sendsInFlight() {
    return unfinished.size();
  }

  private interface Answers {
    @Nullable Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> self == arguments[0];
                  default ->
                      answers.to(method.getName(), arguments == null ? new Object[0] : arguments);
                }));
  }
}
