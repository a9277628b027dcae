package org.hearhear.it;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A moment by which something must have happened, and the only place of these tests that waits.
 * Promises to return as soon as the thing happens and to fail with its name when it does not; does
 * not stop a call that is itself stuck. Safe for all threads.
 */
public final class Deadline {
  /** How long a test waits for one thing that takes milliseconds on an idle machine. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Duration whole;
  private final long endNanos;

  private Deadline(Duration whole) {
    this.whole = whole;
    this.endNanos = System.nanoTime() + whole.toNanos();
  }

  public static Deadline in(Duration duration) {
    return new Deadline(duration);
  }

  public static Deadline soon() {
    return in(PATIENCE);
  }

  public boolean isPast() {
    return remaining().isZero();
  }

  /** What is left, never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /** Lets the time pass; for what is spread over time, and not to wait for anything. */
  public void pass() {
    while (!isPast()) {
      LockSupport.parkNanos(remaining().toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted("nothing");
      }
    }
  }

  /** Asks again and again until the answer is yes; for what cannot tell us by itself. */
  public void until(String what, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      failIfPast(what);
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(what);
      }
    }
  }

  public <T> T take(BlockingQueue<T> queue, String what) {
    try {
      @Nullable T taken = queue.poll(remaining().toNanos(), TimeUnit.NANOSECONDS);
      if (taken == null) {
        throw missed(what);
      }
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(what);
    }
  }

  public <T> T get(CompletableFuture<T> future, String what) {
    try {
      return future.get(remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw missed(what);
    } catch (ExecutionException e) {
      throw new AssertionError(what + " failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(what);
    }
  }

  /** Waits for the end of {@code process}, but no longer than one polling pause. */
  boolean sawExit(Process process) {
    try {
      Duration pause = remaining().compareTo(PAUSE) < 0 ? remaining() : PAUSE;
      return process.waitFor(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted("the process's end");
    }
  }

  private void failIfPast(String what) {
    if (isPast()) {
      throw missed(what);
    }
  }

  private AssertionError missed(String what) {
    return new AssertionError("Not within " + whole.toMillis() + " ms: " + what);
  }

  private static IllegalStateException interrupted(String what) {
    return new IllegalStateException("Interrupted while waiting for " + what);
  }
}
