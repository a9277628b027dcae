package org.hearhear.journal;

import java.util.List;

/** Tells what came of a batch without a lane, for tests of ledgers. */
public final class Ledgers {
  private Ledgers() {}

  /** Answers and publishes, in the order in which a lane does. */
  public static <W, R> void tell(Ledger<W, R> ledger, List<W> batch, List<R> results) {
    for (int i = 0; i < batch.size(); i++) {
      ledger.answer(batch.get(i), results.get(i));
      ledger.publish(batch.get(i), results.get(i));
    }
    ledger.publishTogether(results);
  }
}
