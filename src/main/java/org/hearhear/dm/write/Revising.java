package org.hearhear.dm.write;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.hearhear.config.Settings;
import org.hearhear.dm.conversation.Conversation;
import org.hearhear.dm.log.AccountLogStore.Kind;
import org.hearhear.dm.message.Message;
import org.hearhear.dm.message.MessageId;
import org.hearhear.dm.message.MessagePayloads;
import org.hearhear.dm.message.ReactionStore;
import org.hearhear.dm.message.Reactions;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/** The rules for what becomes of a message: edits, deletion, reactions. Safe for all threads. */
@Singleton
public class Revising {
  private final Settings settings;
  private final ReactionStore reactions;
  private final Sending sending;

  @Inject
  public Revising(Settings settings, ReactionStore reactions, Sending sending) {
    this.settings = settings;
    this.reactions = reactions;
    this.sending = sending;
  }

  JsonObject edit(Work work, AccountId who, Change.Edit edit) {
    Conversation conversation = work.conversation(who, edit.conversation());
    Message message = visible(work, who, conversation, edit.seq());
    if (!message.sender().equals(who)) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only its author edits a message.");
    }
    requireThere(message);
    requireWithin(work, message, settings.get(Settings.EDIT_WINDOW));
    sending.requireAccepted(work, who, conversation);
    if (message.rev() != edit.rev()) {
      throw Refusal.of(
          ErrorCode.CONFLICT, "It was changed meanwhile, and has revision " + message.rev() + ".");
    }
    Message edited = message.edited(edit.text(), work.now());
    work.stores().messages().update(work.handle(), edited);
    work.tell(Kind.EDITED, conversation, edited.seq(), MessagePayloads.edited(edited));
    return Json.builder()
        .add("conversation", edited.conversation().toString())
        .add("seq", edited.seq())
        .add("rev", edited.rev())
        .add("editedAt", work.now().toString())
        .build();
  }

  /** What is deleted already stays so, and nobody is told again. */
  JsonObject delete(Work work, AccountId who, Change.Delete delete) {
    Conversation conversation = work.conversation(who, delete.conversation());
    Message message = visible(work, who, conversation, delete.seq());
    boolean owns = conversation.isGroup() && conversation.owner().equals(who);
    if (!owns && !message.sender().equals(who)) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only its author, or a group's owner, deletes it.");
    }
    if (message.deleted()) {
      return deleted(message);
    }
    if (!owns) {
      requireWithin(work, message, settings.get(Settings.DELETE_WINDOW));
    }
    Message emptied = message.emptied();
    work.stores().messages().update(work.handle(), emptied);
    reactions.deleteAll(work.handle(), emptied.id());
    sending.release(work, message);
    work.tell(Kind.DELETED, conversation, emptied.seq(), MessagePayloads.deleted(emptied));
    return deleted(emptied);
  }

  private static JsonObject deleted(Message message) {
    return Json.builder()
        .add("conversation", message.conversation().toString())
        .add("seq", message.seq())
        .add("rev", message.rev())
        .build();
  }

  /** What is so already stays so, and nobody is told again. */
  JsonObject react(Work work, AccountId who, Change.React react) {
    Conversation conversation = work.conversation(who, react.conversation());
    Message message = visible(work, who, conversation, react.seq());
    requireThere(message);
    sending.requireAccepted(work, who, conversation);
    MessageId id = message.id();
    Reactions before = reactions.of(work.handle(), id);
    if (react.on() != before.has(react.emoji(), who)) {
      if (react.on()) {
        if (before.count() >= settings.get(Settings.REACTIONS)) {
          throw Refusal.of(ErrorCode.QUOTA, "This message has as many reactions as it can have.");
        }
        reactions.insert(work.handle(), id, react.emoji(), who, work.now());
      } else {
        reactions.delete(work.handle(), id, react.emoji(), who);
      }
      work.tell(
          Kind.REACTION,
          conversation,
          id.seq(),
          MessagePayloads.reaction(id, reactions.of(work.handle(), id)));
    }
    return Json.builder()
        .add("conversation", id.conversation().toString())
        .add("seq", id.seq())
        .add("emoji", react.emoji())
        .add("on", react.on())
        .build();
  }

  /** A message that the member may see; {@code not_found} for any other. */
  private static Message visible(Work work, AccountId who, Conversation conversation, long seq) {
    return work.stores()
        .messages()
        .find(work.handle(), new MessageId(conversation.id(), seq))
        .filter(message -> message.seq() > conversation.seesBehind(who))
        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "There is no such message."));
  }

  private static void requireThere(Message message) {
    if (message.deleted()) {
      throw Refusal.of(ErrorCode.CLOSED, "This message was deleted.");
    }
  }

  private static void requireWithin(Work work, Message message, Duration window) {
    if (message.sentAt().plus(window).isBefore(work.now())) {
      throw Refusal.of(ErrorCode.CLOSED, "This message is too old to be changed.");
    }
  }
}
