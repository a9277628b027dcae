package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.live.Feature;
import org.hearhear.live.Limits;
import org.hearhear.wire.Command;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Refusal;

/**
 * What a client may ask for on {@code /upvote}: one switch from a command's type to who does it.
 */
@Singleton
public class UpvoteCommands implements Feature {
  private final Settings settings;
  private final Limits limits;
  private final Upvotes upvotes;
  private final UpvoteReading reading;
  private final Watching watching;

  @Inject
  public UpvoteCommands(
      Settings settings, Limits limits, Upvotes upvotes, UpvoteReading reading, Watching watching) {
    this.settings = settings;
    this.limits = limits;
    this.upvotes = upvotes;
    this.reading = reading;
    this.watching = watching;
  }

  @Override
  public void handle(Connection connection, Command command) {
    if (command.type().equals("vote")) {
      limits.vote(connection.account());
    } else {
      limits.command(connection.account());
    }
    Fields fields = command.fields();
    switch (command.type()) {
      case "hello" -> watching.hello(connection, command);
      case "boards" -> reading.boards(connection, command);
      case "items" ->
          reading.items(connection, command, UpvoteCommand.Items.read(fields, settings));
      case "subscribe" ->
          watching.subscribe(connection, command, UpvoteCommand.Subscribe.read(fields));
      case "unsubscribe" ->
          watching.unsubscribe(connection, command, UpvoteCommand.Unsubscribe.read(fields));
      case "vote" ->
          upvotes.cast(new UpvoteWrite.Cast(connection, command, UpvoteCommand.Vote.read(fields)));
      case "post" ->
          upvotes.post(
              new UpvoteWrite.Posting(
                  connection, command, UpvoteCommand.Post.read(fields, settings)));
      default -> throw Refusal.badRequest("There is no such command on /upvote.");
    }
  }
}
