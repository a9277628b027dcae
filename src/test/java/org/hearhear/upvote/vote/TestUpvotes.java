package org.hearhear.upvote.vote;

import java.util.Map;
import org.hearhear.account.AccountStore;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Broker;
import org.hearhear.journal.AppliedStore;
import org.hearhear.live.Background;
import org.hearhear.live.Clock;
import org.hearhear.live.Newcomers;
import org.hearhear.metrics.Metrics;
import org.hearhear.storage.Database;
import org.hearhear.upvote.burst.BurstStore;
import org.hearhear.upvote.burst.Bursts;
import org.hearhear.upvote.item.BoardStore;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.VoteStore;
import org.hearhear.wire.AccountId;

/** What writes upvotes, put together as the container does it. */
public final class TestUpvotes {
  private TestUpvotes() {}

  public static UpvoteStores stores(AccountStore accounts) {
    return new UpvoteStores(
        accounts,
        new BoardStore(),
        new ItemStore(),
        new VoteStore(),
        new VoteLogStore(),
        new AppliedStore());
  }

  public static UpvoteLedger ledger(UpvoteStores stores, Broker broker) {
    return new UpvoteLedger(
        stores, new Changes(stores, new ModerationStore()), broker, idle(Settings.of(Map.of())));
  }

  /** Counts, and writes nothing. */
  private static Bursts idle(Settings settings) {
    return new Bursts(
        settings,
        new Database(settings),
        new BurstStore(),
        new Background(settings, new Clock(Thread::new), Thread::new),
        new Newcomers(settings),
        new Metrics());
  }

  public static Founding founding(Database database, UpvoteStores stores) {
    return new Founding(database, stores);
  }

  public static int erase(Database database, UpvoteStores stores, AccountId account) {
    return new Erasure(database, stores).erase(account);
  }

  public static int eraseLeft(Database database, UpvoteStores stores) {
    return new Erasure(database, stores).eraseLeft();
  }
}
