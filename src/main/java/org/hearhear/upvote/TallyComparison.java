package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Background;
import org.hearhear.live.Connection;
import org.hearhear.live.Hub;
import org.hearhear.storage.Database;
import org.hearhear.upvote.item.Tally;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.upvote.item.VoteStore;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ItemId;

/**
 * Compares the tallies that were sent with the database, now and again, and sends what is newer: so
 * a hint that was lost delays a count, or somebody's own vote, and does not leave it wrong. Safe
 * for all threads.
 */
@Singleton
public class TallyComparison {
  private final Settings settings;
  private final Database database;
  private final UpvoteStores stores;
  private final Hub hub;
  private final TallyFeed feed;
  private final Background background;

  @Inject
  public TallyComparison(
      Settings settings,
      Database database,
      UpvoteStores stores,
      Hub hub,
      TallyFeed feed,
      Background background) {
    this.settings = settings;
    this.database = database;
    this.stores = stores;
    this.hub = hub;
    this.feed = feed;
    this.background = background;
  }

  /** Begins; the clock and the background have been started. */
  public void start() {
    background.every(settings.get(Settings.COMPARISON), "The comparison of tallies", this::compare);
  }

  void compare() {
    List<ItemId> watched = new ArrayList<>();
    for (Subject item : hub.followed(Subject.Kind.ITEM)) {
      watched.add(new ItemId(item.id()));
    }
    feed.forgetAllBut(watched);
    int most = settings.get(Settings.COMPARED_ITEMS);
    for (int from = 0; from < watched.size(); from += most) {
      compare(watched.subList(from, Math.min(watched.size(), from + most)));
    }
  }

  private void compare(List<ItemId> watched) {
    List<Tally> news =
        database.inTransaction(handle -> stores.items().tallies(handle, watched)).stream()
            .filter(tally -> feed.isNews(tally.item(), tally.rev()))
            .toList();
    if (!news.isEmpty()) {
      // A client that has the tally must not wait any longer for its own part in it.
      tellVoters(news.stream().map(Tally::item).toList());
      news.forEach(tally -> feed.take(tally.item(), tally.rev(), UpvotePayloads.tally(tally)));
    }
  }

  private void tellVoters(List<ItemId> items) {
    Set<AccountId> watchers = new HashSet<>();
    for (ItemId item : items) {
      hub.followers(Subject.item(item)).forEach(watcher -> watchers.add(watcher.account()));
    }
    database
        .inTransaction(handle -> stores.votes().counted(handle, items, watchers))
        .forEach(this::tellVoter);
  }

  private void tellVoter(VoteStore.Counted vote) {
    ItemId item = vote.id().item();
    for (Connection watcher : hub.followers(Subject.item(item))) {
      if (watcher.account().equals(vote.id().account())) {
        watcher.event(UpvotePayloads.mine(item, vote.value(), vote.rev()));
      }
    }
  }
}
