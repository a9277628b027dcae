package org.hearhear.upvote.vote;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hearhear.upvote.item.ItemStore.LogHead;
import org.hearhear.upvote.item.VoteStore;
import org.hearhear.wire.ItemId;

/**
 * The end of one item's vote log, to which entries are added. Each entry has the SHA-256 of the one
 * before and of what it says, so none can be changed, left out or put in between without changing
 * all that follow. A voter stands in it under a pseudonym: an HMAC-SHA-256 (RFC 2104) with a key
 * that is random for each voter and item, so without the key nobody can tell whose it is, nor which
 * votes on other items are by the same person. The format is that of {@code verify/VerifyVotes};
 * see PROTOCOL.md. For one thread.
 */
public final class VoteLog {
  /** What the first entry is bound to. */
  public static final String NOTHING = "0".repeat(64);

  /** What stands where there is no voter or no origin. */
  private static final String NONE = "-";

  private final ItemId item;
  private final long hour;
  private final List<Entry> added = new ArrayList<>();
  private LogHead head;

  /** What an entry says. */
  public enum Kind {
    /** A vote was set to a value. */
    VOTE,
    /** A vote came from an item that was merged into this one. */
    MOVED,
    /** The item was merged into another one; the last entry. */
    MERGED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An entry.
   *
   * @param hour hours since 1970
   * @param origin for a moved vote the item and the pseudonym there, for a merged item the other
   */
  public record Entry(
      ItemId item,
      long n,
      long hour,
      String kind,
      String voter,
      int value,
      String origin,
      String hash) {

    /** The hour as the log tells it, in UTC. */
    public String hourText() {
      return Instant.EPOCH.plus(hour, ChronoUnit.HOURS).toString().substring(0, 13) + "Z";
    }

    /** The entry as a line of an exported log, without the end of the line. */
    public String line() {
      return n + " " + said(this) + " " + hash;
    }

    private static String said(Entry entry) {
      return String.join(
          " ",
          entry.hourText(),
          entry.kind,
          entry.voter,
          Integer.toString(entry.value),
          entry.origin);
    }

    private Entry hashed(String before) {
      String text = before + " " + item + " " + n + " " + said(this);
      return new Entry(item, n, hour, kind, voter, value, origin, sha256(text));
    }
  }

  VoteLog(ItemId item, LogHead head, Instant now) {
    this.item = item;
    this.head = head;
    this.hour = now.getEpochSecond() / 3600;
  }

  LogHead head() {
    return head;
  }

  /** The entries that were added since the last call, in their order. */
  List<Entry> takeAdded() {
    List<Entry> taken = List.copyOf(added);
    added.clear();
    return taken;
  }

  /** Adds that a voter has set a vote. */
  LogHead vote(String voter, int value) {
    return add(Kind.VOTE, voter, value, NONE);
  }

  /** Adds that a voter's vote came from another item. */
  LogHead moved(String voter, int value, ItemId from, String voterThere) {
    return add(Kind.MOVED, voter, value, from + ":" + voterThere);
  }

  /** Adds that the item was merged into another. */
  LogHead merged(ItemId into) {
    return add(Kind.MERGED, NONE, 0, into.toString());
  }

  private LogHead add(Kind kind, String voter, int value, String origin) {
    Entry entry =
        new Entry(item, head.n() + 1, hour, kind.wireName(), voter, value, origin, "")
            .hashed(head.hash());
    added.add(entry);
    head = new LogHead(entry.n, entry.hash);
    return head;
  }

  /** What stands in an item's log for a voter. */
  static String pseudonym(VoteStore.Id vote, UUID key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] bytes =
          ByteBuffer.allocate(16)
              .putLong(key.getMostSignificantBits())
              .putLong(key.getLeastSignificantBits())
              .array();
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      String whose = vote.item() + ":" + vote.account();
      return HexFormat.of().formatHex(mac.doFinal(whose.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HMAC-SHA-256", e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
