package org.hearhear.upvote.vote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hearhear.account.AccountStore;
import org.hearhear.journal.AppliedStore;
import org.hearhear.upvote.item.BoardStore;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.VoteStore;

/** The stores that upvotes are written to. */
@Singleton
public class UpvoteStores {
  private final AccountStore accounts;
  private final BoardStore boards;
  private final ItemStore items;
  private final VoteStore votes;
  private final VoteLogStore logs;
  private final AppliedStore applied;

  @Inject
  public UpvoteStores(
      AccountStore accounts,
      BoardStore boards,
      ItemStore items,
      VoteStore votes,
      VoteLogStore logs,
      AppliedStore applied) {
    this.accounts = accounts;
    this.boards = boards;
    this.items = items;
    this.votes = votes;
    this.logs = logs;
    this.applied = applied;
  }

  public AccountStore accounts() {
    return accounts;
  }

  public BoardStore boards() {
    return boards;
  }

  public ItemStore items() {
    return items;
  }

  public VoteStore votes() {
    return votes;
  }

  public VoteLogStore logs() {
    return logs;
  }

  AppliedStore applied() {
    return applied;
  }
}
