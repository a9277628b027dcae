package org.hearhear.live;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session whose peer takes frames when the test says so, or at once. It knows the methods that a
 * connection uses, and fails with any other. Safe for all threads.
 */
final class FakeSession {
  static final long PATIENCE_SECONDS = 15;

  private final BlockingQueue<Send> sends = new LinkedBlockingQueue<>();
  private final BlockingQueue<ByteBuffer> pings = new LinkedBlockingQueue<>();
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  private final Map<String, Object> userProperties = new ConcurrentHashMap<>();
  private final RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, this::onRemote);
  private final Session session = proxy(Session.class, this::onSession);

  /** Guarded by this: whether the peer takes each frame at once. */
  private boolean quick = true;

  /** Guarded by this: the frame that a stalled peer has not taken; null when there is none. */
  private @Nullable Send underWay;

  private volatile boolean gone;
  private volatile long maxIdleTimeout = -1;

  /** One frame, and whom to tell what became of it. */
  record Send(String frame, SendHandler handler) {
    void succeed() {
      handler.onResult(new SendResult());
    }

    void fail() {
      handler.onResult(new SendResult(new IllegalStateException("The peer is gone.")));
    }
  }

  Session session() {
    return session;
  }

  /** From now on a frame is taken only when the test completes its send. */
  synchronized void stall() {
    quick = false;
  }

  /** From now on frames are taken at once, and so is the one that is under way. */
  void takeQuickly() {
    @Nullable Send waiting;
    synchronized (this) {
      quick = true;
      waiting = underWay;
      underWay = null;
    }
    if (waiting != null) {
      waiting.succeed();
    }
  }

  /** From now on the server refuses to send. */
  void disappear() {
    gone = true;
  }

  /** The next frame; waits for it. */
  Send takeSend() {
    return take(sends);
  }

  /** The payload of the next ping; waits for it. */
  ByteBuffer takePing() {
    return take(pings);
  }

  private static <T> T take(BlockingQueue<T> queue) {
    try {
      @Nullable T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("Nothing within " + PATIENCE_SECONDS + " s");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean hasSends() {
    return !sends.isEmpty();
  }

  /** The code that the session is closed with; waits for it. */
  int closeCode() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().getCloseCode().getCode();
  }

  boolean isClosed() {
    return closed.isDone();
  }

  long maxIdleTimeout() {
    return maxIdleTimeout;
  }

  private @Nullable Object onSession(Object self, Method method, Object @Nullable [] arguments) {
    switch (method.getName()) {
      case "getAsyncRemote" -> {
        return remote;
      }
      case "getUserProperties" -> {
        return userProperties;
      }
      case "getId", "toString" -> {
        return "fake";
      }
      case "setMaxIdleTimeout" -> maxIdleTimeout = (Long) argument(arguments, 0);
      case "close" -> closed.complete((CloseReason) argument(arguments, 0));
      default -> throw new UnsupportedOperationException(method.getName());
    }
    return null;
  }

  private @Nullable Object onRemote(Object self, Method method, Object @Nullable [] arguments) {
    if (method.getName().equals("sendPing")) {
      pings.add((ByteBuffer) argument(arguments, 0));
      return null;
    }
    if (!method.getName().equals("sendText") || arguments == null || arguments.length != 2) {
      throw new UnsupportedOperationException(method.getName());
    }
    if (gone) {
      throw new IllegalStateException("The session is closed.");
    }
    Send send = new Send((String) argument(arguments, 0), (SendHandler) argument(arguments, 1));
    boolean atOnce; // Before the test sees the frame, and may stall the next one.
    synchronized (this) {
      atOnce = quick;
      underWay = quick ? null : send;
    }
    sends.add(send);
    if (atOnce) {
      send.succeed();
    }
    return null;
  }

  private static Object argument(Object @Nullable [] arguments, int index) {
    if (arguments == null) {
      throw new UnsupportedOperationException("without arguments");
    }
    return arguments[index];
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
