package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hearhear.config.Settings;
import org.hearhear.dm.mark.Marks;
import org.hearhear.dm.write.DmWrite;
import org.hearhear.live.Connection;
import org.hearhear.live.Feature;
import org.hearhear.live.Limits;
import org.hearhear.presence.Presence;
import org.hearhear.wire.Command;
import org.hearhear.wire.Fields;

/** What a client may ask for on {@code /dm}: one switch from a command's type to who does it. */
@Singleton
public class DmCommands implements Feature {
  private final Settings settings;
  private final Limits limits;
  private final DmOpening opening;
  private final DirectMessages directMessages;
  private final DmReads reads;
  private final Marks marks;
  private final Presence presence;
  private final DmOthers others;

  @Inject
  public DmCommands(
      Settings settings,
      Limits limits,
      DmOpening opening,
      DirectMessages directMessages,
      DmReads reads,
      Marks marks,
      Presence presence,
      DmOthers others) {
    this.settings = settings;
    this.limits = limits;
    this.opening = opening;
    this.directMessages = directMessages;
    this.reads = reads;
    this.marks = marks;
    this.presence = presence;
    this.others = others;
  }

  @Override
  public void handle(Connection connection, Command command) {
    boolean sends = command.type().equals("send");
    if (sends) {
      limits.message(connection.participant());
    } else {
      limits.command(connection.account());
    }
    Fields fields = command.fields();
    switch (command.type()) {
      case "hello" -> {
        opening.hello(connection, command, DmCommand.Hello.read(fields));
        presence.arrived(connection);
      }
      case "ack" -> acknowledge(connection, command, DmCommand.Ack.read(fields));
      case "read" -> read(connection, command, DmCommand.Read.read(fields));
      default -> {
        if (!reads.answer(connection, command) && !others.handle(connection, command)) {
          directMessages.submit(
              new DmWrite(connection, command, DmChanges.read(command, settings)));
        }
      }
    }
  }

  private void read(Connection connection, Command command, DmCommand.Read read) {
    marks.read(connection, command, read.conversation(), read.seq());
  }

  /** No further than what this connection was sent: a client speaks for itself only. */
  private void acknowledge(Connection connection, Command command, DmCommand.Ack ack) {
    marks.acknowledge(connection.account(), Math.min(ack.n(), connection.position()));
    connection.ok(command, generator -> {});
  }
}
