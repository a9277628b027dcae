package org.hearhear.live;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.hearhear.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The few threads for work that nobody waits for and that comes again: comparisons, gaps, upkeep.
 * Apart from {@link Reads}, so that neither holds up the other. Safe for all threads.
 */
@Singleton
public class Background {
  private static final System.Logger LOG = System.getLogger(Background.class.getName());

  private final Settings settings;
  private final Clock clock;
  private final ThreadFactory threads;

  /** Null before {@link #start}. Its queue holds each task once at most. */
  private volatile @Nullable ExecutorService executor;

  @Inject
  public Background(Settings settings, Clock clock, ThreadFactory threads) {
    this.settings = settings;
    this.clock = clock;
    this.threads = threads;
  }

  public void start() {
    executor =
        Executors.newFixedThreadPool(
            settings.get(Settings.BACKGROUND),
            work -> {
              Thread thread = threads.newThread(work);
              thread.setName("hearhear-background");
              return thread;
            });
  }

  /** Begins nothing more; what runs comes to its end. */
  public void stop() {
    if (executor != null) {
      executor.shutdown();
    }
  }

  /** Some work; it runs when it is asked for. A failure is logged and does not end it. */
  public Task task(String name, Runnable work) {
    return new Task(name, work);
  }

  /** Some work that runs now and again, and whenever it is asked for; the clock has started. */
  public Task every(Duration interval, String name, Runnable work) {
    Task task = task(name, work);
    clock.every(interval, task::runSoon);
    return task;
  }

  /** Some work, never done twice at the same time. Safe for all threads. */
  public final class Task {
    private final String name;
    private final Runnable work;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.IDLE);

    private Task(String name, Runnable work) {
      this.name = name;
      this.work = work;
    }

    /**
     * Runs the work as soon as there is a thread for it. If it waits already, that is enough; if it
     * runs, it runs once more, for it may have passed what it is now wanted for.
     */
    public void runSoon() {
      Stage before =
          stage.getAndUpdate(now -> now == Stage.RUNNING ? Stage.RUNNING_WANTED_AGAIN : waits(now));
      if (before == Stage.IDLE) {
        execute();
      }
    }

    private static Stage waits(Stage now) {
      return now == Stage.IDLE ? Stage.WAITING : now;
    }

    private void execute() {
      ExecutorService started = executor;
      try {
        if (started != null) {
          started.execute(this::run);
          return;
        }
      } catch (RejectedExecutionException stopped) {
        LOG.log(DEBUG, name + " came after the end", stopped);
      }
      stage.set(Stage.IDLE);
    }

    private void run() {
      stage.set(Stage.RUNNING);
      try {
        work.run();
      } catch (RuntimeException | Error failure) {
        LOG.log(WARNING, name + " failed, and is left for the next time", failure);
      }
      if (!stage.compareAndSet(Stage.RUNNING, Stage.IDLE)) {
        stage.set(Stage.WAITING);
        execute();
      }
    }
  }

  private enum Stage {
    IDLE,
    WAITING,
    RUNNING,
    RUNNING_WANTED_AGAIN
  }
}
