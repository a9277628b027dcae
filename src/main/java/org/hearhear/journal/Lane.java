package org.hearhear.journal;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.storage.Fault;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One writer: a thread that commits what has gathered, and a thread that publishes what was
 * committed. An interrupt neither ends it nor loses a write: only {@link #stop} does.
 */
final class Lane<W, R> {
  private static final System.Logger LOG = System.getLogger(Lane.class.getName());
  private static final Duration RETRY_WHEN_AWAY = Duration.ofSeconds(2);

  private record Committed<W, R>(List<W> batch, List<R> results) {}

  private final String name;
  private final Database database;
  private final Ledger<W, R> ledger;
  private final int batchMax;
  private final int attemptsMax;
  private final Duration attemptsTime;
  private final Duration pause;
  private final Gathering<W> waiting;
  private final Gathering<Committed<W, R>> committed;

  /** Null before {@link #start}; afterwards never changed. */
  private volatile @Nullable Thread writer;

  private volatile @Nullable Thread publisher;

  Lane(String name, Settings settings, Database database, Ledger<W, R> ledger) {
    this.name = name;
    this.database = database;
    this.ledger = ledger;
    this.batchMax = settings.get(Settings.BATCH_WRITES);
    this.attemptsMax = settings.get(Settings.BATCH_ATTEMPTS);
    this.attemptsTime = settings.get(Settings.DATABASE_WAIT);
    this.pause = settings.get(Settings.BATCH_PAUSE);
    this.waiting = new Gathering<>(settings.get(Settings.LANE_QUEUE));
    this.committed = new Gathering<>(settings.get(Settings.UNPUBLISHED_BATCHES));
  }

  void start(ThreadFactory threads) {
    writer = started(threads, this::write, name + "-writer");
    publisher = started(threads, this::publish, name + "-publisher");
  }

  boolean offer(W write) {
    return waiting.offer(write);
  }

  /** What waits is still written: an operator's undeploy loses nothing that was accepted. */
  void stop() {
    waiting.close();
  }

  /** Waits for the threads until {@code deadline}, and refuses what they have not come to. */
  void join(long deadline) {
    join(writer, deadline);
    committed.close();
    join(publisher, deadline);
    for (W write : waiting.takeAll()) {
      guarded("refuse", () -> ledger.refuse(write, away()));
    }
  }

  private void write() {
    for (List<W> batch = next(); !batch.isEmpty(); batch = next()) {
      try {
        commit(batch);
      } catch (RuntimeException | Error failure) {
        // Whoever was not answered asks again; the lane goes on for all the others.
        LOG.log(ERROR, name + ": could not deal with a batch", failure);
      }
    }
  }

  private List<W> next() {
    return waiting.take(batchMax, ledger::standsAlone);
  }

  /**
   * Commits the batch, or refuses what cannot be committed. Contention and lost connections concern
   * the batch as a whole, and it runs again: what a lost commit had done is found by the keys. Any
   * other failure is some write's own, so halving finds it, and the others pass. Whoever waits for
   * an answer waits for as many attempts as fit into the time of one wait for a connection.
   */
  private void commit(List<W> batch) {
    long firstAttempt = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        List<R> results = database.inTransaction(handle -> ledger.apply(handle, batch));
        committed.put(new Committed<>(batch, results));
        return;
      } catch (RuntimeException | Error failure) {
        // A container interrupts the threads that it lent; the batch is not to blame.
        boolean interrupted = Thread.interrupted();
        Fault fault = Fault.of(failure);
        boolean again = interrupted || fault == Fault.CONTENTION || fault == Fault.CONNECTION;
        if (fault == Fault.DUPLICATE && batch.size() == 1) {
          // Whoever was faster with the same key has committed by now: this time it is found.
          again = true;
        }
        boolean inTime = System.nanoTime() - firstAttempt < attemptsTime.toNanos();
        if (again && attempt < attemptsMax && inTime) {
          pause();
        } else if (again || batch.size() == 1) {
          giveUp(batch, fault, failure);
          return;
        } else {
          int middle = batch.size() / 2;
          commit(batch.subList(0, middle));
          commit(batch.subList(middle, batch.size()));
          return;
        }
      }
    }
  }

  private void giveUp(List<W> batch, Fault fault, Throwable failure) {
    if (fault == Fault.DATA) {
      LOG.log(WARNING, name + ": cannot be stored: " + batch + ": " + Fault.describe(failure));
    } else if (fault == Fault.CONNECTION) {
      LOG.log(
          WARNING,
          name
              + ": the database is away, refused "
              + batch.size()
              + ": "
              + Fault.describe(failure));
    } else if (Fault.isSql(failure)) {
      LOG.log(ERROR, name + ": could not write " + batch + ": " + Fault.describe(failure));
    } else {
      LOG.log(ERROR, name + ": could not write " + batch, failure);
    }
    Refusal refusal = fault == Fault.DATA ? impossible() : away();
    batch.forEach(write -> guarded("refuse", () -> ledger.refuse(write, refusal)));
  }

  private void publish() {
    for (List<Committed<W, R>> next = committed.take(1);
        !next.isEmpty();
        next = committed.take(1)) {
      publish(next.get(0));
    }
  }

  /** One write that cannot be told of takes nothing from the others: each step stands alone. */
  private void publish(Committed<W, R> committed) {
    for (int i = 0; i < committed.batch.size(); i++) {
      W write = committed.batch.get(i);
      R result = committed.results.get(i);
      if (!guarded("answer", () -> ledger.answer(write, result))) {
        guarded("refuse", () -> ledger.refuse(write, away()));
      }
      guarded("publish", () -> ledger.publish(write, result));
    }
    guarded("publish", () -> ledger.publishTogether(committed.results));
  }

  private boolean guarded(String step, Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException | Error failure) {
      LOG.log(ERROR, name + ": could not " + step, failure);
      return false;
    }
  }

  private void pause() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException shortensThePause) {
      // Only stop() ends a lane.
    }
  }

  private static Refusal away() {
    return Refusal.retry(
        ErrorCode.UNAVAILABLE,
        "The server could not store it now; try again with the same key.",
        RETRY_WHEN_AWAY);
  }

  private static Refusal impossible() {
    return Refusal.badRequest("The database cannot store this; change it, or ask the operator.");
  }

  private static Thread started(ThreadFactory threads, Runnable work, String name) {
    Thread thread = threads.newThread(work);
    thread.setName(name);
    thread.start();
    return thread;
  }

  private static void join(@Nullable Thread thread, long deadline) {
    try {
      if (thread != null) {
        TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
