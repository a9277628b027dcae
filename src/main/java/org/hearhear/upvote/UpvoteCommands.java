package org.hearhear.upvote;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.live.Feature;
import org.hearhear.live.Limits;
import org.hearhear.upvote.vote.Upvotes;
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
  private final ItemPages pages;
  private final ModerationReading moderation;
  private final Watching watching;
  private final Subscribing subscribing;

  @Inject
  public UpvoteCommands(
      Settings settings,
      Limits limits,
      Upvotes upvotes,
      UpvoteReading reading,
      ItemPages pages,
      ModerationReading moderation,
      Watching watching,
      Subscribing subscribing) {
    this.settings = settings;
    this.limits = limits;
    this.upvotes = upvotes;
    this.reading = reading;
    this.pages = pages;
    this.moderation = moderation;
    this.watching = watching;
    this.subscribing = subscribing;
  }

  @Override
  public void handle(Connection connection, Command command) {
    switch (command.type()) {
      case "vote" -> limits.vote(connection.participant());
      case "post" -> limits.post(connection.participant());
      default -> limits.command(connection.account());
    }
    Fields fields = command.fields();
    switch (command.type()) {
      case "hello" -> watching.hello(connection, command);
      case "boards" ->
          reading.boards(connection, command, UpvoteCommand.Boards.read(fields, settings));
      case "items" -> pages.items(connection, command, UpvoteCommand.Items.read(fields, settings));
      case "subscribe" ->
          subscribing.subscribe(connection, command, UpvoteCommand.Subscribe.read(fields));
      case "unsubscribe" ->
          watching.unsubscribe(connection, command, UpvoteCommand.Unsubscribe.read(fields));
      case "board" -> reading.board(connection, command, UpvoteCommand.board(fields));
      case "item" -> reading.item(connection, command, UpvoteCommand.Named.read(fields));
      case "voters" ->
          reading.voters(connection, command, UpvoteCommand.Voters.read(fields, settings));
      case "receipt" -> reading.receipt(connection, command, UpvoteCommand.item(fields));
      case "audit" ->
          moderation.audit(connection, command, UpvoteCommand.Moderated.read(fields, settings));
      case "bursts" ->
          moderation.bursts(connection, command, UpvoteCommand.Moderated.read(fields, settings));
      case "vote" -> upvotes.cast(UpvoteCommand.vote(connection, command));
      case "post" -> upvotes.post(UpvoteCommand.post(connection, command, settings));
      default ->
          upvotes.change(
              UpvoteCommand.changing(connection, command, settings)
                  .orElseThrow(UpvoteCommands::unknown));
    }
  }

  private static Refusal unknown() {
    return Refusal.badRequest("There is no such command on /upvote.");
  }
}
