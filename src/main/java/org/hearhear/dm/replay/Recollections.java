package org.hearhear.dm.replay;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hearhear.account.AccountStore;
import org.hearhear.account.Person;
import org.hearhear.account.Preferences;
import org.hearhear.dm.conversation.ConversationStore;
import org.hearhear.dm.conversation.Described;
import org.hearhear.dm.conversation.MemberStore;
import org.hearhear.dm.log.AccountLogStore.Entry;
import org.hearhear.dm.log.AccountLogStore.Kind;
import org.hearhear.dm.log.AccountLogStore.Replayed;
import org.hearhear.dm.mark.MarkStore;
import org.hearhear.dm.mark.MemberId;
import org.hearhear.dm.mark.MemberState;
import org.hearhear.dm.message.MessageId;
import org.hearhear.dm.message.ReactionStore;
import org.hearhear.dm.message.Reactions;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.jdbi.v3.core.Handle;

/**
 * Reads what entries of logs refer to, as it is now: one or two queries for each kind of thing that
 * is mentioned, none for what is not. Messages come with the entries.
 */
@Singleton
public class Recollections {
  private final ConversationStore conversations;
  private final MemberStore members;
  private final ReactionStore reactions;
  private final MarkStore marks;
  private final AccountStore accounts;

  @Inject
  public Recollections(
      ConversationStore conversations,
      MemberStore members,
      ReactionStore reactions,
      MarkStore marks,
      AccountStore accounts) {
    this.conversations = conversations;
    this.members = members;
    this.reactions = reactions;
    this.marks = marks;
    this.accounts = accounts;
  }

  /** What the entries of a page refer to. */
  record Recollected(
      Map<ConversationId, Described> conversations,
      Map<ConversationId, List<Person>> members,
      Map<MessageId, Reactions> reactions,
      Map<MemberId, MemberState> states,
      Map<AccountId, Preferences> preferences) {}

  Recollected of(Handle handle, List<Replayed> page) {
    Set<ConversationId> changed = mentioned(page, Entry::conversation, Kind.CONVERSATION);
    Set<ConversationId> described =
        mentioned(page, Entry::conversation, Kind.CONVERSATION, Kind.BLOCKED);
    Set<MessageId> reactedTo =
        mentioned(page, entry -> new MessageId(entry.conversation(), entry.seq()), Kind.REACTION);
    Set<MemberId> moved =
        mentioned(
            page,
            entry -> new MemberId(entry.conversation(), entry.account()),
            Kind.READ,
            Kind.MUTED);
    Set<AccountId> set = mentioned(page, Entry::account, Kind.SETTINGS);
    return new Recollected(
        described.isEmpty() ? Map.of() : conversations.described(handle, described),
        changed.isEmpty() ? Map.of() : people(handle, changed),
        reactions.find(handle, reactedTo),
        moved.isEmpty()
            ? Map.of()
            : marks.states(handle, moved).stream()
                .collect(Collectors.toMap(MemberState::member, Function.identity())),
        set.isEmpty() ? Map.of() : accounts.preferences(handle, set));
  }

  private static <T> Set<T> mentioned(List<Replayed> page, Function<Entry, T> what, Kind... kinds) {
    Set<Kind> wanted = Set.of(kinds);
    return page.stream()
        .map(Replayed::entry)
        .filter(entry -> wanted.contains(entry.kind()))
        .map(what)
        .collect(Collectors.toSet());
  }

  private Map<ConversationId, List<Person>> people(Handle handle, Set<ConversationId> changed) {
    Map<ConversationId, List<AccountId>> found = members.members(handle, changed);
    Map<AccountId, Person> people =
        accounts.people(handle, found.values().stream().flatMap(List::stream).distinct().toList());
    return found.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().stream().map(people::get).filter(Objects::nonNull).toList()));
  }
}
