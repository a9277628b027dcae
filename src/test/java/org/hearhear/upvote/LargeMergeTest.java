package org.hearhear.upvote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearhear.upvote.UpvoteWorld.ballot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.vote.UpvoteResult;
import org.hearhear.upvote.vote.UpvoteWrite;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Merges an item into another, both with more votes than are moved with one statement, half of them
 * of the same people. {@code -Dhearhear.merge.votes=10000} for a measurement.
 */
class LargeMergeTest {
  private static final Logger LOG = System.getLogger(LargeMergeTest.class.getName());

  private static final int VOTES = Integer.getInteger("hearhear.merge.votes", 2_200);
  private static final int BATCH = 500;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void everyVoteIsCountedOnce(TestDatabase kind) {
    try (UpvoteWorld world = new UpvoteWorld(kind.open(Map.of()))) {
      List<String> people = IntStream.range(0, VOTES * 3 / 2).mapToObj(i -> "p" + i).toList();
      world.populate(people);
      BoardId board = world.board("");
      ItemId from = world.post("mod", board);
      ItemId into = world.post("mod", board);
      voteFor(world, from, people.subList(0, VOTES));
      voteFor(world, into, people.subList(VOTES / 2, people.size()));

      long beganAt = System.nanoTime();
      world.ok("mod", "merge", "\"item\":\"" + from + "\",\"into\":\"" + into + "\"");
      Duration took = Duration.ofNanos(System.nanoTime() - beganAt);

      LOG.log(
          Level.INFO,
          "{0}: an item with {1} votes was merged into one with {2} in {3} ms",
          kind,
          VOTES,
          people.size() - VOTES / 2,
          took.toMillis());
      assertThat(world.counts(into)).containsExactly((long) people.size(), 0L);
      assertThat(world.counts(from)).containsExactly((long) VOTES, 0L);
      world.assertEverythingHolds();
    }
  }

  private static void voteFor(UpvoteWorld world, ItemId item, List<String> voters) {
    for (int i = 0; i < voters.size(); i += BATCH) {
      List<UpvoteWrite> batch = new ArrayList<>();
      for (String voter : voters.subList(i, Math.min(voters.size(), i + BATCH))) {
        batch.add(world.write(voter, "vote", ballot(item, 1)));
      }
      assertThat(world.apply(batch)).hasOnlyElementsOfType(UpvoteResult.Counted.class);
    }
  }
}
