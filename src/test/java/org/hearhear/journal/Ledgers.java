package org.hearhear.journal;

import java.util.ArrayList;
import java.util.List;
import org.hearhear.storage.Database;

/** Tells what came of a batch without a lane, for tests of ledgers. */
public final class Ledgers {
  private Ledgers() {}

  /** Applies some writes in the batches, each in a transaction of its own, that a lane makes. */
  public static <W, R> List<R> apply(Ledger<W, R> ledger, Database database, List<W> writes) {
    Gathering<W> waiting = new Gathering<>(writes.size());
    writes.forEach(waiting::offer);
    waiting.close();
    List<R> results = new ArrayList<>();
    while (results.size() < writes.size()) {
      List<W> batch = waiting.take(writes.size(), ledger::standsAlone);
      results.addAll(database.inTransaction(handle -> ledger.apply(handle, batch)));
    }
    return results;
  }

  /** Answers and publishes, in the order in which a lane does. */
  public static <W, R> void tell(Ledger<W, R> ledger, List<W> batch, List<R> results) {
    for (int i = 0; i < batch.size(); i++) {
      ledger.answer(batch.get(i), results.get(i));
      ledger.publish(batch.get(i), results.get(i));
    }
    ledger.publishTogether(results);
  }
}
