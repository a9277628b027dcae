package org.hearhear.dm;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hearhear.account.AccountStore;
import org.hearhear.account.Person;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Subject;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Key;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One batch of messages in one transaction: the conversations are found or created and locked,
 * repeats are found by their keys, every message gets its seq, the logs are locked and appended to.
 * Used once, by one thread.
 */
final class MessageBatch {
  private final Stores stores;
  private final Handle handle;
  private final List<MessageWrite> writes;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  /** What is known of each key of each sender: from the database, and from this batch. */
  private final Map<SenderKey, Message> known = new HashMap<>();

  private final List<Message> added = new ArrayList<>();
  private final Map<ConversationId, Long> lastSeqs = new HashMap<>();

  private record SenderKey(AccountId sender, Key key) {}

  /** The stores that a batch writes to. */
  @Singleton
  public static class Stores {
    private final AccountStore accounts;
    private final ConversationStore conversations;
    private final MessageStore messages;
    private final AccountLogStore log;

    @Inject
    public Stores(
        AccountStore accounts,
        ConversationStore conversations,
        MessageStore messages,
        AccountLogStore log) {
      this.accounts = accounts;
      this.conversations = conversations;
      this.messages = messages;
      this.log = log;
    }
  }

  MessageBatch(Stores stores, Handle handle, List<MessageWrite> writes) {
    this.stores = stores;
    this.handle = handle;
    this.writes = writes;
  }

  List<MessageResult> apply() {
    Map<AccountPair, ConversationId> byPair = findOrCreate();
    Map<ConversationId, ConversationStore.Locked> locked =
        stores.conversations.lock(handle, targets(byPair));
    for (Message message : stores.messages.withKeys(handle, keys())) {
      known.put(new SenderKey(message.sender(), message.key()), message);
    }
    List<MessageResult> results = new ArrayList<>(writes.size());
    for (MessageWrite write : writes) {
      results.add(place(write, conversation(write, byPair, locked)));
    }
    if (!added.isEmpty()) {
      stores.messages.insert(handle, added, now);
      stores.conversations.advance(handle, lastSeqs);
      return log(results, locked);
    }
    return results;
  }

  /** The conversations of those who are written to by name, created where there was none. */
  private Map<AccountPair, ConversationId> findOrCreate() {
    TreeSet<AccountPair> pairs = new TreeSet<>();
    for (MessageWrite write : writes) {
      write
          .send()
          .to()
          .filter(to -> !to.equals(sender(write)))
          .ifPresent(to -> pairs.add(AccountPair.of(sender(write), to)));
    }
    if (pairs.isEmpty()) {
      return Map.of();
    }
    Map<AccountPair, ConversationId> found = stores.conversations.find(handle, pairs);
    pairs.removeAll(found.keySet());
    if (!pairs.isEmpty()) {
      Set<AccountId> active = stores.accounts.active(handle, membersOf(pairs));
      pairs.removeIf(pair -> !active.containsAll(pair.both()));
      for (AccountPair pair : pairs) {
        stores
            .conversations
            .insert(handle, pair, now)
            .ifPresent(created -> found.put(pair, created));
      }
      pairs.removeAll(found.keySet());
      if (!pairs.isEmpty()) { // Others were faster; what they committed is there now.
        found.putAll(stores.conversations.find(handle, pairs));
      }
    }
    return found;
  }

  private Set<ConversationId> targets(Map<AccountPair, ConversationId> byPair) {
    Set<ConversationId> ids = new HashSet<>(byPair.values());
    writes.forEach(write -> write.send().conversation().ifPresent(ids::add));
    return ids;
  }

  private static Set<AccountId> membersOf(Collection<AccountPair> pairs) {
    Set<AccountId> members = new HashSet<>();
    pairs.forEach(pair -> members.addAll(pair.both()));
    return members;
  }

  private Set<Key> keys() {
    Set<Key> keys = new HashSet<>();
    writes.forEach(write -> keys.add(write.send().key()));
    return keys;
  }

  private static ConversationStore.@Nullable Locked conversation(
      MessageWrite write,
      Map<AccountPair, ConversationId> byPair,
      Map<ConversationId, ConversationStore.Locked> locked) {
    ConversationId id =
        write
            .send()
            .to()
            .map(to -> byPair.get(AccountPair.of(sender(write), to)))
            .or(() -> write.send().conversation())
            .orElse(null);
    return id == null ? null : locked.get(id);
  }

