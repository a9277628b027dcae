package org.hearhear.upvote.item;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.hearhear.fanout.Subject;
import org.hearhear.wire.BoardId;

/** What a host application calls an item on a board. Immutable. */
public record ForeignKey(BoardId board, String key) implements Comparable<ForeignKey> {
  @Override
  public int compareTo(ForeignKey other) {
    int byBoard = Long.compare(board.value(), other.board.value());
    return byBoard != 0 ? byBoard : key.compareTo(other.key);
  }

  /** Its first vote; another key has the same subject as good as never. */
  public Subject subject() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((board + ":" + key).getBytes(StandardCharsets.UTF_8));
      return Subject.foreign(ByteBuffer.wrap(digest).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
