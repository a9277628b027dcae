package org.hearhear.upvote.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.hearhear.wire.BoardId;
import org.junit.jupiter.api.Test;

/** What is forgotten when too much is kept. */
class KeptVersionsTest {
  private static final int ITEMS_MAX = 10;

  private final KeptVersions kept = new KeptVersions(ITEMS_MAX);

  @Test
  void leastRecentlyUsedVersionIsForgottenFirst() {
    RankingVersion first = version(1, 4);
    RankingVersion second = version(2, 4);
    kept.keep(first);
    kept.keep(second);
    kept.find(first.name());

    kept.keep(version(3, 4));

    assertThat(kept.find(first.name())).contains(first);
    assertThat(kept.find(second.name())).isEmpty();
  }

  @Test
  void versionThatIsKeptAgainCountsOnce() {
    RankingVersion first = version(1, 4);
    for (int i = 0; i < ITEMS_MAX; i++) {
      kept.keep(first);
    }

    kept.keep(version(2, 6));

    assertThat(kept.find(first.name())).contains(first);
  }

  @Test
  void versionThatIsLargerThanAllIsKeptAlone() {
    RankingVersion small = version(1, 4);
    RankingVersion large = version(2, ITEMS_MAX + 1);
    kept.keep(small);

    kept.keep(large);

    assertThat(kept.find(large.name())).contains(large);
    assertThat(kept.find(small.name())).isEmpty();
  }

  private static RankingVersion version(long board, int items) {
    List<Long> ids = LongStream.rangeClosed(1, items).boxed().toList();
    return new RankingVersion(new Ranking(new BoardId(board), Order.TOP), ids);
  }
}
