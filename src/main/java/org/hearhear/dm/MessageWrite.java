package org.hearhear.dm;

import org.hearhear.live.Connection;
import org.hearhear.wire.Command;

/** A message on its way into the journal, and who waits for the answer. */
record MessageWrite(Connection connection, Command command, DmCommand.Send send) {

  /** Says which write it is without saying what was written: it ends up in logs. */
  @Override
  public String toString() {
    return "message " + send.key() + " of account " + connection.account();
  }
}
