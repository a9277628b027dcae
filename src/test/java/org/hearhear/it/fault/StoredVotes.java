package org.hearhear.it.fault;

/**
 * What a fresh fetch has found.
 *
 * @param account whose view
 * @param votes the tallies, and the account's own votes
 */
public record StoredVotes(String account, Votes votes) {
  /** Fetches it. */
  public static StoredVotes fetch(Address upvote) {
    return Visitor.votes(upvote);
  }

  /** The revision of an item's tally. */
  public long rev(String item) {
    return votes.rev(item);
  }
}
