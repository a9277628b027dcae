package org.hearhear.upvote.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.live.TestNode;
import org.hearhear.metrics.Metrics;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.UpvoteWorld;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the recount finds, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RecountTest {
  /** Of the log of each item. */
  private static final int ENTRIES = 4;

  private final UpvoteWorld world;
  private final TestNode node = new TestNode();
  private final Metrics metrics = new Metrics();
  private final List<Publication> told = new ArrayList<>();
  private final Recount recount;
  private ItemId item;

  RecountTest(TestDatabase kind) {
    world = new UpvoteWorld(kind.open(Map.of()));
    recount = recount(ENTRIES * 2);
    node.broker().subscribe(Subject.Kind.ITEM, (position, publication) -> told.add(publication));
  }

  private Recount recount(int entriesMax) {
    return new Recount(
        Settings.of(
            Map.of(
                "hearhear.recount.items",
                "2",
                "hearhear.recount.entries",
                Integer.toString(entriesMax))),
        world.database(),
        world.stores(),
        new RecountStore(),
        node.broker(),
        node.background(),
        metrics);
  }

  @BeforeEach
  void vote() {
    BoardId board = world.board("\"downvotes\":true");
    for (int i = 0; i < 4; i++) {
      voted(board);
    }
    item = voted(board);
  }

  private ItemId voted(BoardId board) {
    ItemId posted = world.post("ada", board);
    world.vote("grace", posted, 1);
    world.vote("joan", posted, -1);
    world.vote("joan", posted, 1);
    world.vote("mary", posted, -1);
    return posted;
  }

  @AfterEach
  void close() {
    node.close();
    world.close();
  }

  @Test
  void rightCountsAreLeftAlone() {
    recount.run();

    assertThat(metrics.scrape())
        .contains("hearhear_recount_items_total 5.0")
        .contains("hearhear_recount_mended_total 0.0")
        .contains("hearhear_recount_log_mismatches_total 0.0")
        .doesNotContain("hearhear_recount_last_run_seconds 0.0");
    assertThat(told).isEmpty();
  }

  @Test
  void wrongCounterIsMendedAndTold() {
    write("UPDATE item SET up = 7 WHERE id = " + item);

    recount.run();
    recount.run();

    assertThat(world.counts(item)).containsExactly(2L, 1L);
    assertThat(metrics.scrape()).contains("hearhear_recount_mended_total 1.0");
    assertThat(told).hasSize(1);
    world.vote("linus", item, 1);
    world.assertEverythingHolds();
  }

  @Test
  void logThatGivesAnotherCountIsReportedAndNotChanged() {
    write("UPDATE vote_log SET value = 1 WHERE n = 4 AND item_id = " + item);
    String before = world.log(item);

    recount.run();

    assertThat(metrics.scrape())
        .contains("hearhear_recount_mended_total 0.0")
        .contains("hearhear_recount_log_mismatches_total 1.0");
    assertThat(world.log(item)).isEqualTo(before);
    assertThat(world.verify(item)).startsWith("1 ").contains("4");
  }

  @Test
  void entryThatIsMissingIsReported() {
    write("DELETE FROM vote_log WHERE n = 2 AND item_id = " + item);

    recount.run();

    assertThat(metrics.scrape()).contains("hearhear_recount_log_mismatches_total 1.0");
  }

  @Test
  void longLogIsReadInSeveralQueriesAndGivesTheSame() {
    for (int entriesMax = 1; entriesMax <= ENTRIES + 1; entriesMax++) {
      recount(entriesMax).run();
    }

    assertThat(metrics.scrape())
        .contains("hearhear_recount_items_total 25.0")
        .contains("hearhear_recount_mended_total 0.0")
        .contains("hearhear_recount_log_mismatches_total 0.0")
        .contains("hearhear_recount_failures_total 0.0");
  }

  @Test
  void whatIsWrongIsFoundInALongLog() {
    write("UPDATE item SET up = 7 WHERE id = " + item);
    recount(3).run();
    assertThat(world.counts(item)).containsExactly(2L, 1L);
    assertThat(metrics.scrape()).contains("hearhear_recount_log_mismatches_total 0.0");

    write("UPDATE vote_log SET value = 1 WHERE n = 4 AND item_id = " + item);
    recount(3).run();
    assertThat(metrics.scrape()).contains("hearhear_recount_log_mismatches_total 1.0");

    write("UPDATE vote_log SET value = -1, n = 5 WHERE n = 4 AND item_id = " + item);
    recount(3).run();
    assertThat(metrics.scrape()).contains("hearhear_recount_log_mismatches_total 2.0");

    write("UPDATE vote_log SET n = 4 WHERE n = 5 AND item_id = " + item);
    recount(3).run();
    assertThat(metrics.scrape()).contains("hearhear_recount_log_mismatches_total 2.0");
  }

  @Test
  void pageThatFailsIsPassedOverAndTold() {
    write("ALTER TABLE vote_log RENAME TO lost_log");

    recount.run();

    assertThat(metrics.scrape())
        .contains("hearhear_recount_failures_total 3.0")
        .contains("hearhear_recount_items_total 0.0")
        .contains("hearhear_recount_last_run_seconds 0.0");
    write("ALTER TABLE lost_log RENAME TO vote_log");
    recount.run();
    assertThat(metrics.scrape())
        .contains("hearhear_recount_items_total 5.0")
        .doesNotContain("hearhear_recount_last_run_seconds 0.0");
  }

  private void write(String sql) {
    world.database().useTransaction(handle -> handle.execute(sql));
  }
}
