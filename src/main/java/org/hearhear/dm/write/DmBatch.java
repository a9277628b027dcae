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
import org.hearhear.storage.Pipeline;
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
    Work work = new Work(handle, stores, locked());
    prefetch(work);
    List<Outcome> outcomes = new ArrayList<>(writes.size());
    for (DmWrite write : writes) {
      outcomes.add(decide(work, write));
    }
    return written(work, outcomes);
  }

  /** Locks all conversations that are written to, and creates those of two that are not there. */
  private Map<ConversationId, Conversation> locked() {
    Set<AccountPair> pairs = new TreeSet<>();
    Set<ConversationId> named = new HashSet<>();
    for (DmWrite write : writes) {
      AccountId account = write.account();
      Change change = write.change();
      change
          .person()
          .filter(person -> !person.equals(account))
          .ifPresent(person -> pairs.add(AccountPair.of(account, person)));
      change.target().ifPresent(named::add);
    }
    Map<ConversationId, Conversation> locked = lock(pairs, named);
    if (create(missing(pairs, locked.values()))) {
      locked = lock(pairs, named);
    }
    stores.conversations().findMembers(handle, locked);
    return locked;
  }

  /** Locks conversations and finds repeats, which their locks keep from being written meanwhile. */
  private Map<ConversationId, Conversation> lock(
      Set<AccountPair> pairs, Set<ConversationId> named) {
    Pipeline pipeline = new Pipeline(handle);
    Pipeline.Rows<Conversation> rows = stores.conversations().lock(pipeline, pairs, named);
    findRepeats(pipeline);
    Map<ConversationId, Conversation> locked = new HashMap<>();
    rows.get().forEach(conversation -> locked.put(conversation.id(), conversation));
    return locked;
  }

  private static Set<AccountPair> missing(
      Set<AccountPair> pairs, Collection<Conversation> conversations) {
    Set<AccountPair> missing = new TreeSet<>(pairs);
    conversations.forEach(conversation -> conversation.pair().ifPresent(missing::remove));
    return missing;
  }

  /**
   * Creates the conversations of these pairs, in their order, but for those with somebody who is
   * not there. Returns whether there may be some now: others may have been faster.
   */
  private boolean create(Set<AccountPair> pairs) {
    if (pairs.isEmpty()) {
      return false;
    }
    Set<AccountId> active = stores.accounts().active(handle, membersOf(pairs));
    pairs.removeIf(pair -> !active.containsAll(pair.both()));
    pairs.forEach(pair -> stores.conversations().insert(handle, pair, Instant.now()));
    return !pairs.isEmpty();
  }

  private static Set<AccountId> membersOf(Collection<AccountPair> pairs) {
    Set<AccountId> members = new HashSet<>();
    pairs.forEach(pair -> members.addAll(pair.both()));
    return members;
  }

  private void findRepeats(Pipeline pipeline) {
    Set<Key> keys = new HashSet<>();
    Set<AppliedStore.Id> others = new HashSet<>();
    for (DmWrite write : writes) {
      if (write.change() instanceof Change.Send send) {
        keys.add(send.key());
      } else {
        others.add(write.id());
      }
    }
    Pipeline.Rows<Message> messages =
        keys.isEmpty() ? Pipeline.none() : stores.messages().withKeys(pipeline, keys);
    Pipeline.Rows<AppliedStore.Found> commands =
        others.isEmpty() ? Pipeline.none() : stores.applied().find(pipeline, others);
    pipeline.run();
    for (Message message : messages.get()) {
      sent.put(new AppliedStore.Id(message.sender(), message.key()), message);
    }
    commands.get().forEach(found -> applied.put(found.id(), found.applied()));
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

  /** Writes what has come together, and returns the results with their places in the logs. */
  private List<DmResult> written(Work work, List<Outcome> outcomes) {
    Pipeline pipeline = new Pipeline(handle);
    if (!work.added().isEmpty()) {
      stores.messages().insert(pipeline, work.added(), work.now());
      stores.conversations().advance(pipeline, work.conversations());
    }
    if (!freshlyApplied.isEmpty()) {
      stores.applied().insert(pipeline, freshlyApplied, work.now());
    }
    List<AccountLogStore.Entry> entries = new ArrayList<>();
    outcomes.forEach(
        outcome -> outcome.effects.forEach(effect -> entries.addAll(effect.entries())));
    AccountLogStore.Heads heads = stores.log().append(pipeline, entries, work.now());
    pipeline.run();
    return outcomes.stream().map(outcome -> result(outcome, heads)).toList();
  }

  private static DmResult result(Outcome outcome, AccountLogStore.Heads heads) {
    if (outcome.refusal != null) {
      return new DmResult.Refused(outcome.refusal);
    }
    List<Publication> told = new ArrayList<>(outcome.effects.size());
    for (Work.Effect effect : outcome.effects) {
      List<Position> positions = new ArrayList<>(effect.audience().size());
      for (AccountId account : effect.audience()) {
        positions.add(new Position(Subject.account(account), heads.next(account)));
      }
      told.add(new Publication(positions, effect.payload()));
    }
    return new DmResult.Done(outcome.reply, told);
  }
}
