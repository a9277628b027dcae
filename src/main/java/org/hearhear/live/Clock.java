package org.hearhear.live;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread for everything that happens by time; the servers' own timers are shared and few. Its
 * tasks must be quick and never wait for a peer or the database. Safe for all threads.
 */
@Singleton
public class Clock {
  private static final System.Logger LOG = System.getLogger(Clock.class.getName());

  private final ThreadFactory threads;

  /** Null before {@link #start}. */
  private volatile @Nullable ScheduledThreadPoolExecutor executor;

  @Inject
  public Clock(ThreadFactory threads) {
    this.threads = threads;
  }

  public void start() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = threads.newThread(work);
              thread.setName("hearhear-clock");
              return thread;
            });
  }

  public void stop() {
    if (executor != null) {
      executor.shutdownNow();
    }
  }

  /** Runs a task now and again; a failure is logged and does not end it. */
  public void every(Duration interval, Runnable task) {
    long nanos = interval.toNanos();
    var unused = // Its failures are logged, and it ends with the clock.
        started().scheduleWithFixedDelay(guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Runs a task once; not at all when the clock is stopped before. */
  public void once(Duration delay, Runnable task) {
    try {
      var unused = started().schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopped) {
      LOG.log(DEBUG, "A timed task came after the end", stopped);
    }
  }

  private ScheduledThreadPoolExecutor started() {
    ScheduledThreadPoolExecutor started = executor;
    if (started == null) {
      throw new IllegalStateException("The clock has not been started.");
    }
    return started;
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error failure) {
        LOG.log(ERROR, "A timed task failed", failure);
      }
    };
  }
}
