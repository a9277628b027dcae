package org.hearhear.dm;

import jakarta.inject.Singleton;
import java.util.List;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;

/** Reads who may see somebody type. */
@Singleton
public class TypingStore {

  /**
   * A member of a conversation.
   *
   * @param isTold whether he may be told
   */
  record Member(AccountId account, boolean isTold) {}

  /** Everybody in a conversation, himself too; nobody when he is not in it. */
  List<Member> members(Handle handle, ConversationId conversation, AccountId typing) {
    return handle
        .createQuery(
            "SELECT other.account_id,"
                + " NOT (c.low_blocks OR c.high_blocks OR a.status = 'invisible') AS told"
                + " FROM member mine JOIN account a ON a.id = mine.account_id"
                + " JOIN conversation c ON c.id = mine.conversation_id"
                + " JOIN member other ON other.conversation_id = mine.conversation_id"
                + " WHERE mine.account_id = :typing AND mine.conversation_id = :conversation")
        .bind("typing", typing.value())
        .bind("conversation", conversation.value())
        .map(
            (row, context) ->
                new Member(new AccountId(row.getLong("account_id")), row.getBoolean("told")))
        .list();
  }
}
