package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadFactory;
import org.hearhear.config.Settings;
import org.hearhear.journal.Journal;
import org.hearhear.live.Connection;
import org.hearhear.storage.Database;
import org.hearhear.wire.Command;

/**
 * Sends messages: hands them to the journal, whose ledger applies the rules within the transaction
 * that writes. Messages that name their conversation in the same way keep the order in which they
 * were handed in.
 */
@Singleton
public class DirectMessages {
  private final Journal<MessageWrite, MessageResult> journal;

  @Inject
  public DirectMessages(
      Settings settings, Database database, ThreadFactory threads, MessageLedger ledger) {
    journal = new Journal<>("dm", settings, database, threads, ledger);
  }

  public void start() {
    journal.start();
  }

  /** Finishes or refuses what waits. */
  public void stop() {
    journal.close();
  }

  /** Accepts a message; the reply follows its commit. */
  void send(Connection connection, Command command, DmCommand.Send send) {
    long lane =
        send.to()
            .map(to -> (long) AccountPair.of(connection.account(), to).hashCode())
            .or(() -> send.conversation().map(id -> id.value()))
            .orElse(0L);
    journal.submit(lane, new MessageWrite(connection, command, send));
  }
}
