package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.hearhear.config.Settings;
import org.hearhear.dm.conversation.MemberStore;
import org.hearhear.dm.mark.MarkStore;
import org.hearhear.dm.mark.MemberId;
import org.hearhear.dm.message.Message;
import org.hearhear.dm.message.MessageId;
import org.hearhear.dm.message.MessagePayloads;
import org.hearhear.dm.message.MessageStore;
import org.hearhear.dm.message.Reactions;
import org.hearhear.dm.message.SearchCursor;
import org.hearhear.dm.message.Snippets;
import org.hearhear.live.Connection;
import org.hearhear.live.Page;
import org.hearhear.storage.Database;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.hearhear.wire.Texts;
import org.jdbi.v3.core.Handle;

/** Answers what reads messages: history and search, page by page. Safe for all threads. */
@Singleton
public class DmReading {
  /** What a row's names and numbers take besides its text. */
  private static final int ROW_BYTES = 250;

  /** What one reaction takes. */
  private static final int REACTION_BYTES = 30;

  private static final Duration SEARCH_RETRY = Duration.ofSeconds(1);

  private final Settings settings;
  private final Database database;
  private final MemberStore members;
  private final MessageStore messages;
  private final DmSources sources;
  private final Semaphore searches;

  /**
   * A page as it was read.
   *
   * @param behind from where on the member sees the conversation
   */
  private record History(
      List<Message> messages,
      Map<MessageId, Reactions> reactions,
      List<MarkStore.Marks> marks,
      long behind) {}

  @Inject
  public DmReading(
      Settings settings,
      Database database,
      MemberStore members,
      MessageStore messages,
      DmSources sources) {
    this.settings = settings;
    this.database = database;
    this.members = members;
    this.messages = messages;
    this.sources = sources;
    this.searches = new Semaphore(settings.get(Settings.SEARCHES));
  }

  /**
   * A page of messages in the order of seq; {@code more} when there are others in its direction,
   * and around a place {@code earlier} when there are others before it.
   */
  void history(Connection connection, Command command, DmCommand.History wanted) {
    connection.read(
        command,
        () -> {
          History found = database.inTransaction(handle -> history(handle, connection, wanted));
          boolean downwards =
              wanted.place().isEmpty()
                  || wanted.place().get().direction() == DmCommand.Direction.BEFORE;
          Page<Message> page =
              Page.of(
                  found.messages,
                  wanted.limit(),
                  settings.get(Settings.PAGE_BYTES),
                  message -> bytes(message, found.reactions));
          if (downwards) {
            Collections.reverse(page.rows());
          }
          connection.ok(
              command,
              generator -> {
                generator
                    .write("conversation", wanted.conversation().toString())
                    .writeStartArray("messages");
                page.rows()
                    .forEach(
                        message ->
                            MessagePayloads.historyEntry(
                                generator,
                                message,
                                found.reactions.getOrDefault(message.id(), Reactions.NONE)));
                generator.writeEnd().write("more", page.more());
                if (isAround(wanted)) {
                  generator.write(
                      "earlier",
                      !page.rows().isEmpty() && page.rows().get(0).seq() > found.behind + 1);
                }
                DmSources.write(generator, found.marks);
              });
        });
  }

  private History history(Handle handle, Connection connection, DmCommand.History wanted) {
    long behind =
        members
            .seesBehind(handle, wanted.conversation(), connection.account())
            .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "There is no such conversation."));
    List<Message> found = messages(handle, wanted, behind);
    return new History(
        found,
        sources.reactions().find(handle, found.stream().map(Message::id).toList()),
        sources.visibleMarks(handle, new MemberId(wanted.conversation(), connection.account())),
        behind);
  }

  private List<Message> messages(Handle handle, DmCommand.History wanted, long behind) {
    int limit = wanted.limit() + 1;
    if (wanted.place().isEmpty()) {
      return messages.before(handle, wanted.conversation(), behind, Long.MAX_VALUE, limit);
    }
    long seq = wanted.place().get().seq();
    return switch (wanted.place().get().direction()) {
      case BEFORE -> messages.before(handle, wanted.conversation(), behind, seq, limit);
      case AFTER -> messages.after(handle, wanted.conversation(), Math.max(behind, seq), limit);
      case AROUND ->
          messages.after(
              handle, wanted.conversation(), Math.max(behind, seq - 1 - wanted.limit() / 2), limit);
    };
  }

  private static boolean isAround(DmCommand.History wanted) {
    return wanted.place().isPresent()
        && wanted.place().get().direction() == DmCommand.Direction.AROUND;
  }

  private static int bytes(Message message, Map<MessageId, Reactions> reactions) {
    return Texts.utf8Length(message.text())
        + message.attachments().map(Texts::utf8Length).orElse(0)
        + REACTION_BYTES * reactions.getOrDefault(message.id(), Reactions.NONE).count()
        + ROW_BYTES;
  }

  /** The newest messages that contain all the words, each with the part around the first. */
  void search(Connection connection, Command command, DmCommand.Search wanted) {
    connection.read(
        command,
        () -> {
          List<Message> found = searched(connection, wanted);
          Page<Message> page =
              Page.of(
                  found,
                  wanted.limit(),
                  settings.get(Settings.PAGE_BYTES),
                  message -> Texts.utf8Length(snippet(message, wanted)) + ROW_BYTES);
          connection.ok(
              command,
              generator -> {
                generator.writeStartArray("results");
                for (Message message : page.rows()) {
                  generator
                      .writeStartObject()
                      .write("conversation", message.conversation().toString())
                      .write("seq", message.seq())
                      .write("from", message.sender().toString())
                      .write("at", message.sentAt().toString())
                      .write("snippet", snippet(message, wanted))
                      .writeEnd();
                }
                generator.writeEnd().write("more", page.more());
                if (page.more()) {
                  generator.write(
                      "next", SearchCursor.of(page.rows().get(page.rows().size() - 1)).toString());
                }
              });
        });
  }

  private List<Message> searched(Connection connection, DmCommand.Search wanted) {
    if (!searches.tryAcquire()) {
      throw Refusal.retry(
          ErrorCode.UNAVAILABLE, "Others are searching; try again in a moment.", SEARCH_RETRY);
    }
    try {
      return database.inTransaction(
          handle ->
              sources
                  .search()
                  .find(
                      handle,
                      connection.account(),
                      wanted.words(),
                      wanted.within(),
                      wanted.before(),
                      wanted.limit() + 1,
                      searchSeconds()));
    } finally {
      searches.release();
    }
  }

  private int searchSeconds() {
    return (int) Math.max(1, settings.get(Settings.SEARCH_TIME).toSeconds());
  }

  private static String snippet(Message message, DmCommand.Search wanted) {
    return Snippets.around(message.text(), wanted.words());
  }
}
