package org.hearhear.upvote.ranking;

import org.hearhear.fanout.Subject;
import org.hearhear.wire.BoardId;

/** A board's items in one of the orders. */
public record Ranking(BoardId board, Order order) {

  /** Room for the numbers of orders. */
  private static final int ORDERS = 8;

  /** What a connection follows that wants to know of new versions. */
  public Subject subject() {
    return Subject.ranking(board.value() * ORDERS + order.number());
  }

  static Ranking of(Subject subject) {
    return new Ranking(
        new BoardId(subject.id() / ORDERS), Order.numbered((int) (subject.id() % ORDERS)));
  }
}
