package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.List;
import org.hearhear.config.Settings;
import org.hearhear.dm.conversation.ConversationCursor;
import org.hearhear.dm.conversation.ConversationPayloads;
import org.hearhear.dm.mark.MarkStore;
import org.hearhear.dm.message.Message;
import org.hearhear.dm.message.MessagePayloads;
import org.hearhear.live.Connection;
import org.hearhear.live.Page;
import org.hearhear.storage.Database;
import org.hearhear.wire.Command;
import org.hearhear.wire.Texts;

/** Answers what reads one's list of conversations, and how much is unread. Safe for all threads. */
@Singleton
public class DmLists {
  /** What a row's names and numbers take besides the preview. */
  private static final int ROW_BYTES = 500;

  private final Settings settings;
  private final Database database;
  private final ConversationListStore lists;
  private final MarkStore marks;

  @Inject
  public DmLists(
      Settings settings, Database database, ConversationListStore lists, MarkStore marks) {
    this.settings = settings;
    this.database = database;
    this.lists = lists;
    this.marks = marks;
  }

  /** A page of one's conversations, the last active first. */
  void conversations(Connection connection, Command command, DmCommand.Conversations wanted) {
    connection.read(
        command,
        () -> {
          List<ConversationListStore.Listed> found =
              database.inTransaction(
                  handle ->
                      lists.page(
                          handle, connection.account(), wanted.before(), wanted.limit() + 1));
          Page<ConversationListStore.Listed> page =
              Page.of(found, wanted.limit(), settings.get(Settings.PAGE_BYTES), DmLists::bytes);
          connection.ok(
              command,
              generator -> {
                generator.writeStartArray("conversations");
                page.rows().forEach(listed -> write(generator, listed));
                generator.writeEnd().write("more", page.more());
                if (page.more()) {
                  ConversationListStore.Listed last = page.rows().get(page.rows().size() - 1);
                  generator.write(
                      "next", new ConversationCursor(last.activity(), last.id()).toString());
                }
              });
        });
  }

  private static int bytes(ConversationListStore.Listed listed) {
    return ROW_BYTES
        + listed.last().map(MessagePayloads::preview).map(Texts::utf8Length).orElse(0)
        + listed.last().flatMap(Message::attachments).map(Texts::utf8Length).orElse(0);
  }

  private static void write(JsonGenerator generator, ConversationListStore.Listed listed) {
    generator.writeStartObject().write("id", listed.id().toString());
    ConversationPayloads.write(generator, listed.group());
    listed
        .with()
        .ifPresent(
            with -> {
              generator.writeStartObject("with");
              with.write(generator);
              generator.writeEnd();
            });
    generator.write("seq", listed.seq());
    listed
        .last()
        .ifPresent(
            last -> {
              generator.writeStartObject("last");
              MessagePayloads.preview(generator, last);
              generator.writeEnd();
            });
    if (listed.with().isPresent()) {
      generator.write("delivered", listed.delivered()).write("blocked", listed.blocked());
    }
    generator
        .write("read", listed.read())
        .write("unread", listed.unread())
        .write("asOf", listed.asOf());
    listed.mutedUntil().ifPresent(until -> generator.write("mutedUntil", until.toString()));
    generator.writeEnd();
  }

  /** How much is unread in all of one's conversations together. */
  void unread(Connection connection, Command command) {
    connection.read(
        command,
        () -> {
          MarkStore.Unread unread =
              database.inTransaction(
                  handle -> marks.unread(handle, connection.account(), Instant.now()));
          connection.ok(
              command,
              generator ->
                  generator
                      .write("messages", unread.messages())
                      .write("conversations", unread.conversations())
                      .write("muted", unread.muted())
                      .write("asOf", unread.asOf()));
        });
  }
}
