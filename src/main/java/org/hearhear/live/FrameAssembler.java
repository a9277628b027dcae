package org.hearhear.live;

import org.hearhear.wire.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of one text message together and counts its bytes itself: WildFly does not enforce
 * {@code maxMessageSize} for text that arrives in several writes (UNDERTOW-2770). Not safe for
 * several threads: the server calls one connection's handler from one thread at a time.
 */
final class FrameAssembler {
  private final int bytesMax;
  private final StringBuilder parts = new StringBuilder();
  private int bytes;

  FrameAssembler(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Thrown when a frame is over the limit; the connection is of no use afterwards. */
  static final class TooBig extends Exception {
    private static final long serialVersionUID = 1L;

    TooBig() {
      super(null, null, false, false);
    }
  }

  /** Takes a part; returns the whole text with its last part, null before that. */
  @Nullable String add(String part, boolean last) throws TooBig {
    bytes += Texts.utf8Length(part);
    if (bytes > bytesMax) {
      parts.setLength(0);
      parts.trimToSize();
      throw new TooBig();
    }
    if (last && parts.isEmpty()) {
      bytes = 0;
      return part;
    }
    parts.append(part);
    if (!last) {
      return null;
    }
    String whole = parts.toString();
    parts.setLength(0);
    parts.trimToSize();
    bytes = 0;
    return whole;
  }
}
