package org.hearhear.upvote.ranking;

import java.util.Locale;
import java.util.stream.Stream;
import org.hearhear.upvote.item.Standing;
import org.hearhear.wire.Refusal;

/**
 * By what a board's items are ranked; the formulas are in {@link Standing}. Among equals the newest
 * comes first. The order {@code new} is none of these: ids do not change, so it needs no versions.
 */
public enum Order {
  /** Most votes for it less votes against it. */
  TOP(0),
  /** The same, but with ten times the votes an item is ahead of others only for 12.5 hours. */
  HOT(1),
  /** The share of votes for it, as far as their number bears that out: not the same as many. */
  BEST(2),
  /** The last vote on it or change of it. */
  ACTIVE(3);

  private final int number;

  Order(int number) {
    this.number = number;
  }

  /** Tells it apart from the others in numbers; stays the same. */
  int number() {
    return number;
  }

  static Order numbered(int number) {
    return Stream.of(values()).filter(order -> order.number == number).findFirst().orElseThrow();
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Throws {@code bad_request} for anything but one of the names. */
  public static Order parse(String name) {
    for (Order order : values()) {
      if (order.wireName().equals(name)) {
        return order;
      }
    }
    throw Refusal.badRequest(
        "'order' must be 'top', 'hot', 'best' or 'active'; 'items' has 'new', too.");
  }
}
