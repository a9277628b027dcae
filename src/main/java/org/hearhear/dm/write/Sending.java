package org.hearhear.dm.write;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearhear.account.Accepts;
import org.hearhear.attachment.Attachment;
import org.hearhear.attachment.AttachmentStore;
import org.hearhear.dm.conversation.Contact;
import org.hearhear.dm.conversation.ContactStore;
import org.hearhear.dm.conversation.Conversation;
import org.hearhear.dm.log.AccountLogStore.Kind;
import org.hearhear.dm.message.Message;
import org.hearhear.dm.message.MessagePayloads;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.AttachmentId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/** The rules for new messages. Safe for all threads. */
@Singleton
public class Sending {
  private final ContactStore contacts;
  private final AttachmentStore attachments;

  @Inject
  public Sending(ContactStore contacts, AttachmentStore attachments) {
    this.contacts = contacts;
    this.attachments = attachments;
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
    Optional<String> attached = attached(work, who, send.attachments());
    Message message =
        Message.sent(
            conversation.id(),
            conversation.next(who),
            who,
            send.key(),
            send.text(),
            work.now(),
            send.replyTo(),
            attached);
    work.add(message);
    if (attached.isPresent()) {
      attachments.attach(work.handle(), send.attachments(), message.conversation(), message.seq());
    }
    if (message.seq() == 1 && !conversation.isGroup()) {
      work.tellOf(conversation);
    }
    work.tell(Kind.MESSAGE, conversation, message.seq(), MessagePayloads.message(message));
    return reply(message);
  }

  /** What the message says of its attachments: an array, in the order in which they were named. */
  private Optional<String> attached(Work work, AccountId who, List<AttachmentId> ids) {
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    Map<AttachmentId, Attachment> found = attachments.lockUnsent(work.handle(), who, ids);
    JsonArrayBuilder array = Json.arrayBuilder();
    for (AttachmentId id : ids) {
      Attachment attachment = found.get(id);
      if (attachment == null) {
        throw Refusal.of(
            ErrorCode.NOT_FOUND, "There is no such upload of yours, or it was sent already.");
      }
      array.add(attachment.toJson());
    }
    return Optional.of(array.build().toString());
  }

  /** Lets go of what was attached to a message that is deleted. */
  void release(Work work, Message message) {
    if (message.attachments().isPresent()) {
      attachments.release(work.handle(), message.conversation(), message.seq());
    }
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
        .requireReachable();
  }

  /** Whether the message is the one that is to be sent. */
  static boolean isSame(Message message, Change.Send send) {
    List<String> attached =
        message
            .attachments()
            .map(
                json ->
                    Json.read(json).asJsonArray().getValuesAs(JsonObject.class).stream()
                        .map(each -> each.getString("id"))
                        .toList())
            .orElse(List.of());
    return message.text().equals(send.text())
        && message.replyTo().equals(send.replyTo())
        && attached.equals(send.attachments().stream().map(AttachmentId::toString).toList());
  }

  static JsonObject reply(Message message) {
    return Json.builder()
        .add("conversation", message.conversation().toString())
        .add("seq", message.seq())
        .add("at", message.sentAt().toString())
        .build();
  }
}
