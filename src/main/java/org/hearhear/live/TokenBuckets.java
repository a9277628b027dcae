package org.hearhear.live;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Token buckets by key: each holds a burst and is refilled at a rate. A full bucket is as good as
 * none, so full ones are forgotten; when too many are not full, newcomers are refused until some
 * are. Safe for all threads.
 */
public final class TokenBuckets<K> {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double SECONDS_PER_MINUTE = 60;

  private final int burst;
  private final double perNano;
  private final int bucketsMax;
  private final LongSupplier nanoTime;
  private final Map<K, Level> levels = new ConcurrentHashMap<>();

  private record Level(double tokens, long at) {}

  /** Buckets on the clock {@code nanoTime}. */
  public TokenBuckets(int burst, int perSecond, int bucketsMax, LongSupplier nanoTime) {
    this(burst, perSecond / NANOS_PER_SECOND, bucketsMax, nanoTime);
  }

  private TokenBuckets(int burst, double perNano, int bucketsMax, LongSupplier nanoTime) {
    this.burst = burst;
    this.perNano = perNano;
    this.bucketsMax = bucketsMax;
    this.nanoTime = nanoTime;
  }

  public TokenBuckets(int burst, int perSecond, int bucketsMax) {
    this(burst, perSecond, bucketsMax, System::nanoTime);
  }

  /** Buckets for what is rare: so many at once, and as many come back in a minute. */
  public static <K> TokenBuckets<K> perMinute(int tokens, int bucketsMax) {
    return perMinute(tokens, bucketsMax, System::nanoTime);
  }

  /** Likewise, on the clock {@code nanoTime}. */
  static <K> TokenBuckets<K> perMinute(int tokens, int bucketsMax, LongSupplier nanoTime) {
    return new TokenBuckets<>(
        tokens, tokens / SECONDS_PER_MINUTE / NANOS_PER_SECOND, bucketsMax, nanoTime);
  }

  /** Takes a token; when there is none, returns how long until there is. */
  public Optional<Duration> take(K key) {
    return take(key, 1);
  }

  /**
   * Takes some tokens at once, or none; when there are not enough, returns how long until there
   * are. What costs more than a full bucket takes a full one: it is slow, and not impossible.
   */
  public Optional<Duration> take(K key, int cost) {
    if (levels.size() >= bucketsMax && !levels.containsKey(key)) {
      return Optional.of(Duration.ofSeconds(1));
    }
    int wanted = Math.min(cost, burst);
    long now = nanoTime.getAsLong();
    Duration[] wait = {null};
    levels.compute(
        key,
        (same, level) -> {
          double tokens = level == null ? burst : refilled(level, now);
          if (tokens < wanted) {
            wait[0] = Duration.ofNanos((long) Math.ceil((wanted - tokens) / perNano));
            return new Level(tokens, now);
          }
          return new Level(tokens - wanted, now);
        });
    return Optional.ofNullable(wait[0]);
  }

  /** Drops the buckets that are full again; for a timer to call, for it looks at all of them. */
  public void forgetFull() {
    long now = nanoTime.getAsLong();
    levels.values().removeIf(level -> refilled(level, now) >= burst);
  }

  private double refilled(Level level, long now) {
    return Math.min(burst, level.tokens + (now - level.at) * perNano);
  }
}
