package org.hearhear.it.fault;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Items' votes as one person's client knows them: the tally and the own vote of each, by the
 * highest {@code rev}. Not thread-safe.
 */
public final class Votes {
  private record Tally(int up, int down, long rev) {}

  private record Mine(int value, long rev) {}

  private final SortedMap<String, Tally> tallies =
      new TreeMap<>(Comparator.comparing(Long::valueOf));
  private final SortedMap<String, Mine> mine = new TreeMap<>(Comparator.comparing(Long::valueOf));

  void forget() {
    tallies.clear();
    mine.clear();
  }

  /** Takes whatever tells of an item's tally. */
  void tally(String item, JsonObject state) {
    Tally told = new Tally(state.getInt("up"), state.getInt("down"), rev(state));
    tallies.merge(item, told, (known, next) -> next.rev > known.rev ? next : known);
  }

  /** Takes whatever tells of one's own vote, which is its {@code value}. */
  void mine(String item, int value, long rev) {
    mine.merge(item, new Mine(value, rev), (known, next) -> next.rev > known.rev ? next : known);
  }

  long rev(String item) {
    Tally known = tallies.get(item);
    return known == null ? 0 : known.rev;
  }

  int up(String item) {
    return tallies.getOrDefault(item, new Tally(0, 0, 0)).up;
  }

  int down(String item) {
    return tallies.getOrDefault(item, new Tally(0, 0, 0)).down;
  }

  int mine(String item) {
    return mine.getOrDefault(item, new Mine(0, 0)).value;
  }

  /** The same for whoever knows the same. The revision of one's own vote is nobody's concern. */
  public String json() {
    JsonArrayBuilder all = Wire.JSON.createArrayBuilder();
    for (Map.Entry<String, Tally> each : tallies.entrySet()) {
      Tally tally = each.getValue();
      all.add(
          Wire.JSON
              .createObjectBuilder()
              .add("item", each.getKey())
              .add("up", tally.up)
              .add("down", tally.down)
              .add("rev", tally.rev)
              .add("mine", mine(each.getKey())));
    }
    return all.build().toString();
  }

  static long rev(JsonObject state) {
    return state.getJsonNumber("rev").longValue();
  }
}
