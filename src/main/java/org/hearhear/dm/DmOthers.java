package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hearhear.dm.report.ReportCommand;
import org.hearhear.dm.report.Reports;
import org.hearhear.live.Connection;
import org.hearhear.presence.PresenceCommands;
import org.hearhear.wire.Command;
import org.hearhear.wire.Fields;

/**
 * Who carries out the commands that neither read nor change conversations: one switch. Safe for all
 * threads.
 */
@Singleton
public class DmOthers {
  private final Typing typing;
  private final Reports reports;
  private final PresenceCommands presence;

  @Inject
  public DmOthers(Typing typing, Reports reports, PresenceCommands presence) {
    this.typing = typing;
    this.reports = reports;
    this.presence = presence;
  }

  /** Carries a command out, now or later; false when it is none of these. */
  boolean handle(Connection connection, Command command) {
    Fields fields = command.fields();
    switch (command.type()) {
      case "typing" -> typing.tell(connection, command, DmCommand.Typing.read(fields));
      case "report" -> reports.report(connection, command, ReportCommand.read(fields));
      default -> {
        return presence.handle(connection, command);
      }
    }
    return true;
  }
}
