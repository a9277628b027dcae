package org.hearhear.dm.replay;

import java.util.List;
import java.util.Optional;
import org.hearhear.account.Preferences;
import org.hearhear.dm.conversation.ConversationPayloads;
import org.hearhear.dm.log.AccountLogStore.Entry;
import org.hearhear.dm.log.AccountLogStore.Kind;
import org.hearhear.dm.log.AccountLogStore.Replayed;
import org.hearhear.dm.mark.MemberId;
import org.hearhear.dm.mark.MemberState;
import org.hearhear.dm.message.Message;
import org.hearhear.dm.message.MessagePayloads;
import org.hearhear.dm.message.Reactions;
import org.hearhear.wire.Payload;

/** The event that an entry of a log is told by, once more; {@code gone} where there is none. */
final class ReplayPayloads {
  private static final Payload GONE = Payload.of("gone", generator -> {});

  private ReplayPayloads() {}

  static Payload of(Replayed replayed, Recollections.Recollected now) {
    Entry entry = replayed.entry();
    if (entry.kind() == Kind.SETTINGS) {
      return Optional.ofNullable(now.preferences().get(entry.account()))
          .map(Preferences::event)
          .orElse(GONE);
    }
    if (replayed.seesBehind().isEmpty()) {
      return entry.kind() == Kind.LEFT ? ConversationPayloads.left(entry.conversation()) : GONE;
    }
    return ofMember(replayed, replayed.seesBehind().getAsLong(), now).orElse(GONE);
  }

  /** What a member is told of. Who has left and is back again is not told that he left. */
  private static Optional<Payload> ofMember(
      Replayed replayed, long behind, Recollections.Recollected now) {
    Entry entry = replayed.entry();
    MemberId member = new MemberId(entry.conversation(), entry.account());
    Optional<Message> message = replayed.message().filter(each -> each.seq() > behind);
    return switch (entry.kind()) {
      case MESSAGE -> message.map(MessagePayloads::message);
      case EDITED -> message.filter(each -> !each.deleted()).map(MessagePayloads::edited);
      case DELETED -> message.filter(Message::deleted).map(MessagePayloads::deleted);
      case REACTION ->
          message.map(
              each ->
                  MessagePayloads.reaction(
                      each.id(), now.reactions().getOrDefault(each.id(), Reactions.NONE)));
      case CONVERSATION ->
          Optional.ofNullable(now.conversations().get(entry.conversation()))
              .map(
                  described ->
                      ConversationPayloads.conversation(
                          described.id(),
                          described.group(),
                          now.members().getOrDefault(described.id(), List.of())));
      case READ -> Optional.ofNullable(now.states().get(member)).map(MemberState::readEvent);
      case MUTED -> Optional.ofNullable(now.states().get(member)).map(MemberState::mutedEvent);
      case BLOCKED ->
          Optional.ofNullable(now.conversations().get(entry.conversation()))
              .flatMap(described -> described.blocks().by(entry.account()))
              .map(ConversationPayloads::blocked);
      case LEFT, SETTINGS -> Optional.empty();
    };
  }
}
