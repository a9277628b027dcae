package org.hearhear.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A vote log as a server would write it, with hashes and header that fit whatever its entries say;
 * entries need not make sense.
 */
final class WrittenLog {
  static final String HOUR = "2026-11-24T12Z";

  private static final int VALUE = 4;

  private final long item;
  private final List<String> unhashed = new ArrayList<>();

  WrittenLog(long item) {
    this.item = item;
  }

  /** The same item with other entries, each without its hash. */
  WrittenLog with(List<String> entries) {
    WrittenLog other = new WrittenLog(item);
    other.unhashed.addAll(entries);
    return other;
  }

  /** The pseudonym of the voter with this number in the log of an item. */
  static String voter(long item, int number) {
    return sha256("voter " + number + " of item " + item);
  }

  WrittenLog vote(int voter, int value) {
    return add("vote", voter(item, voter), value, "-");
  }

  WrittenLog moved(int voter, int value, long from) {
    return moved(voter, value, from, voter);
  }

  WrittenLog moved(int voter, int value, long from, int voterThere) {
    return add("moved", voter(item, voter), value, from + ":" + voter(from, voterThere));
  }

  WrittenLog merged(long into) {
    return add("merged", "-", 0, Long.toString(into));
  }

  WrittenLog add(String kind, String voter, int value, String origin) {
    unhashed.add(
        String.join(
            " ",
            Integer.toString(unhashed.size() + 1),
            HOUR,
            kind,
            voter,
            Integer.toString(value),
            origin));
    return this;
  }

  /** The entries without their hashes. */
  List<String> unhashed() {
    return List.copyOf(unhashed);
  }

  /** The entries as they stand in the file. */
  List<String> entries() {
    List<String> entries = new ArrayList<>();
    String hash = "0".repeat(64);
    for (String entry : unhashed) {
      hash = sha256(hash + " " + item + " " + entry);
      entries.add(entry + " " + hash);
    }
    return entries;
  }

  String hash(int n) {
    String entry = n == 0 ? "0".repeat(64) : entries().get(n - 1);
    return entry.substring(entry.length() - 64);
  }

  String receipt(int n) {
    return n + ":" + hash(n);
  }

  long count(int value) {
    Map<String, Integer> last = new HashMap<>();
    for (String entry : unhashed) {
      String[] fields = entry.split(" ", -1);
      last.put(fields[VALUE - 1], Integer.valueOf(fields[VALUE]));
    }
    return last.values().stream().filter(each -> each == value).count();
  }

  String text() {
    return text(entries());
  }

  /** The header of this log over other entries. */
  String text(List<String> entries) {
    List<String> lines = new ArrayList<>();
    lines.add("hearhear-votes 1");
    lines.add("item " + item);
    lines.add("up " + count(1));
    lines.add("down " + count(-1));
    lines.add("entries " + unhashed.size());
    lines.add("head " + hash(unhashed.size()));
    lines.addAll(entries);
    return String.join("\n", lines) + "\n";
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
