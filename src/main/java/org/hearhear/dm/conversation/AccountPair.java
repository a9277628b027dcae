package org.hearhear.dm.conversation;

import java.util.List;
import org.hearhear.wire.AccountId;

/**
 * The two people of a direct conversation, in order, so that there is one pair for both of them.
 */
public record AccountPair(AccountId low, AccountId high) implements Comparable<AccountPair> {

  public static AccountPair of(AccountId one, AccountId other) {
    return one.value() < other.value() ? new AccountPair(one, other) : new AccountPair(other, one);
  }

  public List<AccountId> both() {
    return List.of(low, high);
  }

  AccountId other(AccountId account) {
    return low.equals(account) ? high : low;
  }

  @Override
  public int compareTo(AccountPair other) {
    int byLow = Long.compare(low.value(), other.low.value());
    return byLow != 0 ? byLow : Long.compare(high.value(), other.high.value());
  }
}
