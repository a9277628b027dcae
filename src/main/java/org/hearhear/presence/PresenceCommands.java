package org.hearhear.presence;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Connection;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Payload;
import org.jdbi.v3.core.Handle;

/** What a client may ask for about presence: one switch. Safe for all threads. */
@Singleton
public class PresenceCommands {
  private final Database database;
  private final PresenceStore store;
  private final Presence presence;
  private final Watchers watchers;
  private final Broker broker;

  /** What somebody has chosen, and whether it was something else before. */
  private record Chosen(Choice choice, boolean isNew) {}

  @Inject
  public PresenceCommands(
      Database database, PresenceStore store, Presence presence, Watchers watchers, Broker broker) {
    this.database = database;
    this.store = store;
    this.presence = presence;
    this.watchers = watchers;
    this.broker = broker;
  }

  /** Answers a command, later; false when it is not about presence. */
  public boolean handle(Connection connection, Command command) {
    Fields fields = command.fields();
    switch (command.type()) {
      case "watch" -> watchers.watch(connection, command, PresenceCommand.Watch.read(fields));
      case "unwatch" -> watchers.unwatch(connection, command, PresenceCommand.Unwatch.read(fields));
      case "status" -> status(connection, command, PresenceCommand.Status.read(fields));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void status(Connection connection, Command command, PresenceCommand.Status status) {
    connection.read(
        command,
        () -> {
          AccountId account = connection.account();
          Chosen chosen =
              database.inTransaction(handle -> choose(handle, account, status.choice()));
          presence.setAway(connection, status.isAway());
          if (chosen.isNew) {
            presence.chosen(account);
            broker.publish(told(account, chosen.choice));
          }
          connection.ok(command, generator -> generator.write("state", chosen.choice.wireName()));
        });
  }

  private Chosen choose(Handle handle, AccountId account, Optional<Choice> wanted) {
    boolean isNew = wanted.filter(choice -> store.choose(handle, account, choice)).isPresent();
    Choice choice =
        wanted.orElseGet(
            () -> store.choices(handle, List.of(account)).getOrDefault(account, Choice.ONLINE));
    return new Chosen(choice, isNew);
  }

  /** For his own devices, in passing: whoever misses it asks. */
  private static Publication told(AccountId account, Choice choice) {
    return new Publication(
        List.of(new Position(Subject.account(account), 0)),
        Payload.of("status", generator -> generator.write("state", choice.wireName())));
  }
}
