package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hearhear.account.AccountStore;
import org.hearhear.journal.AppliedStore;

/** The stores that a batch of votes and posts writes to. */
@Singleton
public class UpvoteStores {
  private final AccountStore accounts;
  private final ItemStore items;
  private final VoteStore votes;
  private final AppliedStore applied;

  @Inject
  public UpvoteStores(
      AccountStore accounts, ItemStore items, VoteStore votes, AppliedStore applied) {
    this.accounts = accounts;
    this.items = items;
    this.votes = votes;
    this.applied = applied;
  }

  AccountStore accounts() {
    return accounts;
  }

  ItemStore items() {
    return items;
  }

  VoteStore votes() {
    return votes;
  }

  AppliedStore applied() {
    return applied;
  }
}
