package org.hearhear.dm.write;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.hearhear.account.Accepts;
import org.hearhear.dm.conversation.Contact;
import org.hearhear.dm.conversation.ContactStore;
import org.hearhear.dm.conversation.Conversation;
import org.hearhear.dm.log.AccountLogStore.Kind;
import org.hearhear.dm.message.Message;
import org.hearhear.dm.message.MessagePayloads;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/** The rules for new messages. Safe for all threads. */
@Singleton
public class Sending {
  private final ContactStore contacts;

  @Inject
  public Sending(ContactStore contacts) {
    this.contacts = contacts;
  }

  JsonObject send(Work work, AccountId who, Change.Send send) {
    Conversation conversation =
        send.to()
            .map(to -> work.direct(who, to))
            .or(() -> send.conversation().map(id -> work.conversation(who, id)))
            .orElseThrow(Work::notFound);
    requireAccepted(work, who, conversation);
    send.replyTo()
        .ifPresent(
            seq -> {
              if (seq > conversation.lastSeq()) {
                throw Refusal.badRequest("'replyTo' must be the seq of an earlier message.");
              }
            });
    Message message =
        Message.sent(
            conversation.id(),
            conversation.next(who),
            who,
            send.key(),
            send.text(),
            work.now(),
            send.replyTo(),
            Optional.empty());
    work.add(message);
    if (message.seq() == 1 && !conversation.isGroup()) {
      work.tellOf(conversation);
    }
    work.tell(Kind.MESSAGE, conversation, message.seq(), MessagePayloads.message(message));
    return reply(message);
  }

  /** Refuses what does not reach the other one of a direct conversation. */
  void requireAccepted(Work work, AccountId who, Conversation conversation) {
    if (conversation.isGroup()) {
      return;
    }
    AccountId other = conversation.other(who);
    if (conversation.accepts(who).isEmpty()) {
      throw Work.notFound();
    }
    Accepts accepts = conversation.accepts(other).orElseThrow(Work::notFound);
    boolean known = conversation.hasWritten(other);
    if (accepts == Accepts.KNOWN && !known) { // A group may make them known: that is asked rarely.
      Contact contact = contacts.contacts(work.handle(), who, List.of(other)).get(other);
      known = contact != null && contact.known();
    }
    new Contact(accepts, conversation.blocks(who), conversation.blocks(other), known)
        .objection()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /** Whether the message is the one that is to be sent. */
  static boolean isSame(Message message, Change.Send send) {
    return message.text().equals(send.text()) && message.replyTo().equals(send.replyTo());
  }

  static JsonObject reply(Message message) {
    return Json.builder()
        .add("conversation", message.conversation().toString())
        .add("seq", message.seq())
        .add("at", message.sentAt().toString())
        .build();
  }
}
