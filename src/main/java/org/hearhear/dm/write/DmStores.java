package org.hearhear.dm.write;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.hearhear.account.AccountStore;
import org.hearhear.dm.conversation.ConversationStore;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.dm.message.MessageStore;
import org.hearhear.journal.AppliedStore;

/** The stores that every batch writes to. */
@Singleton
public class DmStores {
  private final AccountStore accounts;
  private final ConversationStore conversations;
  private final MessageStore messages;
  private final AccountLogStore log;
  private final AppliedStore applied;

  @Inject
  public DmStores(
      AccountStore accounts,
      ConversationStore conversations,
      MessageStore messages,
      AccountLogStore log,
      AppliedStore applied) {
    this.accounts = accounts;
    this.conversations = conversations;
    this.messages = messages;
    this.log = log;
    this.applied = applied;
  }

  AccountStore accounts() {
    return accounts;
  }

  ConversationStore conversations() {
    return conversations;
  }

  MessageStore messages() {
    return messages;
  }

  AccountLogStore log() {
    return log;
  }

  AppliedStore applied() {
    return applied;
  }
}
