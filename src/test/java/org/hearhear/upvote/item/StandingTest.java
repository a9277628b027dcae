package org.hearhear.upvote.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.hearhear.wire.ItemId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What items are ranked by, compared with values worked out by hand from the formulas. */
class StandingTest {
  private static final long TENFOLD_SECONDS = 45_000;
  private static final long HOT_UNIT = 10_000_000;
  private static final double BEST_UNIT = 1e9;
  private static final long NOW_SECONDS = 1_795_000_000;
  private static final long MOST = Long.MAX_VALUE / 2;
  private static final double OLDEST = Instant.MAX.getEpochSecond() / (double) TENFOLD_SECONDS;

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "3, 0, 3", "3, 5, -2", "0, 7, -7", "7, 7, 0"})
  void scoreIsWhatIsForItLessWhatIsAgainstIt(long up, long down, long score) {
    assertThat(standing(up, down, NOW_SECONDS).score()).isEqualTo(score);
  }

  /** {@code sign(score) * log10(max(|score|, 1)) + seconds / 45000}, in ten-millionths. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "1, 0, 0, 0",
    "0, 1, 0, 0",
    "10, 0, 0, 10000000",
    "100, 0, 0, 20000000",
    "0, 1000, 0, -30000000",
    "2, 0, 0, 3010300",
    "60, 10, 0, 16989700",
    "0, 0, 45000, 10000000",
    "0, 0, 22500, 5000000",
    "10, 0, 45000, 20000000",
    "0, 10, 90000, 10000000",
    "1000, 0, 1795000000, 398918888889",
    "0, 0, -45000, -10000000"
  })
  void hotIsTheMagnitudeOfTheScoreAndTheAge(long up, long down, long seconds, long hot) {
    assertThat(standing(up, down, seconds).hot()).isEqualTo(hot);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 10, 123, 99_999})
  void tenTimesTheScoreMakesUpForTwelveAndAHalfHours(long score) {
    long older = standing(10 * score, 0, NOW_SECONDS).hot();
    long younger = standing(score, 0, NOW_SECONDS + TENFOLD_SECONDS).hot();

    assertThat(older).isCloseTo(younger, within(1L)); // Both are rounded.
  }

  @ParameterizedTest
  @ValueSource(longs = {-1_000, -1, 0, 1, 5, 1_000})
  void ageShiftsEveryScoreByTheSame(long score) {
    long before = ofScore(score, NOW_SECONDS).hot();
    long after = ofScore(score, NOW_SECONDS + 9_000).hot();

    assertThat(after - before).isCloseTo(HOT_UNIT / 5, within(1L));
  }

  @Test
  void higherScoreIsHotterAtTheSameAge() {
    List<Long> hot =
        List.of(-1_000L, -11L, -10L, -2L, 0L, 2L, 10L, 11L, 1_000L).stream()
            .map(score -> ofScore(score, NOW_SECONDS).hot())
            .toList();

    assertThat(hot).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void hotKnowsTheScoreAndNotHowManyVotesMadeIt() {
    assertThat(standing(1_010, 1_000, NOW_SECONDS).hot())
        .isEqualTo(standing(10, 0, NOW_SECONDS).hot());
  }

  /** With nobody against it the bound is n / (n + z²), and with nobody for it 0. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 0, 0.206549",
    "2, 0, 0.342380",
    "10, 0, 0.722467",
    "100, 0, 0.963007",
    "0, 1, 0",
    "0, 10, 0",
    "1, 1, 0.094531",
    "5, 5, 0.236593",
    "60, 40, 0.502003",
    "1, 99, 0.001767"
  })
  void bestIsTheLowerBoundOfWilsonsInterval(long up, long down, double bound) {
    assertThat(best(up, down) / BEST_UNIT).isCloseTo(bound, within(0.000_001));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "3, 1", "1, 3"})
  void moreVotesOfTheSameShareAreBetter(long up, long down) {
    for (long times = 1; times < 100_000; times *= 10) {
      assertThat(best(10 * times * up, 10 * times * down))
          .isGreaterThan(best(times * up, times * down));
    }
  }

  @Test
  void voteForItMakesItBetterAndVoteAgainstItWorse() {
    for (long up = 1; up < 30; up++) {
      for (long down = 0; down < 30; down++) {
        assertThat(best(up + 1, down)).isGreaterThan(best(up, down));
        assertThat(best(up, down + 1)).isLessThan(best(up, down));
      }
    }
  }

  /** What is no number would be rounded to 0, and what is beyond all numbers to the largest. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0",
    "0, 1",
    "1, 1",
    "1000000000000, 0",
    "0, 1000000000000",
    "1000000000000, 1",
    "1, 1000000000000"
  })
  void boundIsAtLeastNothingAndAtMostTheShare(long up, long down) {
    double share = up + down == 0 ? 0 : (double) up / (up + down);

    assertThat(best(up, down)).isBetween(0L, Math.round(share * BEST_UNIT));
  }

  @Test
  void noNumberIsTooLarge() {
    Standing most = standing(MOST, 0, Instant.MAX.getEpochSecond());
    Standing least = standing(0, MOST, Instant.MIN.getEpochSecond());
    Standing both = standing(MOST, MOST, 0);

    assertThat(most.score()).isEqualTo(MOST);
    assertThat(most.best()).isEqualTo((long) BEST_UNIT);
    assertThat(most.hot()).isEqualTo(Math.round((Math.log10((double) MOST) + OLDEST) * HOT_UNIT));
    assertThat(least.score()).isEqualTo(-MOST);
    assertThat(least.best()).isZero();
    assertThat(least.hot()).isLessThan(0).isGreaterThan(Long.MIN_VALUE);
    assertThat(both.score()).isZero();
    assertThat(both.hot()).isZero();
    assertThat(both.best() / BEST_UNIT).isCloseTo(0.5, within(0.000_001));
  }

  private static long best(long up, long down) {
    return standing(up, down, NOW_SECONDS).best();
  }

  private static Standing ofScore(long score, long seconds) {
    return standing(Math.max(score, 0), Math.max(-score, 0), seconds);
  }

  private static Standing standing(long up, long down, long seconds) {
    return Standing.of(new Tally(new ItemId(1), up, down, 1), Instant.ofEpochSecond(seconds));
  }
}
