package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.wire.Command;
import org.hearhear.wire.Fields;

/** Who answers the commands that only read: one switch. Safe for all threads. */
@Singleton
public class DmReads {
  private final Settings settings;
  private final DmReading reading;
  private final DmLists lists;
  private final DmConversation conversation;
  private final DmPeace peace;

  @Inject
  public DmReads(
      Settings settings,
      DmReading reading,
      DmLists lists,
      DmConversation conversation,
      DmPeace peace) {
    this.settings = settings;
    this.reading = reading;
    this.lists = lists;
    this.conversation = conversation;
    this.peace = peace;
  }

  /** Answers a command, now or later; false when it is none that only reads. */
  boolean answer(Connection connection, Command command) {
    Fields fields = command.fields();
    switch (command.type()) {
      case "history" ->
          reading.history(connection, command, DmCommand.History.read(fields, settings));
      case "search" -> reading.search(connection, command, DmCommand.Search.read(fields, settings));
      case "conversations" ->
          lists.conversations(connection, command, DmCommand.Conversations.read(fields, settings));
      case "unread" -> lists.unread(connection, command);
      case "open" -> conversation.open(connection, command, DmCommand.Open.read(fields));
      case "blocks" -> peace.blocks(connection, command, DmCommand.Blocks.read(fields, settings));
      case "settings" -> {
        // With something to set, it is a change.
        if (fields.has("accepts") || fields.has("receipts")) {
          return false;
        }
        peace.settings(connection, command);
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
