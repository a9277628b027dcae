package org.hearhear.upvote.item;

import java.time.Instant;

/**
 * What an item is ranked by, as whole numbers, so that an order is the same wherever it is
 * computed.
 *
 * @param score votes for it less votes against it
 * @param hot the score's magnitude and the item's age: ten times the score makes up for 45,000
 *     seconds (12.5 hours); the formula of <a
 *     href="https://github.com/reddit-archive/reddit/blob/master/r2/r2/lib/db/_sorts.pyx">Reddit</a>,
 *     in 10<sup>-7</sup>
 * @param best the lower bound of <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson's
 *     score interval</a> (1927) at 95 % for the share of votes that are for it, in 10<sup>-9</sup>
 */
public record Standing(long score, long hot, long best) {
  private static final double HOT_SECONDS = 45_000;
  private static final double HOT_UNIT = 1e7;

  /** The quantile of the normal distribution for 95 %, two-sided. */
  private static final double Z = 1.959964;

  private static final double BEST_UNIT = 1e9;

  public static Standing of(Tally tally, Instant createdAt) {
    long score = tally.up() - tally.down();
    return new Standing(score, hot(score, createdAt), best(tally.up(), tally.down()));
  }

  private static long hot(long score, Instant createdAt) {
    double magnitude = Math.log10((double) Math.max(Math.abs(score), 1));
    return Math.round(
        (Long.signum(score) * magnitude + createdAt.getEpochSecond() / HOT_SECONDS) * HOT_UNIT);
  }

  private static long best(long up, long down) {
    double n = (double) up + down;
    if (n == 0) {
      return 0;
    }
    double share = up / n;
    double spread = Z * Math.sqrt((share * (1 - share) + Z * Z / (4 * n)) / n);
    return Math.round((share + Z * Z / (2 * n) - spread) / (1 + Z * Z / n) * BEST_UNIT);
  }
}
