package org.hearhear.upvote.vote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.hearhear.storage.Database;
import org.hearhear.storage.Pipeline;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * Forgets whose votes some votes are: they still count, under the pseudonyms that the logs have for
 * them, and the keys of those are destroyed. So counts and logs stay as they are and hold. The
 * account is disabled before, so that it casts no vote meanwhile; a vote that was under way then
 * may still be written, and is forgotten later. Safe for all threads.
 */
@Singleton
public class Erasure {
  private static final int VOTES_AT_ONCE = 500;
  private static final int ACCOUNTS_AT_ONCE = 100;

  private final Database database;
  private final UpvoteStores stores;

  @Inject
  public Erasure(Database database, UpvoteStores stores) {
    this.database = database;
    this.stores = stores;
  }

  /** Forgets an account's votes and commands; returns how many votes. May be done again. */
  int erase(AccountId account) {
    database.useTransaction(handle -> mark(handle, account));
    return eraseAll(account);
  }

  /** Forgets what votes that were under way have left since; returns how many votes. */
  public int eraseLeft() {
    int all = 0;
    List<AccountId> accounts;
    do {
      accounts =
          database.inTransaction(handle -> stores.votes().votersToErase(handle, ACCOUNTS_AT_ONCE));
      all += accounts.stream().mapToInt(this::eraseAll).sum();
    } while (accounts.size() == ACCOUNTS_AT_ONCE);
    return all;
  }

  private int eraseAll(AccountId account) {
    int all = 0;
    int erased;
    do {
      erased = database.inTransaction(handle -> eraseSome(handle, account));
      all += erased;
    } while (erased > 0);
    // Replies to votes are kept for repeats; they name entries of logs.
    database.useTransaction(handle -> stores.applied().deleteOf(handle, account));
    return all;
  }

  private void mark(Handle handle, AccountId id) {
    if (stores.accounts().find(handle, id).isEmpty()) {
      throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such account.");
    }
    if (!stores.accounts().markVoterErased(handle, id)) {
      throw Refusal.of(
          ErrorCode.CONFLICT, "Disable the account first, so that it casts no more votes.");
    }
  }

  private int eraseSome(Handle handle, AccountId account) {
    List<ItemId> items = stores.votes().votedOn(handle, account, VOTES_AT_ONCE);
    if (!items.isEmpty()) {
      Pipeline pipeline = new Pipeline(handle);
      stores.items().lock(pipeline, items);
      pipeline.run();
      stores.votes().forgetVoter(handle, account, items);
    }
    return items.size();
  }
}