  /**
   * Decides one write: a repeat, a refusal, or the next message of its conversation. A repeat comes
   * first: it gets its answer whatever has become of the conversation since.
   */
  private MessageResult place(MessageWrite write, ConversationStore.@Nullable Locked conversation) {
    AccountId sender = sender(write);
    SenderKey key = new SenderKey(sender, write.send().key());
    Message earlier = known.get(key);
    if (earlier != null) {
      boolean same =
          conversation != null
              && earlier.conversation().equals(conversation.id())
              && earlier.text().equals(write.send().text());
      return same
          ? new MessageResult.Repeated(earlier)
          : refused(
              Refusal.of(ErrorCode.KEY_REUSED, "This key was used before for something else."));
    }
    if (write.send().to().filter(sender::equals).isPresent()) {
      return refused(Refusal.badRequest("You cannot write to yourself."));
    }
    if (conversation == null
        || !conversation.pair().contains(sender)
        || !conversation.allActive()) {
      return refused(Refusal.of(ErrorCode.NOT_FOUND, "There is no such person or conversation."));
    }
    long seq = lastSeqs.getOrDefault(conversation.id(), conversation.lastSeq()) + 1;
    lastSeqs.put(conversation.id(), seq);
    Message message =
        new Message(conversation.id(), seq, sender, write.send().key(), write.send().text(), now);
    known.put(key, message);
    added.add(message);
    return new MessageResult.Sent(message, List.of(), Optional.empty());
  }

  /** Appends what was added to the members' logs, and returns the results with their positions. */
  private List<MessageResult> log(
      List<MessageResult> results, Map<ConversationId, ConversationStore.Locked> locked) {
    Map<AccountId, Long> heads = stores.log.reserve(handle, entriesOf(locked));
    Map<AccountId, Person> people = membersOfNew(locked);
    List<AccountLogStore.Entry> entries = new ArrayList<>();
    List<MessageResult> positioned = new ArrayList<>(results.size());
    for (MessageResult result : results) {
      if (result instanceof MessageResult.Sent sent) {
        AccountPair pair = lockedPair(locked, sent.message().conversation());
        Optional<MessageResult.Opened> opened = Optional.empty();
        if (sent.message().seq() == 1) {
          List<Person> members = pair.both().stream().map(id -> person(people, id)).toList();
          opened =
              Optional.of(
                  new MessageResult.Opened(
                      DmPayloads.conversation(sent.message().conversation(), members),
                      append(
                          entries,
                          heads,
                          pair,
                          AccountLogStore.Kind.CONVERSATION,
                          sent.message())));
        }
        List<Position> positions =
            append(entries, heads, pair, AccountLogStore.Kind.MESSAGE, sent.message());
        positioned.add(new MessageResult.Sent(sent.message(), positions, opened));
      } else {
        positioned.add(result);
      }
    }
    stores.log.append(handle, entries, now);
    return positioned;
  }

  /** How many entries each log gets: one for a message, and one for its conversation if new. */
  private SortedMap<AccountId, Integer> entriesOf(
      Map<ConversationId, ConversationStore.Locked> locked) {
    SortedMap<AccountId, Integer> counts = new TreeMap<>();
    for (Message message : added) {
      int entries = message.seq() == 1 ? 2 : 1;
      for (AccountId account : lockedPair(locked, message.conversation()).both()) {
        counts.merge(account, entries, Integer::sum);
      }
    }
    return counts;
  }

  private Map<AccountId, Person> membersOfNew(
      Map<ConversationId, ConversationStore.Locked> locked) {
    List<AccountPair> opened =
        added.stream()
            .filter(message -> message.seq() == 1)
            .map(message -> lockedPair(locked, message.conversation()))
            .toList();
    return opened.isEmpty() ? Map.of() : stores.accounts.people(handle, membersOf(opened));
  }

  private static List<Position> append(
      List<AccountLogStore.Entry> entries,
      Map<AccountId, Long> heads,
      AccountPair pair,
      AccountLogStore.Kind kind,
      Message message) {
    List<Position> positions = new ArrayList<>(2);
    for (AccountId account : pair.both()) {
      long n = heads.merge(account, 1L, Long::sum);
      entries.add(
          new AccountLogStore.Entry(account, n, kind, message.conversation(), message.seq()));
      positions.add(new Position(Subject.account(account), n));
    }
    return positions;
  }

  private static AccountPair lockedPair(
      Map<ConversationId, ConversationStore.Locked> locked, ConversationId id) {
    ConversationStore.Locked conversation = locked.get(id);
    if (conversation == null) {
      throw new IllegalStateException("Conversation " + id + " was written to without its lock.");
    }
    return conversation.pair();
  }

  private static Person person(Map<AccountId, Person> people, AccountId id) {
    Person person = people.get(id);
    if (person == null) {
      throw new IllegalStateException("Account " + id + " is in a conversation but not there.");
    }
    return person;
  }

  private static AccountId sender(MessageWrite write) {
    return write.connection().account();
  }

  private static MessageResult refused(Refusal refusal) {
    return new MessageResult.Refused(refusal);
  }
}
