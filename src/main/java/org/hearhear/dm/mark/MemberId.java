package org.hearhear.dm.mark;

import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;

/** Somebody in a conversation. In the order in which rows of members are locked. */
public record MemberId(ConversationId conversation, AccountId account)
    implements Comparable<MemberId> {

  @Override
  public int compareTo(MemberId other) {
    int byConversation = Long.compare(conversation.value(), other.conversation.value());
    return byConversation != 0
        ? byConversation
        : Long.compare(account.value(), other.account.value());
  }
}
