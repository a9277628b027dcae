package org.hearhear.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A ledger for tests: writes entries to a table of its own and remembers what it was told. */
final class EntryLedger implements Ledger<EntryLedger.Entry, Boolean> {
  private static final long PATIENCE_SECONDS = 15;

  /** Its id is its key: written twice, it is there once. */
  record Entry(long id, String text) {}

  /** What became of an entry: published as new or as a repeat, or refused. */
  record Outcome(Entry entry, boolean fresh, @Nullable Refusal refusal) {}

  final List<List<Entry>> batches = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  /** What a test does at the end of each try, before the commit. */
  private final BiConsumer<Handle, List<Entry>> atTheEnd;

  EntryLedger(BiConsumer<Handle, List<Entry>> atTheEnd) {
    this.atTheEnd = atTheEnd;
  }

  static void createTable(Handle handle) {
    handle.execute(
        "CREATE TABLE IF NOT EXISTS entry (id bigint PRIMARY KEY, text varchar(10) NOT NULL)");
  }

  @Override
  public List<Boolean> apply(Handle transaction, List<Entry> batch) {
    batches.add(List.copyOf(batch));
    List<Boolean> fresh = new ArrayList<>();
    for (Entry entry : batch) {
      fresh.add(insert(transaction, entry));
    }
    atTheEnd.accept(transaction, batch);
    return fresh;
  }

  static boolean insert(Handle handle, Entry entry) {
    return handle.execute(
            "INSERT INTO entry (id, text) VALUES (?, ?) ON CONFLICT DO NOTHING",
            entry.id(),
            entry.text())
        == 1;
  }

  @Override
  public void answer(Entry entry, Boolean fresh) {
    outcomes.add(new Outcome(entry, fresh, null));
  }

  @Override
  public void publish(Entry entry, Boolean fresh) {}

  @Override
  public void publishTogether(List<Boolean> results) {}

  @Override
  public void refuse(Entry write, Refusal refusal) {
    outcomes.add(new Outcome(write, false, refusal));
  }

  /** The next outcomes, in the order in which they were told; waits for them. */
  List<Outcome> outcomes(int count) {
    List<Outcome> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      try {
        @Nullable Outcome outcome = outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (outcome == null) {
          throw new AssertionError("Only " + i + " of " + count + " outcomes");
        }
        taken.add(outcome);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return taken;
  }

  boolean hasMoreOutcomes() {
    return !outcomes.isEmpty();
  }
}
