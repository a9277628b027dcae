package org.hearhear.dm.write;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.hearhear.account.Preferences;
import org.hearhear.config.Settings;
import org.hearhear.dm.conversation.ContactStore;
import org.hearhear.dm.conversation.Conversation;
import org.hearhear.dm.conversation.ConversationPayloads;
import org.hearhear.dm.conversation.Described;
import org.hearhear.dm.log.AccountLogStore.Kind;
import org.hearhear.dm.mark.MarkStore;
import org.hearhear.dm.mark.MemberId;
import org.hearhear.dm.mark.MemberState;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.hearhear.wire.Refusal;

/**
 * The rules for being left in peace: mutes, blocks, and what one decides for oneself. All devices
 * of the person are told, and nobody else. Safe for all threads.
 */
@Singleton
public class Peacekeeping {
  private static final ConversationId NONE = new ConversationId(0);

  private final Settings settings;
  private final ContactStore contacts;
  private final MarkStore marks;

  @Inject
  public Peacekeeping(Settings settings, ContactStore contacts, MarkStore marks) {
    this.settings = settings;
    this.contacts = contacts;
    this.marks = marks;
  }

  JsonObject mute(Work work, AccountId who, Change.Mute mute) {
    Conversation conversation = work.conversation(who, mute.conversation());
    work.stores().conversations().mute(work.handle(), conversation.id(), who, mute.until());
    MemberState state =
        marks.states(work.handle(), List.of(new MemberId(conversation.id(), who))).get(0);
    work.tell(Kind.MUTED, conversation.id(), who, state.mutedEvent());
    JsonObjectBuilder reply = Json.builder().add("conversation", conversation.id().toString());
    mute.until().ifPresent(until -> reply.add("mutedUntil", until.toString()));
    return reply.build();
  }

  /** The row of the conversation is locked: nothing of the other one lands after the ok. */
  JsonObject block(Work work, AccountId who, Change.Block block) {
    Conversation conversation = work.direct(who, block.account());
    if (conversation.blocks(who) != block.on()) {
      if (block.on()) {
        if (contacts.countBlocked(work.handle(), who) >= settings.get(Settings.BLOCKS)) {
          throw Refusal.of(ErrorCode.QUOTA, "You have blocked as many people as you can.");
        }
        contacts.block(work.handle(), who, block.account(), work.now());
      } else {
        contacts.unblock(work.handle(), who, block.account());
      }
      conversation.setBlocks(who, block.on());
      work.stores().conversations().updateBlocks(work.handle(), conversation);
      work.tell(
          Kind.BLOCKED,
          conversation.id(),
          who,
          ConversationPayloads.blocked(new Described.Block(block.account(), block.on())));
    }
    return Json.builder().add("account", block.account().toString()).add("on", block.on()).build();
  }

  JsonObject prefer(Work work, AccountId who, Change.Prefer prefer) {
    Preferences before = work.stores().accounts().preferences(work.handle(), List.of(who)).get(who);
    if (before == null) {
      throw Work.notFound();
    }
    Preferences wanted =
        new Preferences(
            prefer.accepts().orElse(before.accepts()), prefer.receipts().orElse(before.receipts()));
    if (!wanted.equals(before)) {
      work.stores().accounts().updatePreferences(work.handle(), who, wanted);
      work.tell(Kind.SETTINGS, NONE, who, wanted.event());
    }
    return Json.builder()
        .add("accepts", wanted.accepts().wireName())
        .add("receipts", wanted.receipts())
        .build();
  }
}
