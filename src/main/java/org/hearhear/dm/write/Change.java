package org.hearhear.dm.write;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.hearhear.account.Accepts;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.AttachmentId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Key;

/** What a client wants to have changed for good, checked as far as that needs no database. */
public sealed interface Change {

  /** Made once by the client: the same change again has the same key. */
  Key key();

  /** The conversation that is to be changed, where it is named. */
  default Optional<ConversationId> target() {
    return Optional.empty();
  }

  /** The person whose direct conversation is to be changed, where that is named instead. */
  default Optional<AccountId> person() {
    return Optional.empty();
  }

  /** A change of one conversation. */
  sealed interface OfConversation extends Change {
    ConversationId conversation();

    @Override
    default Optional<ConversationId> target() {
      return Optional.of(conversation());
    }
  }

  /**
   * A message to a person, or into a conversation; exactly one of the two is named. Its text may be
   * empty when something is attached.
   */
  record Send(
      Key key,
      Optional<AccountId> to,
      Optional<ConversationId> conversation,
      String text,
      OptionalLong replyTo,
      List<AttachmentId> attachments)
      implements Change {
    @Override
    public Optional<ConversationId> target() {
      return conversation;
    }

    @Override
    public Optional<AccountId> person() {
      return to;
    }
  }

  /** Another text for one's own message, of which one knows the revision. */
  record Edit(Key key, ConversationId conversation, long seq, long rev, String text)
      implements OfConversation {}

  record Delete(Key key, ConversationId conversation, long seq) implements OfConversation {}

  /** A reaction to a message, or no longer. */
  record React(Key key, ConversationId conversation, long seq, String emoji, boolean on)
      implements OfConversation {}

  /** A new group of oneself and others. */
  record Create(Key key, String title, SortedSet<AccountId> members, boolean historyShared)
      implements Change {}

  /** More members for a group. */
  record Add(Key key, ConversationId conversation, SortedSet<AccountId> members)
      implements OfConversation {}

  /** One member less. */
  record Remove(Key key, ConversationId conversation, AccountId member) implements OfConversation {}

  record Leave(Key key, ConversationId conversation) implements OfConversation {}

  record Rename(Key key, ConversationId conversation, String title) implements OfConversation {}

  /** Another member becomes the owner. */
  record GiveTo(Key key, ConversationId conversation, AccountId member) implements OfConversation {}

  /** No notices until a time; empty: all of them again. */
  record Mute(Key key, ConversationId conversation, Optional<Instant> until)
      implements OfConversation {}

  /** Nothing to do with a person any more, or again. */
  record Block(Key key, AccountId account, boolean on) implements Change {
    @Override
    public Optional<AccountId> person() {
      return Optional.of(account);
    }
  }

  /** What is absent stays as it is. */
  record Prefer(Key key, Optional<Accepts> accepts, Optional<Boolean> receipts) implements Change {}
}
