package org.hearhear.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The journal writes numbers into a table of the test's own, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class JournalTest {
  private static final int BAD = -1;

  private final TestDatabase kind;

  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final Numbers ledger = new Numbers();
  private Database database;
  private Journal<Integer, Integer> journal;

  /** Writes numbers; what a batch does besides is the test's to say. */
  private static final class Numbers implements Ledger<Integer, Integer> {
    final Queue<Integer> answered = new ConcurrentLinkedQueue<>();
    final Queue<Integer> published = new ConcurrentLinkedQueue<>();
    final AtomicInteger together = new AtomicInteger();
    final Queue<Refusal> refused = new ConcurrentLinkedQueue<>();
    final AtomicInteger batches = new AtomicInteger();
    volatile CountDownLatch answers = new CountDownLatch(0);
    volatile Consumer<Handle> before = handle -> {};
    volatile Set<Integer> unspeakable = Set.of();

    @Override
    public List<Integer> apply(Handle handle, List<Integer> batch) {
      batches.incrementAndGet();
      before.accept(handle);
      for (int number : batch) {
        handle.execute("INSERT INTO number (value) VALUES (?)", number);
      }
      return batch;
    }

    @Override
    public void answer(Integer write, Integer result) {
      if (unspeakable.contains(write)) {
        throw new IllegalStateException("made for the test: no answer to " + write);
      }
      answered.add(result);
      answers.countDown();
    }

    @Override
    public void publish(Integer write, Integer result) {
      if (unspeakable.contains(write)) {
        throw new IllegalStateException("made for the test: nobody is told of " + write);
      }
      published.add(result);
    }

    @Override
    public void publishTogether(List<Integer> results) {
      together.addAndGet(results.size());
    }

    @Override
    public void refuse(Integer write, Refusal refusal) {
      refused.add(refusal);
      answers.countDown();
    }

    void awaitAnswers() throws InterruptedException {
      assertThat(answers.await(30, TimeUnit.SECONDS)).as("all writes are answered").isTrue();
    }
  }

  JournalTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of(Settings.LANE_QUEUE.name(), "1000"));
    database.useTransaction(
        handle ->
            handle.execute("CREATE TABLE number (value integer PRIMARY KEY, CHECK (value <> -1))"));
    journal =
        new Journal<>(
            "test",
            Settings.of(
                Map.of(Settings.LANE_QUEUE.name(), "1000", Settings.BATCH_PAUSE.name(), "1")),
            database,
            work -> {
              Thread thread = new Thread(work);
              threads.add(thread);
              return thread;
            },
            ledger);
    journal.start();
  }

  @AfterEach
  void close() {
    journal.close();
    database.close();
  }

  @Test
  void writesOnOneKeyAreAppliedInOrderAndGatherInBatches() throws InterruptedException {
    ledger.answers = new CountDownLatch(500);

    IntStream.range(0, 500).forEach(number -> journal.submit(7, number));
    ledger.awaitAnswers();

    assertThat(ledger.answered).containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    assertThat(ledger.batches).hasValueLessThan(500);
  }

  @Test
  void badWriteFailsAlone() throws InterruptedException {
    ledger.answers = new CountDownLatch(100);

    IntStream.range(0, 100).forEach(number -> journal.submit(7, number == 50 ? BAD : number));
    ledger.awaitAnswers();

    assertThat(ledger.refused).extracting(Refusal::code).containsExactly(ErrorCode.BAD_REQUEST);
    assertThat(ledger.answered).hasSize(99).doesNotContain(BAD);
    assertThat(stored()).isEqualTo(99);
  }

  @Test
  void batchThatLostADeadlockRunsAgain() throws InterruptedException {
    ledger.answers = new CountDownLatch(1);
    AtomicInteger failures = new AtomicInteger(2);
    ledger.before =
        handle -> {
          if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException(new SQLException("deadlock", "40001"));
          }
        };

    journal.submit(7, 1);
    ledger.awaitAnswers();

    assertThat(ledger.answered).containsExactly(1);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void interruptOfTheLanesLosesNothing() throws InterruptedException {
    ledger.answers = new CountDownLatch(300);
    AtomicInteger interrupts = new AtomicInteger(4); // One less than there are attempts.
    ledger.before =
        handle -> {
          if (interrupts.getAndDecrement() > 0) {
            threads.forEach(Thread::interrupt);
          }
        };

    IntStream.range(0, 300).forEach(number -> journal.submit(7, number));
    ledger.awaitAnswers();

    assertThat(ledger.refused).isEmpty();
    assertThat(ledger.answered).hasSize(300);
    assertThat(stored()).isEqualTo(300);
  }

  @Test
  void connectionLostInTheMiddleEndsInOneEffect() throws InterruptedException {
    ledger.answers = new CountDownLatch(1);
    AtomicInteger failures = new AtomicInteger(1);
    ledger.before =
        handle -> {
          if (failures.getAndDecrement() > 0) {
            cut(handle);
          }
        };

    journal.submit(7, 1);
    ledger.awaitAnswers();

    assertThat(ledger.answered).containsExactly(1);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void writeBeyondTheQueueIsRefusedForAWhile() {
    CountDownLatch held = new CountDownLatch(1);
    ledger.before = handle -> await(held);
    ledger.answers = new CountDownLatch(1);

    assertThatThrownBy(() -> IntStream.range(0, 2_000).forEach(n -> journal.submit(7, n)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
              assertThat(refusal.retryAfter()).isPositive();
            });
    held.countDown();
  }

  @Test
  void writeThatCannotBeToldOfTakesNothingFromTheOthers() throws InterruptedException {
    ledger.unspeakable = Set.of(2);
    ledger.answers = new CountDownLatch(4);

    IntStream.rangeClosed(1, 4).forEach(number -> journal.submit(7, number));
    ledger.awaitAnswers();
    journal.close();

    assertThat(ledger.answered).containsExactly(1, 3, 4);
    assertThat(ledger.refused).extracting(Refusal::code).containsExactly(ErrorCode.UNAVAILABLE);
    assertThat(ledger.published).containsExactly(1, 3, 4);
    assertThat(ledger.together).hasValue(4);
    assertThat(stored()).isEqualTo(4);
  }

  @Test
  void closingFinishesWhatWaits() {
    IntStream.range(0, 200).forEach(number -> journal.submit(7, number));

    journal.close();

    assertThat(ledger.answered).hasSize(200);
    assertThatThrownBy(() -> journal.submit(7, 200)).isInstanceOf(Refusal.class);
  }

  private void cut(Handle handle) {
    if (kind == TestDatabase.POSTGRESQL) {
      int backend = handle.createQuery("SELECT pg_backend_pid()").mapTo(Integer.class).one();
      database.useTransaction(
          other ->
              other
                  .createQuery("SELECT pg_terminate_backend(:pid)")
                  .bind("pid", backend)
                  .mapTo(Boolean.class)
                  .one());
    } else {
      throw new IllegalStateException(new SQLException("connection lost", "08006"));
    }
  }

  private int stored() {
    return database.inTransaction(
        handle -> handle.createQuery("SELECT count(*) FROM number").mapTo(Integer.class).one());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
