package org.hearhear.upvote.burst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hearhear.config.Settings;
import org.hearhear.live.Newcomers;
import org.hearhear.live.Participant;
import org.hearhear.live.TestNode;
import org.hearhear.metrics.Metrics;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.UpvoteWorld;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.LoginId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted, when it is written, and what is kept of it, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BurstsTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:42.500Z");
  private static final Instant MINUTE_OF_START = Instant.parse("2026-11-22T10:00:00Z");

  private final UpvoteWorld world;
  private final TestNode node = new TestNode();
  private final Metrics metrics = new Metrics();
  private final BurstStore store = new BurstStore();
  private final Bursts bursts;
  private Instant now = START;
  private BoardId board = new BoardId(1);
  private ItemId item = new ItemId(1);

  BurstsTest(TestDatabase kind) {
    world = new UpvoteWorld(kind.open(Map.of()));
    Settings settings =
        Settings.of(Map.of("hearhear.burst.votes", "5", "hearhear.burst.days", "2"));
    bursts =
        new Bursts(
            settings,
            world.database(),
            store,
            node.background(),
            new Newcomers(settings, () -> now),
            metrics,
            () -> now);
  }

  @BeforeEach
  void post() {
    board = world.board("");
    item = world.post("ada", board);
  }

  @AfterEach
  void close() {
    node.close();
    world.close();
  }

  @Test
  void manyVotesAreWrittenWhenTheirWindowIsOver() {
    vote(item, 3, "192.0.2.1");
    vote(item, 2, "192.0.2.2");
    bursts.voted(item, newcomer("192.0.2.2"));
    pass(Duration.ofSeconds(59));
    bursts.write();
    assertThat(written()).isEmpty();
    pass(Duration.ofSeconds(1));

    bursts.write();
    bursts.write();

    assertThat(written()).containsExactly(new Burst(item, MINUTE_OF_START, 6, 2, 3, 1));
    assertThat(metrics.scrape()).contains("hearhear_bursts_total 1.0");
  }

  @Test
  void fewVotesAreForgotten() {
    vote(item, 4, "192.0.2.1");
    pass(Duration.ofMinutes(1));
    vote(item, 4, "192.0.2.1");
    pass(Duration.ofMinutes(1));

    bursts.write();

    assertThat(written()).isEmpty();
    assertThat(metrics.scrape()).contains("hearhear_bursts_total 0.0");
  }

  @Test
  void nextVoteEndsAWindowThatIsOver() {
    vote(item, 5, "192.0.2.1");
    pass(Duration.ofMinutes(1));
    vote(item, 7, "192.0.2.1");

    bursts.write();

    assertThat(written()).containsExactly(new Burst(item, MINUTE_OF_START, 5, 1, 5, 0));
  }

  @Test
  void windowEndsAlthoughTheClockWasPutBack() {
    vote(item, 5, "192.0.2.1");
    pass(Duration.ofHours(-1));

    bursts.write();

    assertThat(written()).hasSize(1);
  }

  @Test
  void itemsAreApartAndMoreOfThemAreNotCounted() {
    for (long id = 1; id <= Bursts.ITEMS_MAX; id++) {
      bursts.voted(new ItemId(1_000_000 + id), old("192.0.2.1"));
    }
    vote(item, 7, "192.0.2.1");
    pass(Duration.ofMinutes(1));
    bursts.write();
    assertThat(written()).isEmpty();
    assertThat(metrics.scrape()).contains("hearhear_bursts_uncounted_total 7.0");

    vote(item, 5, "192.0.2.1");
    pass(Duration.ofMinutes(1));
    bursts.write();

    assertThat(written()).hasSize(1);
  }

  @Test
  void votesFromMoreAddressesThanAreToldApartCount() {
    for (int i = 0; i < Bursts.ADDRESSES_MAX + 10; i++) {
      vote(item, 1, "address " + i);
    }
    vote(item, 1, "address 0");
    pass(Duration.ofMinutes(1));

    bursts.write();

    assertThat(written())
        .containsExactly(
            new Burst(
                item, MINUTE_OF_START, Bursts.ADDRESSES_MAX + 11, Bursts.ADDRESSES_MAX, 2, 0));
  }

  @Test
  void addressesOfAllItemsTogetherAreBoundedAndForgotten() {
    int items = Bursts.ADDRESSES_OF_ALL_MAX / Bursts.ADDRESSES_MAX;
    for (int i = 0; i < items; i++) {
      for (int address = 0; address < Bursts.ADDRESSES_MAX; address++) {
        bursts.voted(new ItemId(1_000_000 + i), old("address " + address));
      }
    }
    vote(item, 5, "192.0.2.1");
    pass(Duration.ofMinutes(1));
    bursts.write();
    vote(item, 5, "192.0.2.1");
    pass(Duration.ofMinutes(1));
    bursts.write();

    assertThat(written()).extracting(Burst::addresses).containsExactly(1, 0);
  }

  @Test
  void whatCannotBeWrittenIsWrittenLater() {
    vote(item, 5, "192.0.2.1");
    pass(Duration.ofMinutes(1));
    sql("ALTER TABLE vote_burst RENAME TO away");
    assertThatThrownBy(bursts::write).isInstanceOf(RuntimeException.class);
    sql("ALTER TABLE away RENAME TO vote_burst");

    bursts.write();

    assertThat(written()).hasSize(1);
  }

  @Test
  void oldOnesAreDeletedInSteps() {
    for (int i = 0; i < 3; i++) {
      vote(item, 5, "192.0.2.1");
      pass(Duration.ofMinutes(1));
    }
    bursts.write();
    assertThat(bursts.deleteOld(10)).isZero();
    pass(Duration.ofDays(2).minusMinutes(2));

    assertThat(bursts.deleteOld(1)).isEqualTo(1);
    assertThat(bursts.deleteOld(10)).isEqualTo(1);

    assertThat(written()).hasSize(1);
  }

  @Test
  void pagesAreTheNewestFirstAndOfOneBoard() {
    ItemId other = world.post("ada", world.board(""));
    for (ItemId each : List.of(item, other, item)) {
      vote(each, 5, "192.0.2.1");
      pass(Duration.ofMinutes(1));
      bursts.write();
    }

    List<BurstStore.Recorded> all = page(Long.MAX_VALUE, 10);
    assertThat(all).extracting(each -> each.burst().item()).containsExactly(item, item);
    assertThat(all.get(0).id()).isGreaterThan(all.get(1).id());
    assertThat(page(Long.MAX_VALUE, 1)).containsExactly(all.get(0));
    assertThat(page(all.get(0).id(), 10)).containsExactly(all.get(1));
  }

  private void vote(ItemId on, int times, String address) {
    for (int i = 0; i < times; i++) {
      bursts.voted(on, old(address));
    }
  }

  private static Participant old(String address) {
    return new Participant(new AccountId(1), new LoginId(1), Instant.EPOCH, address);
  }

  private static Participant newcomer(String address) {
    return new Participant(new AccountId(2), new LoginId(2), START, address);
  }

  private List<Burst> written() {
    return page(Long.MAX_VALUE, 10).stream().map(BurstStore.Recorded::burst).toList();
  }

  private List<BurstStore.Recorded> page(long before, int limit) {
    return world.database().inTransaction(handle -> store.page(handle, board, before, limit));
  }

  private void sql(String statement) {
    world.database().useTransaction(handle -> handle.execute(statement));
  }

  private void pass(Duration passed) {
    now = now.plus(passed);
  }
}
