package org.hearhear.upvote.item;

import java.util.OptionalInt;

/**
 * What a board allows.
 *
 * @param mayPost who may put items on it
 * @param mayVote who may vote on them
 * @param voters who is told who voted
 * @param budget how many votes a person may have out at once on items that take votes; empty for
 *     any number
 * @param downvotes whether one may vote against an item
 * @param selfVotes whether one may vote for an item of one's own
 * @param foreignItems whether the first vote on a key of the host application makes an item of it
 * @param workflow the states of its items
 */
public record BoardRules(
    Who mayPost,
    Who mayVote,
    Who voters,
    OptionalInt budget,
    boolean downvotes,
    boolean selfVotes,
    boolean foreignItems,
    Workflow workflow) {

  /** What holds on a board that was made without further words. */
  public static final BoardRules USUAL =
      new BoardRules(
          Who.EVERYONE,
          Who.EVERYONE,
          Who.NOBODY,
          OptionalInt.empty(),
          false,
          false,
          false,
          Workflow.USUAL);
}
