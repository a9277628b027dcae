package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadFactory;
import org.hearhear.config.Settings;
import org.hearhear.dm.write.DmLedger;
import org.hearhear.dm.write.DmResult;
import org.hearhear.dm.write.DmWrite;
import org.hearhear.journal.Journal;
import org.hearhear.storage.Database;

/**
 * Changes direct messages: hands each change to the journal, whose ledger applies the rules within
 * the transaction that writes. Changes that name their conversation in the same way keep the order
 * in which they were handed in. Safe for all threads.
 */
@Singleton
public class DirectMessages {
  private final Journal<DmWrite, DmResult> journal;

  @Inject
  public DirectMessages(
      Settings settings, Database database, ThreadFactory threads, DmLedger ledger) {
    journal = new Journal<>("dm", settings, database, threads, ledger);
  }

  public void start() {
    journal.start();
  }

  /** Finishes or refuses what waits. */
  public void stop() {
    journal.close();
  }

  /** Accepts a change; the reply follows its commit. */
  void submit(DmWrite write) {
    journal.submit(write.laneKey(), write);
  }
}
