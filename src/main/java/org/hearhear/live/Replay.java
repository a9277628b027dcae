package org.hearhear.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Payload;

/**
 * The durable events of accounts, read from the database: what this package needs from above it, to
 * bring a connection up to date and to fill what a lost hint has left open. Safe for all threads;
 * both methods wait for the database and throw what it throws.
 */
public interface Replay {

  /** An event with its place in the account's log. */
  record Event(long n, Payload payload) {}

  /**
   * For each account a page of the events behind a position, in order and without a gap; empty when
   * there are none. An account of which the events behind its position are no longer kept is not in
   * the answer.
   */
  Map<AccountId, List<Event>> after(Map<AccountId, Long> positions);

  /** Where the logs of these accounts stand. */
  Map<AccountId, Long> heads(Collection<AccountId> accounts);
}
