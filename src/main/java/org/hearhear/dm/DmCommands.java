package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.live.Feature;
import org.hearhear.live.Limits;
import org.hearhear.wire.Command;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Refusal;

/** What a client may ask for on {@code /dm}: one switch from a command's type to who does it. */
@Singleton
public class DmCommands implements Feature {
  private final Settings settings;
  private final Limits limits;
  private final DmOpening opening;
  private final DirectMessages directMessages;
  private final DmReading reading;
  private final Deliveries deliveries;

  @Inject
  public DmCommands(
      Settings settings,
      Limits limits,
      DmOpening opening,
      DirectMessages directMessages,
      DmReading reading,
      Deliveries deliveries) {
    this.settings = settings;
    this.limits = limits;
    this.opening = opening;
    this.directMessages = directMessages;
    this.reading = reading;
    this.deliveries = deliveries;
  }

  @Override
  public void handle(Connection connection, Command command) {
    boolean sends = command.type().equals("send");
    if (sends) {
      limits.message(connection.account());
    } else {
      limits.command(connection.account());
    }
    Fields fields = command.fields();
    switch (command.type()) {
      case "hello" -> opening.hello(connection, command, DmCommand.Hello.read(fields));
      case "ack" -> acknowledge(connection, command, DmCommand.Ack.read(fields));
      case "send" ->
          directMessages.send(connection, command, DmCommand.Send.read(fields, settings));
      case "history" ->
          reading.history(connection, command, DmCommand.History.read(fields, settings));
      case "conversations" ->
          reading.conversations(
              connection, command, DmCommand.Conversations.read(fields, settings));
      default -> throw Refusal.badRequest("There is no such command on /dm.");
    }
  }

  /** No further than what this connection was sent: a client speaks for itself only. */
  private void acknowledge(Connection connection, Command command, DmCommand.Ack ack) {
    deliveries.acknowledge(connection.account(), Math.min(ack.n(), connection.position()));
    connection.ok(command, generator -> {});
  }
}
