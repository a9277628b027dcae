package org.hearhear.dm.write;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearhear.account.Person;
import org.hearhear.dm.conversation.AccountPair;
import org.hearhear.dm.conversation.Conversation;
import org.hearhear.dm.conversation.ConversationPayloads;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.dm.message.Message;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Payload;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;

/**
 * What a batch holds while its changes are applied one after the other: the locked conversations as
 * they have become, the messages to be written, and what is to be told. For one thread.
 */
final class Work {
  private final Handle handle;
  private final DmStores stores;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Map<AccountPair, Conversation> direct = new HashMap<>();
  private final Map<ConversationId, Conversation> conversations;
  private final Map<AccountId, Person> people = new HashMap<>();
  private final List<Message> added = new ArrayList<>();

  /** What the change that is being applied leads to. */
  private List<Effect> effects = new ArrayList<>();

  /** An entry for the logs of some members, and the event that tells of it. */
  record Effect(
      AccountLogStore.Kind kind,
      ConversationId conversation,
      long seq,
      List<AccountId> audience,
      Payload payload) {

    List<AccountLogStore.Entry> entries() {
      return audience.stream()
          .map(account -> new AccountLogStore.Entry(account, kind, conversation, seq))
          .toList();
    }
  }

  Work(Handle handle, DmStores stores, Map<ConversationId, Conversation> conversations) {
    this.handle = handle;
    this.stores = stores;
    this.conversations = conversations;
    conversations
        .values()
        .forEach(
            conversation -> conversation.pair().ifPresent(pair -> direct.put(pair, conversation)));
  }

  Handle handle() {
    return handle;
  }

  DmStores stores() {
    return stores;
  }

  Instant now() {
    return now;
  }

  /** A conversation as one of its members sees it; {@code not_found} for everybody else. */
  Conversation conversation(AccountId who, ConversationId id) {
    return Optional.ofNullable(conversations.get(id))
        .filter(conversation -> conversation.isMember(who))
        .orElseThrow(Work::notFound);
  }

  /** The direct conversation of two people; {@code not_found} where there can be none. */
  Conversation direct(AccountId who, AccountId other) {
    if (who.equals(other)) {
      throw Refusal.badRequest("That is you yourself; name somebody else.");
    }
    return Optional.ofNullable(direct.get(AccountPair.of(who, other))).orElseThrow(Work::notFound);
  }

  /** Where a message is to go, if there is such a place; whether one may is another question. */
  Optional<Conversation> target(AccountId who, Change.Send send) {
    return send.to()
        .map(to -> direct.get(AccountPair.of(who, to)))
        .or(() -> send.conversation().map(conversations::get));
  }

  static Refusal notFound() {
    return Refusal.of(ErrorCode.NOT_FOUND, "There is no such person or conversation.");
  }

  /** A conversation that this batch has created. */
  void created(Conversation conversation) {
    conversations.put(conversation.id(), conversation);
  }

  Collection<Conversation> conversations() {
    return conversations.values();
  }

  /** A message that is written with the others of the batch. */
  void add(Message message) {
    added.add(message);
  }

  List<Message> added() {
    return added;
  }

  /** Tells all who may see a message. */
  void tell(AccountLogStore.Kind kind, Conversation conversation, long seq, Payload payload) {
    effects.add(new Effect(kind, conversation.id(), seq, conversation.viewers(seq), payload));
  }

  /** Tells one person, on all his devices. */
  void tell(
      AccountLogStore.Kind kind, ConversationId conversation, AccountId who, Payload payload) {
    effects.add(new Effect(kind, conversation, 0, List.of(who), payload));
  }

  /** Tells all members how their conversation is now. */
  void tellOf(Conversation conversation) {
    List<Person> members = people(conversation.members());
    effects.add(
        new Effect(
            AccountLogStore.Kind.CONVERSATION,
            conversation.id(),
            0,
            conversation.members(),
            ConversationPayloads.conversation(
                conversation.id(), conversation.described(), members)));
  }

  /** Reads the names of people who will be needed, all at once. */
  List<Person> people(Collection<AccountId> accounts) {
    Set<AccountId> unknown = new HashSet<>(accounts);
    unknown.removeAll(people.keySet());
    if (!unknown.isEmpty()) {
      people.putAll(stores.accounts().people(handle, unknown));
    }
    List<Person> found = new ArrayList<>();
    for (AccountId account : accounts) {
      Person person = people.get(account);
      if (person == null) {
        throw new IllegalStateException("Account " + account + " is a member but not there.");
      }
      found.add(person);
    }
    return found;
  }

  /** What has come together since the last call. */
  List<Effect> takeEffects() {
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }
}
