package org.hearhear.upvote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearhear.upvote.UpvoteWorld.ballot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.vote.UpvoteResult;
import org.hearhear.upvote.vote.UpvoteWrite;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.ItemId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Random commands beside the simplest model of what they lead to, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UpvoteModelTest {
  private static final int ROUNDS = 60;
  private static final int PEOPLE = 6;
  private static final int BUDGET = 3;

  private final UpvoteWorld world;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<ItemId> items = new ArrayList<>();

  /** What each person has voted on each item. */
  private final Map<ItemId, Map<String, Integer>> votes = new HashMap<>();

  /** A command that was said, and what it does to the model when it is done. */
  private record Said(UpvoteWrite write, Runnable effect) {}

  UpvoteModelTest(TestDatabase kind) {
    world = new UpvoteWorld(kind.open(Map.of()));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void countsRowsLogsAndModelAgree() {
    BoardId board = world.board("\"downvotes\":true,\"selfVotes\":true,\"budget\":" + BUDGET);
    for (int i = 0; i < 8; i++) {
      items.add(world.post(person(), board));
    }
    List<Said> earlier = new ArrayList<>();

    for (int round = 0; round < ROUNDS; round++) {
      List<Said> batch = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        boolean repeats = !earlier.isEmpty() && random.nextInt(6) == 0;
        batch.add(repeats ? earlier.get(random.nextInt(earlier.size())) : said());
      }
      earlier.addAll(batch);
      List<UpvoteResult> results = world.apply(batch.stream().map(Said::write).toList());
      for (int i = 0; i < batch.size(); i++) {
        if (results.get(i) instanceof UpvoteResult.Counted
            || results.get(i) instanceof UpvoteResult.Changed) {
          batch.get(i).effect.run();
        }
      }
      assertAgreement();
    }
    world.assertEverythingHolds();
  }

  private Said said() {
    ItemId item = items.get(random.nextInt(items.size()));
    String named = "\"item\":\"" + item + "\"";
    return switch (random.nextInt(20)) {
      case 0 -> changing("state", named + ",\"state\":\"" + anyState() + "\"", () -> {});
      case 1 -> changing("hide", named, () -> {});
      case 2 -> changing("unhide", named, () -> {});
      case 3 -> {
        ItemId into = items.get(random.nextInt(items.size()));
        yield changing("merge", named + ",\"into\":\"" + into + "\"", () -> unite(item, into));
      }
      default -> {
        String who = person();
        int value = random.nextInt(3) - 1;
        yield new Said(
            world.write(who, "vote", ballot(item, value)), () -> of(item).put(who, value));
      }
    };
  }

  private Said changing(String type, String fields, Runnable effect) {
    return new Said(world.write("mod", type, fields), effect);
  }

  private void unite(ItemId from, ItemId into) {
    of(from)
        .forEach(
            (who, value) -> {
              if (value != 0 && of(into).getOrDefault(who, 0) == 0) {
                of(into).put(who, value);
              }
            });
  }

  private void assertAgreement() {
    for (ItemId id : items) {
      assertThat(world.counts(id))
          .as("item %s, seed %d", id, seed)
          .containsExactly(count(id, 1), count(id, -1));
    }
  }

  private long count(ItemId item, int value) {
    return of(item).values().stream().filter(each -> each == value).count();
  }

  private Map<String, Integer> of(ItemId item) {
    return votes.computeIfAbsent(item, unseen -> new HashMap<>());
  }

  private String anyState() {
    return random.nextBoolean() ? "open" : "done";
  }

  private String person() {
    return "person" + random.nextInt(PEOPLE);
  }
}
