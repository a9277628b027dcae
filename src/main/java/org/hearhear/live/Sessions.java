package org.hearhear.live;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import org.hearhear.wire.CloseCode;

/** Ends Jakarta sessions; what the servers get wrong about it is known here and nowhere else. */
final class Sessions {
  private static final System.Logger LOG = System.getLogger(Sessions.class.getName());
  private static final long EVICTION_MILLIS = 1_000;

  private Sessions() {}

  static void close(Session session, CloseCode code) {
    try {
      session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code.code()), code.name()));
    } catch (IOException | IllegalStateException alreadyGone) {
      LOG.log(DEBUG, "Closed already", alreadyGone);
    }
  }

  /**
   * Ends a session whose peer takes nothing. Undertow's {@code close()} waits behind the data that
   * nobody reads; only its idle timeout cuts the connection, so that is shortened first.
   */
  static void evict(Session session, CloseCode code) {
    try {
      session.setMaxIdleTimeout(EVICTION_MILLIS);
    } catch (IllegalStateException alreadyGone) {
      LOG.log(DEBUG, "Closed already", alreadyGone);
    }
    close(session, code);
  }
}
