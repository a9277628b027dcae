package org.hearhear.upvote.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hearhear.config.Settings;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.UpvoteWorld;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.Standing;
import org.hearhear.upvote.item.Tally;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders, and the versions that they are read in, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RankingsTest {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** Enough items for a plan to matter. */
  private static final int MANY = 20_000;

  private final TestDatabase kind;
  private final UpvoteWorld world;
  private final BoardId board;
  private final AtomicLong nanoTime = new AtomicLong();
  private final Rankings rankings;

  RankingsTest(TestDatabase kind) {
    this.kind = kind;
    world = new UpvoteWorld(kind.open(Map.of()));
    board = world.board("\"downvotes\":true");
    rankings = rankings(Map.of());
  }

  private Rankings rankings(Map<String, String> settings) {
    return new Rankings(Settings.of(settings), world.database(), new RankingStore(), nanoTime::get);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void topCountsVotesForAndAgainst() {
    ItemId divisive = item(20, 12);
    ItemId liked = item(9, 0);
    ItemId disliked = item(0, 3);
    ItemId unnoticed = item(0, 0);

    assertThat(order(Order.TOP)).containsExactly(liked, divisive, unnoticed, disliked);
  }

  @Test
  void bestIsTheShareOfVotesForAnItemAsFarAsTheirNumberBearsItOut() {
    ItemId one = item(1, 0);
    ItemId most = item(30, 15);
    ItemId nearlyAll = item(9, 1);
    ItemId none = item(0, 0);

    assertThat(order(Order.BEST)).containsExactly(nearlyAll, most, one, none);
  }

  @Test
  void tenTimesTheVotesMakeUpForTwelveAndAHalfHours() {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    Duration age = Duration.ofMinutes(750);
    ItemId fresh = item(10, 0, now);
    ItemId older = item(100, 0, now.minus(age).minusSeconds(1));
    ItemId olderWithMore = item(101, 0, now.minus(age));
    ItemId freshDisliked = item(0, 10, now);

    assertThat(order(Order.HOT)).containsExactly(olderWithMore, fresh, older, freshDisliked);
  }

  @Test
  void activeIsWhatWasVotedOnOrChangedLast() {
    ItemId first = world.post("ada", board);
    ItemId second = world.post("ada", board);
    ItemId third = world.post("ada", board);

    assertThat(order(Order.ACTIVE)).containsExactly(third, second, first);

    world.vote("grace", first, 1);
    world.ok("ada", "edit", "\"item\":\"" + second + "\",\"text\":\"Better\"");

    pass(INTERVAL);
    assertThat(order(Order.ACTIVE)).containsExactly(second, first, third);
  }

  @Test
  void amongEqualsTheNewestIsFirst() {
    ItemId older = item(3, 0);
    ItemId newer = item(3, 0);

    assertThat(order(Order.TOP)).containsExactly(newer, older);
    assertThat(order(Order.BEST)).containsExactly(newer, older);
  }

  @Test
  void goneItemsAndThoseOfOtherBoardsAreNotRanked() {
    ItemId there = item(1, 0);
    ItemId gone = item(5, 0);
    world.ok("ada", "withdraw", "\"item\":\"" + gone + "\"");
    BoardId other = world.board("");
    world.post("ada", other);

    for (Order order : Order.values()) {
      assertThat(order(order)).as("%s", order).containsExactly(there);
    }
  }

  @Test
  void pagesOfAVersionStayAsTheyWereHoweverPeopleVote() {
    List<ItemId> items = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      items.add(item(10 - i, 0));
    }
    RankingVersion first = rankings.take(top(), Optional.empty());
    List<ItemId> seen = new ArrayList<>(first.page(0, 4));

    count(items.get(9), 100, 0);
    pass(INTERVAL);
    RankingVersion newest = rankings.take(top(), Optional.empty());
    seen.addAll(rankings.take(top(), Optional.of(first.name())).page(4, 4));
    seen.addAll(rankings.take(top(), Optional.of(first.name())).page(8, 4));

    assertThat(seen).containsExactlyElementsOf(items);
    assertThat(newest.name()).isNotEqualTo(first.name());
    assertThat(newest.page(0, 2)).containsExactly(items.get(9), items.get(0));
  }

  @Test
  void pageBehindTheEndIsEmpty() {
    item(1, 0);

    assertThat(rankings.take(top(), Optional.empty()).page(1, 50)).isEmpty();
    assertThat(rankings.take(top(), Optional.empty()).page(Integer.MAX_VALUE, 50)).isEmpty();
  }

  @Test
  void rankingIsReadOnceInAnInterval() {
    ItemId low = item(1, 0);
    ItemId high = item(2, 0);
    assertThat(order(Order.TOP)).containsExactly(high, low);

    count(low, 3, 0);

    pass(INTERVAL.minusNanos(1));
    assertThat(order(Order.TOP)).containsExactly(high, low);
    pass(Duration.ofNanos(1));
    assertThat(order(Order.TOP)).containsExactly(low, high);
  }

  @Test
  void sameOrderHasTheSameVersionOnEveryNode() {
    item(1, 0);
    ItemId high = item(2, 0);
    RankingVersion here = rankings.take(top(), Optional.empty());

    RankingVersion there = rankings(Map.of()).take(top(), Optional.of(here.name()));

    assertThat(there.page(0, 1)).containsExactly(high);
  }

  @Test
  void versionThatIsNotKnownIsAConflict() {
    ItemId low = item(1, 0);
    item(2, 0);
    String before = rankings.take(top(), Optional.empty()).name();
    count(low, 3, 0);

    Rankings afterARestart = rankings(Map.of());

    assertConflict(() -> afterARestart.take(top(), Optional.of(before)));
    assertConflict(() -> rankings.take(top(), Optional.of("0123456789abcdef")));
    assertConflict(() -> rankings.take(new Ranking(board, Order.HOT), Optional.of(before)));
  }

  private static void assertConflict(ThrowingCallable taking) {
    assertThatThrownBy(taking)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT));
  }

  @Test
  void rankingEndsAtItsLimit() {
    for (int i = 0; i < 101; i++) {
      item(i, 0);
    }

    RankingVersion first =
        rankings(Map.of("hearhear.ranking.items", "100")).take(top(), Optional.empty());

    assertThat(first.size()).isEqualTo(100);
    assertThat(first.page(99, 50)).hasSize(1);
  }

  @Test
  void postgresqlReadsEveryOrderByAnIndexThatHasIt() {
    assumeThat(kind).isEqualTo(TestDatabase.POSTGRESQL);
    world
        .database()
        .useTransaction(
            handle -> {
              handle.execute(
                  "INSERT INTO item (board_id, title, body, state, up, down, rev, created_at,"
                      + " edition, activity, score, hot, best) SELECT ?, 'Much', '', 'open', 0, 0,"
                      + " 1, current_timestamp, x, x, mod(x * 7919, 1000), mod(x * 7907, 1000),"
                      + " mod(x * 7901, 1000) FROM generate_series(1, ?) AS numbers (x)",
                  board.value(),
                  MANY);
              handle.execute("ANALYZE");
            });

    for (Order order : Order.values()) {
      assertThat(plan(order))
          .as("%s", order)
          .contains("Index Scan Backward using item_")
          .doesNotContain("Sort");
    }
  }

  private String plan(Order order) {
    String statement =
        RankingStore.query(order).replace(":board", board.toString()).replace(":limit", "10000");
    return world
        .database()
        .inTransaction(
            handle ->
                String.join(
                    "\n", handle.createQuery("EXPLAIN " + statement).mapTo(String.class).list()));
  }

  private List<ItemId> order(Order order) {
    return rankings.take(new Ranking(board, order), Optional.empty()).page(0, 100);
  }

  private Ranking top() {
    return new Ranking(board, Order.TOP);
  }

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  private ItemId item(long up, long down) {
    return item(up, down, Instant.now());
  }

  private ItemId item(long up, long down, Instant createdAt) {
    ItemId item = world.post("ada", board);
    count(item, up, down, createdAt);
    return item;
  }

  private void count(ItemId item, long up, long down) {
    count(item, up, down, Instant.now());
  }

  /** Counts as they are stored with votes. */
  private void count(ItemId item, long up, long down, Instant createdAt) {
    Tally tally = new Tally(item, up, down, 2);
    world
        .database()
        .useTransaction(
            handle -> {
              Pipeline pipeline = new Pipeline(handle);
              world
                  .stores()
                  .items()
                  .update(
                      pipeline,
                      List.of(
                          new ItemStore.Counts(
                              tally,
                              Standing.of(tally, createdAt),
                              new ItemStore.LogHead(0, "0".repeat(64)))));
              pipeline.run();
            });
  }
}
