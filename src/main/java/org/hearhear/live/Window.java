package org.hearhear.live;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * How much has been sent to one peer that it has not taken yet. The server's own word for "sent" is
 * no help: some take megabytes for a peer that reads nothing. So a ping (RFC 6455, 5.5.2) follows
 * each half of what may be under way, and what was sent before it has been taken when its pong
 * comes. Safe for all threads.
 */
final class Window {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int bytesMax;

  /** Guarded by this; pings without a pong, the oldest first. */
  private final ArrayDeque<Mark> marks = new ArrayDeque<>();

  /** Guarded by this; all bytes that were sent, as far as was said. */
  private long sent;

  /** Guarded by this; all bytes that the peer has taken. */
  private long taken;

  /** Guarded by this; the bytes before the last ping. */
  private long marked;

  /** Guarded by this; whether a sender was told to wait. */
  private boolean waiting;

  /** A ping that cannot be answered without having been read. */
  private record Mark(long nonce, long sent) {}

  Window(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Whether more may be sent behind {@code allSent} bytes. If not, a pong will say when. */
  synchronized boolean admits(long allSent) {
    sent = allSent;
    waiting = sent - taken >= bytesMax;
    return !waiting;
  }

  /** The payload of a ping to send behind {@code allSent} bytes; null when none is due. */
  synchronized @Nullable ByteBuffer ping(long allSent) {
    sent = allSent;
    if (sent - marked < bytesMax / 2) {
      return null;
    }
    marked = sent;
    Mark mark = new Mark(RANDOM.nextLong(), sent);
    marks.add(mark);
    return ByteBuffer.allocate(Long.BYTES).putLong(mark.nonce).flip();
  }

  /**
   * The peer's answer to a ping, and so to those before it.
   *
   * @return whether a sender waits that may go on now
   */
  synchronized boolean pong(ByteBuffer payload) {
    if (payload.remaining() != Long.BYTES) {
      return false; // Nobody has asked for it: RFC 6455, 5.5.3.
    }
    long nonce = payload.getLong(payload.position());
    if (marks.stream().noneMatch(mark -> mark.nonce == nonce)) {
      return false;
    }
    Mark answered = marks.remove();
    while (answered.nonce != nonce) {
      answered = marks.remove();
    }
    taken = answered.sent;
    boolean goesOn = waiting && sent - taken < bytesMax;
    waiting &= !goesOn;
    return goesOn;
  }
}
