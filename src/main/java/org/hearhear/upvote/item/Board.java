package org.hearhear.upvote.item;

import java.time.Instant;
import java.util.Optional;
import org.hearhear.wire.BoardId;

/**
 * A place for items, with its rules.
 *
 * @param edition grows with every change of it
 * @param closed whether it was closed by hand
 */
public record Board(
    BoardId id,
    long edition,
    String title,
    String description,
    BoardRules rules,
    boolean closed,
    Optional<Instant> opensAt,
    Optional<Instant> closesAt) {

  /** Whether it takes posts and votes at a time. */
  public boolean isOpen(Instant at) {
    return !closed
        && opensAt.filter(at::isBefore).isEmpty()
        && closesAt.filter(end -> !at.isBefore(end)).isEmpty();
  }

  /** The same board, closed by hand or not. */
  public Board withClosed(boolean byHand) {
    return new Board(id, edition, title, description, rules, byHand, opensAt, closesAt);
  }
}
