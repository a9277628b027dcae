package org.hearhear.dm.write;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
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
import org.hearhear.dm.conversation.AccountPair;
import org.hearhear.dm.conversation.Conversation;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.dm.message.Message;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.journal.AppliedStore;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Json;
import org.hearhear.wire.Key;
import org.hearhear.wire.Refusal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One batch of changes in one transaction: conversations are found or created and locked, repeats
 * are found by their keys, the changes are applied in their order, then all messages are written,
 * and last the logs are locked and appended to. Used once, by one thread.
 */
final class DmBatch {
  private final Rules rules;
  private final DmStores stores;
  private final Handle handle;
  private final List<DmWrite> writes;

  /** What is known of each key of each sender: from the database, and from this batch. */
  private final Map<AppliedStore.Id, Message> sent = new HashMap<>();

  /** The same of changes that are no messages. */
  private final Map<AppliedStore.Id, AppliedStore.Applied> applied = new HashMap<>();

  private final Map<AppliedStore.Id, AppliedStore.Applied> freshlyApplied = new TreeMap<>();

  /** A result whose events have no places in the logs yet; refused where there is a refusal. */
  private record Outcome(@Nullable Refusal refusal, JsonObject reply, List<Work.Effect> effects) {}

  DmBatch(Rules rules, Handle handle, List<DmWrite> writes) {
    this.rules = rules;
    this.stores = rules.stores();
    this.handle = handle;
    this.writes = writes;
  }

  List<DmResult> apply() {
    Map<AccountPair, ConversationId> pairs = findOrCreate();
    Set<ConversationId> targets = new HashSet<>(pairs.values());
    writes.forEach(write -> write.change().target().ifPresent(targets::add));
    Work work =
        new Work(
            handle,
            stores,
            pairs,
            targets.isEmpty() ? new HashMap<>() : stores.conversations().lock(handle, targets));
    findRepeats();
    prefetch(work);
    List<Outcome> outcomes = new ArrayList<>(writes.size());
    for (DmWrite write : writes) {
      outcomes.add(decide(work, write));
    }
    if (!work.added().isEmpty()) {
      stores.messages().insert(handle, work.added(), work.now());
      stores.conversations().advance(handle, work.conversations());
    }
    if (!freshlyApplied.isEmpty()) {
      stores.applied().insert(handle, freshlyApplied, work.now());
    }
    return logged(work, outcomes);
  }

  /** The conversations of those who are named by person, created where there was none. */
  private Map<AccountPair, ConversationId> findOrCreate() {
    TreeSet<AccountPair> pairs = new TreeSet<>();
    for (DmWrite write : writes) {
      write
          .change()
          .person()
          .filter(person -> !person.equals(write.account()))
          .ifPresent(person -> pairs.add(AccountPair.of(write.account(), person)));
    }
    if (pairs.isEmpty()) {
      return Map.of();
    }
    Map<AccountPair, ConversationId> found = stores.conversations().find(handle, pairs);
    pairs.removeAll(found.keySet());
    if (!pairs.isEmpty()) {
      Set<AccountId> active = stores.accounts().active(handle, membersOf(pairs));
      pairs.removeIf(pair -> !active.containsAll(pair.both()));
      for (AccountPair pair : pairs) {
        stores
            .conversations()
            .insert(handle, pair, Instant.now())
            .ifPresent(created -> found.put(pair, created));
      }
      pairs.removeAll(found.keySet());
      if (!pairs.isEmpty()) { // Others were faster; what they committed is there now.
        found.putAll(stores.conversations().find(handle, pairs));
      }
    }
    return found;
  }

  private static Set<AccountId> membersOf(Collection<AccountPair> pairs) {
    Set<AccountId> members = new HashSet<>();
    pairs.forEach(pair -> members.addAll(pair.both()));
    return members;
  }

  private void findRepeats() {
    Set<Key> keys = new HashSet<>();
    Set<AppliedStore.Id> others = new HashSet<>();
    for (DmWrite write : writes) {
      if (write.change() instanceof Change.Send send) {
        keys.add(send.key());
      } else {
        others.add(write.id());
      }
    }
    if (!keys.isEmpty()) {
      for (Message message : stores.messages().withKeys(handle, keys)) {
        sent.put(new AppliedStore.Id(message.sender(), message.key()), message);
      }
    }
    if (!others.isEmpty()) {
      applied.putAll(stores.applied().find(handle, others));
    }
  }

