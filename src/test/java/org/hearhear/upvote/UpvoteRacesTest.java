package org.hearhear.upvote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hearhear.it.AtOnce;
import org.hearhear.it.Proof;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.vote.UpvoteResult;
import org.hearhear.upvote.vote.UpvoteWrite;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.ItemId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Votes and changes that contradict each other, in transactions at the same time. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UpvoteRacesTest {
  private static final int RACES = Proof.races();

  private final UpvoteWorld world;

  UpvoteRacesTest(TestDatabase kind) {
    world = new UpvoteWorld(kind.open(Map.of()));
  }

  @AfterEach
  void everythingHolds() {
    try (world) {
      world.assertEverythingHolds();
    }
  }

  @Test
  void budgetHoldsForVotesOnTwoItemsAtOnce() {
    BoardId board = world.board("\"budget\":1");
    ItemId one = world.post("ada", board);
    ItemId other = world.post("ada", board);
    for (int i = 0; i < RACES; i++) {
      UpvoteWrite first = world.write("grace", "vote", UpvoteWorld.ballot(one, 1));
      UpvoteWrite second = world.write("grace", "vote", UpvoteWorld.ballot(other, 1));

      List<UpvoteResult> results = AtOnce.all(() -> applied(first), () -> applied(second));

      assertThat(results).filteredOn(UpvoteResult.Counted.class::isInstance).hasSize(1);
      assertThat(results)
          .filteredOn(UpvoteResult.Refused.class::isInstance)
          .extracting(UpvoteRacesTest::code)
          .containsExactly(ErrorCode.QUOTA);
      world.vote("grace", one, 0);
      world.vote("grace", other, 0);
    }
  }

  @Test
  void nothingIsPostedAfterAClose() {
    for (int i = 0; i < RACES; i++) {
      BoardId board = world.board("");
      String on = "\"board\":\"" + board + "\"";
      UpvoteWrite post = world.write("ada", "post", on + ",\"title\":\"Late\"");
      UpvoteWrite close = world.write("mod", "close", on);

      List<UpvoteResult> results = AtOnce.all(() -> applied(post), () -> applied(close));

      UpvoteResult.Changed closed = (UpvoteResult.Changed) results.get(1);
      if (results.get(0) instanceof UpvoteResult.Posted posted) {
        assertThat(posted.item().edition()).isLessThan(closed.reply().getInt("edition"));
      } else {
        assertThat(code(results.get(0))).isEqualTo(ErrorCode.CLOSED);
        assertThat(world.items(board)).isEmpty();
      }
    }
  }

  @Test
  void voteOnAnItemThatIsMergedIsMovedOrRefused() {
    BoardId board = world.board("");
    for (int i = 0; i < RACES; i++) {
      ItemId from = world.post("ada", board);
      ItemId into = world.post("ada", board);
      UpvoteWrite merge =
          world.write("mod", "merge", "\"item\":\"" + from + "\",\"into\":\"" + into + "\"");
      UpvoteWrite onFrom = world.write("grace", "vote", UpvoteWorld.ballot(from, 1));
      UpvoteWrite onInto = world.write("joan", "vote", UpvoteWorld.ballot(into, 1));

      List<UpvoteResult> results =
          AtOnce.all(() -> applied(merge), () -> applied(onFrom), () -> applied(onInto));

      boolean moved = results.get(1) instanceof UpvoteResult.Counted;
      assertThat(world.counts(into)).containsExactly(moved ? 2L : 1L, 0L);
      if (!moved) {
        assertThat(code(results.get(1))).isEqualTo(ErrorCode.CLOSED);
      }
    }
  }

  @Test
  void firstVotesOnOneForeignKeyMakeOneItem() {
    BoardId board = world.board("\"foreignItems\":true");
    for (int i = 0; i < RACES; i++) {
      String ballot = "\"board\":\"" + board + "\",\"foreign\":\"page-" + i + "\",\"value\":1";
      UpvoteWrite first = world.write("grace", "vote", ballot);
      UpvoteWrite second = world.write("joan", "vote", ballot);

      AtOnce.all(() -> applied(first), () -> applied(second));

      List<ItemId> items = world.items(board);
      assertThat(items).hasSize(i + 1);
      assertThat(world.counts(items.get(i))).containsExactly(2L, 0L);
    }
  }

  /** A change in the same lane as votes waits for no lock that they hold. */
  @Test
  void changesBehindVotesOnEachOthersItemsDoNotDeadlock() {
    BoardId board = world.board("");
    ItemId one = world.post("ada", board);
    ItemId other = world.post("ada", board);
    for (int i = 0; i < RACES; i++) {
      List<UpvoteWrite> first = voteAndEdit(i, one, other);
      List<UpvoteWrite> second = voteAndEdit(i, other, one);

      List<List<UpvoteResult>> results =
          AtOnce.all(() -> world.apply(first), () -> world.apply(second));

      assertThat(results)
          .allSatisfy(each -> assertThat(each).noneMatch(UpvoteResult.Refused.class::isInstance));
    }
  }

  private List<UpvoteWrite> voteAndEdit(int round, ItemId voted, ItemId edited) {
    return List.of(
        world.write("grace", "vote", UpvoteWorld.ballot(voted, (round + 1) % 2)),
        world.write("ada", "edit", "\"item\":\"" + edited + "\",\"text\":\"" + round + "\""));
  }

  private UpvoteResult applied(UpvoteWrite write) {
    return world.apply(write).get(0);
  }

  private static ErrorCode code(UpvoteResult result) {
    return ((UpvoteResult.Refused) result).refusal().code();
  }
}
