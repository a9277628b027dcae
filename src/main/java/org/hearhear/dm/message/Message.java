package org.hearhear.dm.message;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Key;

/**
 * A message as it is stored; its place in the conversation is {@code seq}. Immutable.
 *
 * @param text as it was last edited; empty once it is deleted
 * @param replyTo the seq of the message that it answers
 * @param rev 1 for a message as it was sent, and one more with each change
 * @param attachments a JSON array of what is attached; empty where nothing is
 */
public record Message(
    ConversationId conversation,
    long seq,
    AccountId sender,
    Key key,
    String text,
    Instant sentAt,
    OptionalLong replyTo,
    long rev,
    Optional<Instant> editedAt,
    boolean deleted,
    Optional<String> attachments) {

  /** A message as it is sent. */
  public static Message sent(
      ConversationId conversation,
      long seq,
      AccountId sender,
      Key key,
      String text,
      Instant sentAt,
      OptionalLong replyTo,
      Optional<String> attachments) {
    return new Message(
        conversation,
        seq,
        sender,
        key,
        text,
        sentAt,
        replyTo,
        1,
        Optional.empty(),
        false,
        attachments);
  }

  /** The same message with another text. */
  public Message edited(String edited, Instant at) {
    return new Message(
        conversation,
        seq,
        sender,
        key,
        edited,
        sentAt,
        replyTo,
        rev + 1,
        Optional.of(at),
        false,
        attachments);
  }

  /** What is left when it is deleted: that there was a message, and whose. */
  public Message emptied() {
    return new Message(
        conversation,
        seq,
        sender,
        key,
        "",
        sentAt,
        OptionalLong.empty(),
        rev + 1,
        Optional.empty(),
        true,
        Optional.empty());
  }

  public MessageId id() {
    return new MessageId(conversation, seq);
  }
}