  /** The names of all who may be told of their first message, with one query. */
  private static void prefetch(Work work) {
    Set<AccountId> members = new HashSet<>();
    for (Conversation conversation : work.conversations()) {
      if (!conversation.isGroup() && conversation.lastSeq() == 0) {
        members.addAll(conversation.members());
      }
    }
    if (!members.isEmpty()) {
      work.people(members);
    }
  }

  /**
   * A repeat, a refusal, or a change. A repeat comes first: it gets its answer whatever has become
   * of the conversation since.
   */
  private Outcome decide(Work work, DmWrite write) {
    try {
      Optional<JsonObject> repeated =
          write.change() instanceof Change.Send send ? resent(work, write, send) : redone(write);
      if (repeated.isPresent()) {
        return new Outcome(null, again(repeated.get()), List.of());
      }
      int before = work.added().size();
      JsonObject reply = rules.apply(work, write.account(), write.change());
      if (work.added().size() > before) {
        sent.put(write.id(), work.added().get(before));
      } else {
        AppliedStore.Applied done = new AppliedStore.Applied(write.digest(), reply);
        applied.put(write.id(), done);
        freshlyApplied.put(write.id(), done);
      }
      return new Outcome(null, reply, work.takeEffects());
    } catch (Refusal refusal) {
      work.takeEffects();
      return new Outcome(refusal, JsonObject.EMPTY_JSON_OBJECT, List.of());
    }
  }

  /** What a message was answered that is sent again; an edit may have changed its text since. */
  private Optional<JsonObject> resent(Work work, DmWrite write, Change.Send send) {
    Message earlier = sent.get(write.id());
    if (earlier == null) {
      return Optional.empty();
    }
    boolean same =
        work.target(write.account(), send)
                .filter(conversation -> conversation.id().equals(earlier.conversation()))
                .isPresent()
            && (earlier.rev() > 1 || Sending.isSame(earlier, send));
    if (!same) {
      throw keyReused();
    }
    return Optional.of(Sending.reply(earlier));
  }

  private Optional<JsonObject> redone(DmWrite write) {
    AppliedStore.Applied earlier = applied.get(write.id());
    if (earlier == null) {
      return Optional.empty();
    }
    if (!earlier.digest().equals(write.digest())) {
      throw keyReused();
    }
    return Optional.of(earlier.reply());
  }

  private static Refusal keyReused() {
    return Refusal.of(ErrorCode.KEY_REUSED, "This key was used before for something else.");
  }

  private static JsonObject again(JsonObject reply) {
    JsonObjectBuilder builder = Json.builder();
    reply.forEach(builder::add);
    return builder.add("again", true).build();
  }

  /** Appends what is to be told to the logs, and returns the results with their places. */
  private List<DmResult> logged(Work work, List<Outcome> outcomes) {
    Map<AccountId, Long> heads = reserve(outcomes);
    List<AccountLogStore.Entry> entries = new ArrayList<>();
    List<DmResult> results = new ArrayList<>(outcomes.size());
    for (Outcome outcome : outcomes) {
      if (outcome.refusal != null) {
        results.add(new DmResult.Refused(outcome.refusal));
      } else {
        List<Publication> told = new ArrayList<>(outcome.effects.size());
        for (Work.Effect effect : outcome.effects) {
          told.add(placed(effect, heads, entries));
        }
        results.add(new DmResult.Done(outcome.reply, told));
      }
    }
    if (!entries.isEmpty()) {
      stores.log().append(handle, entries, work.now());
    }
    return results;
  }

  private Map<AccountId, Long> reserve(List<Outcome> outcomes) {
    SortedMap<AccountId, Integer> counts = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      for (Work.Effect effect : outcome.effects) {
        effect.audience().forEach(account -> counts.merge(account, 1, Integer::sum));
      }
    }
    return counts.isEmpty() ? new HashMap<>() : stores.log().reserve(handle, counts);
  }

  private static Publication placed(
      Work.Effect effect, Map<AccountId, Long> heads, List<AccountLogStore.Entry> entries) {
    List<Position> positions = new ArrayList<>(effect.audience().size());
    for (AccountId account : effect.audience()) {
      long n = heads.merge(account, 1L, Long::sum);
      entries.add(
          new AccountLogStore.Entry(
              account, n, effect.kind(), effect.conversation(), effect.seq()));
      positions.add(new Position(Subject.account(account), n));
    }
    return new Publication(positions, effect.payload());
  }
}
