package org.hearhear.upvote.ranking;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.hearhear.wire.ItemId;

/**
 * A ranking as it was at one moment. Its name is a digest of what it says, so nodes that do not
 * know of each other give the same name to the same order. Immutable.
 */
public final class RankingVersion {
  /** Half of them is as good as unique among the versions of one ranking. */
  private static final int NAME_BYTES = 8;

  private final Ranking ranking;
  private final String name;
  private final long[] items;

  RankingVersion(Ranking ranking, List<Long> items) {
    this.ranking = ranking;
    this.items = items.stream().mapToLong(Long::longValue).toArray();
    this.name = name(ranking, this.items);
  }

  public Ranking ranking() {
    return ranking;
  }

  /** 16 of {@code 0-9a-f}. */
  public String name() {
    return name;
  }

  /** How many items it has. */
  public int size() {
    return items.length;
  }

  /** At most so many items from a place on, the first of which is 0. */
  public List<ItemId> page(int from, int limit) {
    int start = Math.min(from, items.length);
    int end = Math.min(items.length - start, limit) + start;
    return Arrays.stream(items, start, end).mapToObj(ItemId::new).toList();
  }

  private static String name(Ranking ranking, long[] items) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer bytes = ByteBuffer.allocate((items.length + 1) * Long.BYTES);
      bytes.putLong(ranking.subject().id());
      bytes.asLongBuffer().put(items);
      digest.update(bytes.rewind());
      return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
