package org.hearhear.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.hearhear.config.Settings;
import org.hearhear.journal.EntryLedger.Entry;
import org.hearhear.journal.EntryLedger.Outcome;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong concerns as few writes as possible, and each is answered exactly once. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class JournalFaultsTest {
  private static final AtomicLong IDS = new AtomicLong();

  /** One for all tests, which write entries of their own; for the one thread of the tests. */
  private static final Map<TestDatabase, Database> OPEN = new EnumMap<>(TestDatabase.class);

  private final TestDatabase kind;
  private final Database database;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<Journal<?, ?>> started = new ArrayList<>();

  JournalFaultsTest(TestDatabase kind) {
    this.kind = kind;
    this.database = OPEN.computeIfAbsent(kind, fresh -> fresh.open(Map.of()));
    database.useTransaction(EntryLedger::createTable);
  }

  @AfterEach
  void close() {
    started.forEach(Journal::close);
    started.clear();
    threads.clear();
  }

  @AfterAll
  static void closeDatabases() {
    OPEN.values().forEach(Database::close);
    OPEN.clear();
  }

  @Test
  void writesGatherWhileACommitRuns() {
    Gate gate = new Gate();
    EntryLedger ledger = new EntryLedger(gate);
    Journal<Entry, Boolean> journal = start(ledger);
    Entry first = submit(journal);
    gate.awaitEntered();

    List<Entry> gathered = List.of(submit(journal), submit(journal), submit(journal));
    gate.open();

    ledger.outcomes(4);
    assertThat(ledger.batches).containsExactly(List.of(first), gathered);
  }

  @Test
  void batchIsNoLargerThanItsLimit() {
    Gate gate = new Gate();
    EntryLedger ledger = new EntryLedger(gate);
    Journal<Entry, Boolean> journal = start(ledger, "hearhear.journal.batch", "2");
    submit(journal);
    gate.awaitEntered();
    for (int i = 0; i < 5; i++) {
      submit(journal);
    }

    gate.open();

    ledger.outcomes(6);
    assertThat(ledger.batches).extracting(List::size).containsExactly(1, 2, 2, 1);
  }

  @Test
  void deadlockWithAnotherTransactionIsSurvived() {
    Entry one = entry();
    Entry other = entry();
    database.useTransaction(
        handle -> {
          EntryLedger.insert(handle, one);
          EntryLedger.insert(handle, other);
        });
    CountDownLatch strangerHasOther = new CountDownLatch(1);
    CountDownLatch laneHasOne = new CountDownLatch(1);
    AtomicInteger tries = new AtomicInteger();
    EntryLedger ledger =
        new EntryLedger(
            (handle, batch) -> {
              if (tries.incrementAndGet() == 1) {
                lock(handle, one);
                laneHasOne.countDown();
                await(strangerHasOther);
                lock(handle, other);
              }
            });
    CompletableFuture<Void> stranger =
        CompletableFuture.runAsync(
            () ->
                database.useTransaction(
                    handle -> {
                      lock(handle, other);
                      strangerHasOther.countDown();
                      await(laneHasOne);
                      lock(handle, one);
                    }));
    Journal<Entry, Boolean> journal = start(ledger);

    Entry entry = submit(journal);

    assertThat(ledger.outcomes(1)).containsExactly(new Outcome(entry, true, null));
    stranger.handle((done, deadlock) -> 0).join(); // Either of the two may be the victim.
  }

  @Test
  void batchIsNotTriedForEver() {
    EntryLedger ledger = new EntryLedger((handle, batch) -> fail("40001"));
    Journal<Entry, Boolean> journal = start(ledger, "hearhear.journal.attempts", "3");

    Entry entry = submit(journal);

    assertThat(ledger.outcomes(1))
        .singleElement()
        .satisfies(outcome -> assertUnavailable(outcome.refusal()));
    assertThat(ledger.batches).hasSize(3);
    assertThat(rows(entry)).isZero();
  }

  @Test
  void outcomeOfACommitThatNobodyKnowsIsFoundByTheKey() {
    AtomicInteger tries = new AtomicInteger();
    EntryLedger ledger =
        new EntryLedger(
            (handle, batch) -> {
              if (tries.incrementAndGet() == 1) {
                // What a commit looks like of which only the answer was lost.
                handle.commit();
                handle.begin();
                fail("08006");
              }
            });
    Journal<Entry, Boolean> journal = start(ledger);

    Entry entry = submit(journal);

    assertThat(ledger.outcomes(1)).containsExactly(new Outcome(entry, false, null));
    assertThat(rows(entry)).isEqualTo(1);
  }

  @Test
  void laneGoesOnAfterTheDatabaseWasAway() {
    AtomicInteger tries = new AtomicInteger();
    EntryLedger ledger =
        new EntryLedger(
            (handle, batch) -> {
              if (tries.incrementAndGet() <= 2) {
                fail("08006");
              }
            });
    Journal<Entry, Boolean> journal = start(ledger, "hearhear.journal.attempts", "2");

    submit(journal);
    assertThat(ledger.outcomes(1))
        .singleElement()
        .satisfies(outcome -> assertUnavailable(outcome.refusal()));
    Entry later = submit(journal);

    assertThat(ledger.outcomes(1)).containsExactly(new Outcome(later, true, null));
  }

  @Test
  void embeddedDatabaseHasOneLane() {
    start(new EntryLedger((handle, batch) -> {}), "hearhear.journal.lanes", "3");

    assertThat(threads.stream().filter(thread -> thread.getName().endsWith("-writer")))
        .hasSize(kind == TestDatabase.H2 ? 1 : 3);
  }

  private Journal<Entry, Boolean> start(EntryLedger ledger, String... setting) {
    Map<String, String> settings =
        setting.length == 0
            ? Map.of("hearhear.journal.pause", "1")
            : Map.of("hearhear.journal.pause", "1", setting[0], setting[1]);
    Journal<Entry, Boolean> journal =
        new Journal<>("test", Settings.of(settings), database, this::thread, ledger);
    started.add(journal);
    journal.start();
    return journal;
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  private static Entry entry() {
    return new Entry(IDS.incrementAndGet(), "good");
  }

  /** All on one lane. */
  private static Entry submit(Journal<Entry, Boolean> journal) {
    Entry entry = entry();
    journal.submit(1, entry);
    return entry;
  }

  private int rows(Entry entry) {
    return database.inTransaction(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM entry WHERE id = :id")
                .bind("id", entry.id())
                .mapTo(Integer.class)
                .one());
  }

  private static void lock(Handle handle, Entry entry) {
    handle
        .createQuery("SELECT id FROM entry WHERE id = :id FOR UPDATE")
        .bind("id", entry.id())
        .mapTo(Long.class)
        .one();
  }

  private static void fail(String sqlState) {
    throw new IllegalStateException(new SQLException("made for the test", sqlState));
  }

  private static void assertUnavailable(@Nullable Refusal refusal) {
    assertThat(refusal).isNotNull();
    if (refusal != null) {
      assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(refusal.retryAfter()).isPositive();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Holds the first batch until it is opened. */
  private static final class Gate implements BiConsumer<Handle, List<Entry>> {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    @Override
    public void accept(Handle handle, List<Entry> batch) {
      entered.countDown();
      JournalFaultsTest.await(opened);
    }

    void awaitEntered() {
      JournalFaultsTest.await(entered);
    }

    void open() {
      opened.countDown();
    }
  }
}
