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

  @Inject
  public DmCommands(
      Settings settings,
      Limits limits,
      DmOpening opening,
      DirectMessages directMessages,
      DmReading reading) {
    this.settings = settings;
    this.limits = limits;
    this.opening = opening;
    this.directMessages = directMessages;
    this.reading = reading;
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
      case "hello" -> opening.hello(connection, command);
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
}
