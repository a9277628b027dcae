package org.hearhear.dm.message;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;

/**
 * Finds messages by what they say, among those that one may see. It looks at each of them: an index
 * over the words of everybody would cost each message more than it is worth (decision 23).
 */
@Singleton
public class MessageSearchStore {
  private final MessageStore messages;

  @Inject
  public MessageSearchStore(MessageStore messages) {
    this.messages = messages;
  }

  /**
   * The newest messages before a place that contain all the words, whatever their case.
   *
   * @param secondsMax after which the database gives up, with an exception
   */
  public List<Message> find(
      Handle handle,
      AccountId account,
      List<String> words,
      Optional<ConversationId> within,
      SearchCursor before,
      int limit,
      int secondsMax) {
    return handle
        .createQuery(
            "SELECT "
                + MessageStore.COLUMNS
                + " FROM member v JOIN message m ON m.conversation_id = v.conversation_id"
                + " AND m.seq > v.from_seq AND NOT m.deleted"
                + " WHERE v.account_id = :account"
                + " AND (:within = 0 OR v.conversation_id = :within)"
                + " AND (m.sent_at < :at OR (m.sent_at = :at AND (m.conversation_id < :conversation"
                + " OR (m.conversation_id = :conversation AND m.seq < :seq))))"
                + " AND NOT EXISTS (SELECT 1 FROM UNNEST(CAST(:patterns AS varchar ARRAY))"
                + " AS wanted (pattern) WHERE LOWER(m.body) NOT LIKE wanted.pattern ESCAPE '!')"
                + " ORDER BY m.sent_at DESC, m.conversation_id DESC, m.seq DESC LIMIT :limit")
        .setQueryTimeout(secondsMax)
        .bind("account", account.value())
        .bind("within", within.map(ConversationId::value).orElse(0L))
        .bind("at", Timestamp.from(before.at()))
        .bind("conversation", before.conversation().value())
        .bind("seq", before.seq())
        .bind("patterns", SqlArray.texts(words.stream().map(MessageSearchStore::pattern).toList()))
        .bind("limit", limit)
        .map((row, context) -> messages.message(row))
        .list();
  }

  private static String pattern(String word) {
    return "%"
        + word.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_")
        + "%";
  }
}
