package org.hearhear.upvote.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Passes on in pieces, until its time is over. That bounds a reader who takes a little now and
 * then; one who takes nothing makes a piece wait, and the server's own write timeout ends that. For
 * one thread.
 */
final class TimedOutput extends FilterOutputStream {
  private static final int PIECE_BYTES = 8_192;

  /** The time is over. */
  static final class TooLate extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final long endNanos;

  TimedOutput(OutputStream out, Duration time) {
    super(out);
    this.endNanos = System.nanoTime() + time.toNanos();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; done += PIECE_BYTES) {
      if (System.nanoTime() - endNanos > 0) {
        throw new TooLate();
      }
      out.write(bytes, offset + done, Math.min(PIECE_BYTES, length - done));
    }
  }
}
