package org.hearhear.journal;

import java.util.List;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * What a feature does with a batch: the journal knows when, the ledger knows what.
 *
 * @param <W> a write that waits
 * @param <R> what came of a write
 */
public interface Ledger<W, R> {

  /**
   * Applies a batch within the given transaction and returns what came of each write, in the order
   * of the batch. It may be called again with the same writes, after a rollback or when the outcome
   * of a commit is not known: repeats must be found by their keys. A write that breaks a rule is
   * answered by its result; an exception fails the whole batch, which is then tried in halves.
   *
   * <p>Locks are taken in the order written down in the migrations.
   */
  List<R> apply(Handle transaction, List<W> batch);

  /**
   * Tells the world what was committed: the reply to who asked, the event to who is concerned.
   * Called on the lane's publisher thread, in commit order, once for each batch.
   */
  void publish(List<W> batch, List<R> results);

  /** Answers a write that was not applied, or of which nobody knows whether it was. */
  void refuse(W write, Refusal refusal);
}
