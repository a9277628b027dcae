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
   * Whether a write has a transaction of its own, because it takes other locks than those that are
   * taken together. A write that stands alone is the only one in its batch.
   */
  default boolean standsAlone(W write) {
    return false;
  }

  /**
   * Replies to who asked for a write, which is durable now. This and what follows is called on the
   * lane's publisher thread, in commit order; when it fails, the write is refused instead, and the
   * client learns the outcome by asking again.
   */
  void answer(W write, R result);

  /** Tells who else is concerned; after the answer, whatever came of that. */
  void publish(W write, R result);

  /** Tells what is told once for a whole batch; after all its writes. */
  void publishTogether(List<R> results);

  /** Answers a write that was not applied, or of which nobody knows whether it was. */
  void refuse(W write, Refusal refusal);
}
