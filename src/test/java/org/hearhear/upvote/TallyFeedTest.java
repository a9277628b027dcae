package org.hearhear.upvote;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Peer;
import org.hearhear.live.TestNode;
import org.hearhear.upvote.item.Tally;
import org.hearhear.upvote.item.UpvotePayloads;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ItemId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many votes arrive, a watcher gets the newest tallies in one frame now and then. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TallyFeedTest {
  private static final int INTERVAL_MILLIS = 300;
  private static final ItemId ONE = new ItemId(1);
  private static final ItemId OTHER = new ItemId(2);

  private final TestNode node = new TestNode();
  private final TallyFeed feed =
      new TallyFeed(
          Settings.of(Map.of("hearhear.tally.interval", Integer.toString(INTERVAL_MILLIS))),
          node.broker(),
          node.hub(),
          TestNode.THREADS);

  @AfterEach
  void stop() {
    feed.stop();
    node.close();
  }

  @Test
  void newestTalliesOfAllItemsComeInOneFrame() {
    Peer watcher = watcher(ONE, OTHER);
    for (int rev = 1; rev <= 100; rev++) {
      publish(ONE, rev);
      publish(OTHER, rev);
    }

    feed.start();

    assertThat(watcher.nextFrame())
        .extracting(tally -> tally.getString("item") + " at " + tally.getInt("rev"))
        .containsExactlyInAnyOrder("1 at 100", "2 at 100");
    assertThat(watcher.events()).isEmpty();
  }

  @Test
  void olderTallyNeverReplacesANewerOne() {
    Peer watcher = watcher(ONE);
    publish(ONE, 7);
    publish(ONE, 6);

    feed.start();

    assertThat(watcher.next().getInt("rev")).isEqualTo(7);
  }

  @Test
  void watcherGetsWhatHeWatchesOnly() {
    Peer watcher = watcher(OTHER);
    Peer nobody = node.connect(new AccountId(3)).greeted();
    publish(ONE, 1);
    publish(OTHER, 2);

    feed.start();

    assertThat(watcher.next().getString("item")).isEqualTo("2");
    assertThat(watcher.events()).isEmpty();
    assertThat(nobody.events()).isEmpty();
  }

  @Test
  void secondRoundWaitsForItsTime() {
    Peer watcher = watcher(ONE);
    long begin = System.nanoTime();
    feed.start();
    publish(ONE, 1);
    assertThat(watcher.next().getInt("rev")).isEqualTo(1);
    publish(ONE, 2);
    publish(ONE, 3);

    JsonObject second = watcher.next();

    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
        .isGreaterThanOrEqualTo(INTERVAL_MILLIS);
    assertThat(second.getInt("rev")).isEqualTo(3);
  }

  @Test
  void interruptDoesNotEndTheFeed() {
    Peer watcher = watcher(ONE);
    Thread[] thread = {new Thread(() -> {})};
    TallyFeed interrupted =
        new TallyFeed(
            Settings.of(Map.of("hearhear.tally.interval", "10")),
            node.broker(),
            node.hub(),
            work -> {
              thread[0] = TestNode.THREADS.newThread(work);
              return thread[0];
            });
    interrupted.start();

    thread[0].interrupt();
    publish(ONE, 1);

    assertThat(watcher.next().getInt("rev")).isEqualTo(1);
    interrupted.stop();
  }

  private Peer watcher(ItemId... items) {
    Peer watcher = node.connect(new AccountId(1)).greeted();
    for (ItemId item : items) {
      node.hub().follow(watcher.connection(), Subject.item(item));
    }
    return watcher;
  }

  private void publish(ItemId item, long rev) {
    node.broker()
        .publish(
            new Publication(
                List.of(new Position(Subject.item(item), rev)),
                UpvotePayloads.tally(new Tally(item, rev, 0, rev))));
  }
}
