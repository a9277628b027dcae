package org.hearhear.live;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hearhear.config.Settings;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The few threads that read from the database for connections, so that the server's threads never
 * wait for it. The reads of one connection run one after the other, in order. Safe for all threads.
 */
@Singleton
public class Reads {
  private static final System.Logger LOG = System.getLogger(Reads.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Settings settings;
  private final Duration waitMax;
  private final ThreadFactory threads;

  /** Null before {@link #start}. */
  private volatile @Nullable ThreadPoolExecutor pool;

  @Inject
  public Reads(Settings settings, ThreadFactory threads) {
    this.settings = settings;
    // A read that waits for its turn and then for a connection ends within two of those waits.
    this.waitMax = settings.get(Settings.DATABASE_WAIT).dividedBy(2);
    this.threads = threads;
  }

  public void start() {
    int count = settings.get(Settings.READERS);
    pool =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.get(Settings.READER_QUEUE)),
            work -> {
              Thread thread = threads.newThread(work);
              thread.setName("hearhear-reader");
              return thread;
            });
  }

  public void stop() {
    if (pool != null) {
      pool.shutdown();
    }
  }

  /**
   * Carries out a command that reads. The work answers it; when it fails, or has waited for too
   * long to be of use, the command is refused.
   *
   * @throws Refusal {@code unavailable} when too many reads wait
   */
  void submit(Connection connection, ReadQueue queue, Command command, Runnable work) {
    long since = System.nanoTime();
    if (queue.add(() -> answer(connection, command, inTime(since, work)))) {
      try {
        execute(() -> runNext(queue));
      } catch (Refusal full) {
        queue.finish();
        throw full;
      }
    }
  }

  /**
   * Runs work that belongs to no connection.
   *
   * @throws Refusal {@code unavailable} when too many reads wait
   */
  void execute(Runnable work) {
    ThreadPoolExecutor started = pool;
    try {
      if (started != null) {
        started.execute(() -> guarded(work));
        return;
      }
    } catch (RejectedExecutionException full) {
      // Answered below.
    }
    throw Refusal.retry(
        ErrorCode.UNAVAILABLE, "The server has more to read than it can; try again.", RETRY);
  }

  /** Runs the connection's next read, and goes to the end of the queue if there are more. */
  private void runNext(ReadQueue queue) {
    queue.running().run();
    if (queue.finish()) {
      try {
        execute(() -> runNext(queue));
      } catch (Refusal full) {
        runNext(queue); // It was accepted once.
      }
    }
  }

  /** When the database is away, who comes later would wait for all those before him as well. */
  private Runnable inTime(long since, Runnable work) {
    return () -> {
      if (System.nanoTime() - since > waitMax.toNanos()) {
        throw Refusal.retry(
            ErrorCode.UNAVAILABLE, "The server has not come to read it in time; try again.", RETRY);
      }
      work.run();
    };
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error failure) {
      LOG.log(WARNING, "A read failed", failure);
    }
  }

  private static void answer(Connection connection, Command command, Runnable work) {
    try {
      work.run();
    } catch (Refusal refusal) {
      connection.refuse(command, refusal);
    } catch (RuntimeException | Error failure) {
      LOG.log(WARNING, "Could not answer " + command.type(), failure);
      connection.refuse(
          command,
          Refusal.retry(
              ErrorCode.UNAVAILABLE, "The server could not read it now; try again.", RETRY));
    }
  }
}
