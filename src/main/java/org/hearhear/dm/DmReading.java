package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.live.Page;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.hearhear.wire.Texts;
import org.jdbi.v3.core.Handle;

/** Answers what only reads: history and the list of conversations, page by page. */
@Singleton
public class DmReading {
  /** What a row's names and numbers take besides its text. */
  private static final int ROW_BYTES = 200;

  private record History(List<Message> messages, Map<AccountId, Long> delivered) {}

  private final Settings settings;
  private final Database database;
  private final ConversationStore conversations;
  private final MessageStore messages;

  @Inject
  public DmReading(
      Settings settings,
      Database database,
      ConversationStore conversations,
      MessageStore messages) {
    this.settings = settings;
    this.database = database;
    this.conversations = conversations;
    this.messages = messages;
  }

  /**
   * A page of messages in the order of seq; {@code more} when there are others in its direction.
   */
  void history(Connection connection, Command command, DmCommand.History wanted) {
    connection.read(
        command,
        () -> {
          History found =
              database.inTransaction(
                  handle -> {
                    if (!conversations.isMember(
                        handle, wanted.conversation(), connection.account())) {
                      throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such conversation.");
                    }
                    return new History(
                        messages(handle, wanted),
                        conversations.delivered(handle, wanted.conversation()));
                  });
          Page<Message> page =
              page(found.messages, wanted.limit(), message -> bytes(message.text()));
          if (wanted.after().isEmpty()) {
            Collections.reverse(page.rows());
          }
          connection.ok(
              command,
              generator -> {
                generator
                    .write("conversation", wanted.conversation().toString())
                    .writeStartArray("messages");
                page.rows().forEach(message -> DmPayloads.historyEntry(generator, message));
                DmPayloads.marks(generator.writeEnd().write("more", page.more()), found.delivered);
              });
        });
  }

  private List<Message> messages(Handle handle, DmCommand.History wanted) {
    int limit = wanted.limit() + 1;
    return wanted.after().isPresent()
        ? messages.after(handle, wanted.conversation(), wanted.after().getAsLong(), limit)
        : messages.before(
            handle, wanted.conversation(), wanted.before().orElse(Long.MAX_VALUE), limit);
  }

  /** A page of one's conversations, the last active first. */
  void conversations(Connection connection, Command command, DmCommand.Conversations wanted) {
    connection.read(
        command,
        () -> {
          List<ConversationStore.Listed> found =
              database.inTransaction(
                  handle ->
                      conversations.page(
                          handle, connection.account(), wanted.before(), wanted.limit() + 1));
          Page<ConversationStore.Listed> page =
              page(found, wanted.limit(), listed -> bytes(DmPayloads.preview(listed)));
          connection.ok(
              command,
              generator -> {
                generator.writeStartArray("conversations");
                page.rows().forEach(listed -> DmPayloads.listEntry(generator, listed));
                generator.writeEnd().write("more", page.more());
                if (page.more()) {
                  ConversationStore.Listed last = page.rows().get(page.rows().size() - 1);
                  generator.write(
                      "next", new ConversationCursor(last.activity(), last.id()).toString());
                }
              });
        });
  }

  private <T> Page<T> page(List<T> found, int limit, ToIntFunction<T> bytes) {
    return Page.of(found, limit, settings.get(Settings.PAGE_BYTES), bytes);
  }

  private static int bytes(String text) {
    return Texts.utf8Length(text) + ROW_BYTES;
  }
}
