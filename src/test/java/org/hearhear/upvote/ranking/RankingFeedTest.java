package org.hearhear.upvote.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.hearhear.config.Settings;
import org.hearhear.live.Peer;
import org.hearhear.live.TestNode;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.UpvoteWorld;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told of a new version, and of which. */
class RankingFeedTest {
  private final UpvoteWorld world = new UpvoteWorld(TestDatabase.H2.open(Map.of()));
  private final TestNode node = new TestNode();
  private final Settings settings = Settings.of(Map.of());
  private final AtomicLong nanoTime = new AtomicLong();
  private final Rankings rankings =
      new Rankings(settings, world.database(), new RankingStore(), nanoTime::get);
  private final RankingFeed feed =
      new RankingFeed(settings, rankings, node.hub(), node.background());
  private final BoardId board = world.board("");
  private final Ranking top = new Ranking(board, Order.TOP);
  private final ItemId older = world.post("ada", board);
  private final ItemId newer = world.post("ada", board);

  @AfterEach
  void close() {
    node.close();
    world.close();
  }

  @Test
  void watcherIsToldOfAnotherOrderOnce() {
    Peer watcher = peer();
    RankingVersion before = feed.watch(watcher.connection(), top);
    world.vote("grace", older, 1);

    feed.round();
    feed.round();

    JsonObject event = watcher.next();
    assertThat(event.getString("type")).isEqualTo("ranking");
    assertThat(event.getString("board")).isEqualTo(board.toString());
    assertThat(event.getString("order")).isEqualTo("top");
    assertThat(event.getString("version")).isNotEqualTo(before.name());
    assertThat(rankings.take(top, Optional.of(event.getString("version"))).page(0, 2))
        .containsExactly(older, newer);
    assertReadEverything(watcher);
  }

  @Test
  void votesThatLeaveTheOrderAsItIsAreNoNews() {
    Peer watcher = peer();
    feed.watch(watcher.connection(), top);
    world.vote("grace", newer, 1);

    feed.round();

    assertReadEverything(watcher);
  }

  @Test
  void watcherOfAnotherOrderIsNotTold() {
    Peer watcher = peer();
    Peer other = peer();
    feed.watch(watcher.connection(), top);
    feed.watch(other.connection(), new Ranking(world.board(""), Order.TOP));
    world.vote("grace", older, 1);

    feed.round();

    watcher.next();
    assertReadEverything(other);
  }

  @Test
  void versionThatOnlyAReaderHasSeenIsToldToTheWatchers() {
    Peer watcher = peer();
    feed.watch(watcher.connection(), top);
    world.vote("grace", older, 1);
    nanoTime.addAndGet(settings.get(Settings.RANKING_INTERVAL).toNanos());
    RankingVersion read = rankings.take(top, Optional.empty());

    feed.round();

    assertThat(watcher.next().getString("version")).isEqualTo(read.name());
  }

  @Test
  void whoNoLongerWatchesIsNotTold() {
    Peer watcher = peer();
    feed.watch(watcher.connection(), top);
    node.hub().unfollow(watcher.connection(), top.subject());
    world.vote("grace", older, 1);

    feed.round();

    assertReadEverything(watcher);
  }

  @Test
  void whoComesBackToWatchStartsWithTheNewest() {
    Peer watcher = peer();
    RankingVersion before = feed.watch(watcher.connection(), top);
    node.end(watcher);
    world.vote("grace", older, 1);
    nanoTime.addAndGet(settings.get(Settings.RANKING_INTERVAL).toNanos());
    feed.round();

    assertThat(feed.watch(peer().connection(), top).name()).isNotEqualTo(before.name());
  }

  private Peer peer() {
    return node.connect(new AccountId(1)).greeted();
  }

  private static void assertReadEverything(Peer peer) {
    assertThat(peer.events()).isEmpty();
    assertThat(peer.hasReadEverything()).isTrue();
  }
}
