package org.hearhear.dm.conversation;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearhear.storage.SqlArray;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of who takes part in what, and from where on. */
@Singleton
public class MemberStore {

  /** Takes people into a group: they see what comes behind {@code from}, and nothing is unread. */
  public void insert(
      Handle handle,
      ConversationId conversation,
      Collection<AccountId> accounts,
      long from,
      long read) {
    PreparedBatch members =
        handle.prepareBatch(
            "INSERT INTO member (conversation_id, account_id, from_seq, read_seq, delivered_seq)"
                + " VALUES (?, ?, ?, ?, ?)");
    accounts.forEach(
        account -> members.add(conversation.value(), account.value(), from, read, read));
    members.execute();
  }

  public void delete(Handle handle, ConversationId conversation, AccountId account) {
    handle.execute(
        "DELETE FROM member WHERE conversation_id = ? AND account_id = ?",
        conversation.value(),
        account.value());
  }

  /** Who takes part in these conversations, in order of the accounts. */
  public Map<ConversationId, List<AccountId>> members(
      Handle handle, Collection<ConversationId> conversations) {
    Map<ConversationId, List<AccountId>> members = new HashMap<>();
    handle
        .createQuery(
            "SELECT conversation_id, account_id FROM member WHERE conversation_id = ANY(:ids)"
                + " ORDER BY account_id")
        .bind("ids", SqlArray.bigints(conversations, ConversationId::value))
        .map((row, context) -> Map.entry(new ConversationId(row.getLong(1)), row.getLong(2)))
        .forEach(
            member ->
                members
                    .computeIfAbsent(member.getKey(), unseen -> new ArrayList<>())
                    .add(new AccountId(member.getValue())));
    return members;
  }

  /** Behind which message a member sees a conversation; empty for who is no member. */
  public Optional<Long> seesBehind(Handle handle, ConversationId conversation, AccountId account) {
    return handle
        .createQuery(
            "SELECT from_seq FROM member WHERE account_id = :account"
                + " AND conversation_id = :conversation")
        .bind("account", account.value())
        .bind("conversation", conversation.value())
        .mapTo(Long.class)
        .findOne();
  }
}
