package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.hearhear.account.Person;
import org.hearhear.dm.conversation.ConversationStore;
import org.hearhear.dm.conversation.MemberStore;
import org.hearhear.dm.mark.MarkStore;
import org.hearhear.dm.mark.Marks;
import org.hearhear.dm.mark.MemberId;
import org.hearhear.dm.message.Message;
import org.hearhear.dm.message.MessageId;
import org.hearhear.dm.message.MessagePayloads;
import org.hearhear.dm.message.MessageStore;
import org.hearhear.dm.message.ReactionStore;
import org.hearhear.dm.message.Reactions;
import org.hearhear.dm.write.DmResult;
import org.hearhear.dm.write.DmWrite;
import org.hearhear.fanout.Subject;
import org.hearhear.live.Peer;
import org.hearhear.live.TestNode;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever people do, in whatever batches: a client that was told live, one that has read it all
 * again, and one that comes back now and then know what is read afresh, to the last unread message.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DmModelTest {
  private static final int BATCHES = 60;
  private static final int BATCH_MAX = 12;
  private static final List<String> EMOJI = List.of("👍", "❤️", "🎉");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final DmWorld world;
  private final TestNode node = new TestNode();
  private final Marks marks;
  private final List<AccountId> people = new ArrayList<>();
  private final Map<AccountId, Peer> peers = new HashMap<>();
  private final List<String> conversations = new ArrayList<>();
  private final Map<AccountId, TreeMap<Long, JsonObject>> told = new HashMap<>();
  private final Map<AccountId, ClientModel> comingAndGoing = new HashMap<>();
  private final List<DmWrite> earlier = new ArrayList<>();

  DmModelTest(TestDatabase kind) {
    world = new DmWorld(kind);
    marks = world.marks(node);
    for (int i = 0; i < 5; i++) {
      AccountId person = world.person();
      people.add(person);
      peers.put(person, node.connect(person).greeted());
      told.put(person, new TreeMap<>());
      comingAndGoing.put(person, new ClientModel(person));
    }
    world
        .broker()
        .subscribe(
            Subject.Kind.ACCOUNT,
            (position, publication) -> {
              if (position.at() > 0) {
                Objects.requireNonNull(told.get(new AccountId(position.subject().id())))
                    .put(position.at(), Json.read(publication.payload().json()).asJsonObject());
              }
            });
  }

  @AfterEach
  void close() {
    node.close();
    world.close();
  }

  @Test
  void eventsAddUpToTheState() {
    for (int round = 0; round < BATCHES; round++) {
      List<DmWrite> batch = new ArrayList<>();
      for (int size = 1 + random.nextInt(BATCH_MAX); size > 0; size--) {
        batch.add(!earlier.isEmpty() && random.nextInt(6) == 0 ? any(earlier) : write(any(people)));
      }
      List<DmResult> results = world.apply(batch);
      for (int i = 0; i < batch.size(); i++) {
        world.ledger().publish(batch.get(i), results.get(i));
        learn(results.get(i));
      }
      earlier.addAll(batch);
      for (int reads = random.nextInt(3); reads > 0 && !conversations.isEmpty(); reads--) {
        read(any(people), any(conversations), 1 + random.nextInt(20));
      }
      marks.write();
      AccountId back = any(people);
      comeBack(back);
    }

    for (AccountId person : people) {
      comeBack(person);
      Map<String, String> fresh = world.database().inTransaction(handle -> fresh(handle, person));
      ClientModel live = new ClientModel(person);
      Objects.requireNonNull(told.get(person)).forEach(live::apply);
      ClientModel again = new ClientModel(person);
      world
          .replayed(person, 0)
          .forEach(
              event -> again.apply(event.n(), Json.read(event.payload().json()).asJsonObject()));

      assertThat(live.known()).as("told live, seed %d", seed).isEqualTo(fresh);
      assertThat(again.known()).as("read again, seed %d", seed).isEqualTo(fresh);
      assertThat(Objects.requireNonNull(comingAndGoing.get(person)).known())
          .as("coming and going, seed %d", seed)
          .isEqualTo(fresh);
      assertThat(told.get(person).keySet())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, live.position()).boxed().toList());
    }
  }

  private void comeBack(AccountId person) {
    ClientModel client = Objects.requireNonNull(comingAndGoing.get(person));
    world
        .replayed(person, client.position())
        .forEach(
            event -> client.apply(event.n(), Json.read(event.payload().json()).asJsonObject()));
  }

  private void read(AccountId who, String conversation, long seq) {
    marks.read(
        Objects.requireNonNull(peers.get(who)).connection(),
        new Command("read", 1, new Fields(Json.builder().build())),
        ConversationId.parse(conversation),
        seq);
  }

  private DmWrite write(AccountId who) {
    int dice = random.nextInt(20);
    if (dice < 5 || conversations.isEmpty()) {
      return DmWorld.write(who, "send", "to", any(people), "text", "text " + random.nextInt(9));
    }
    String conversation = any(conversations);
    int seq = 1 + random.nextInt(12);
    return switch (dice) {
      case 5 ->
          DmWorld.write(
              who,
              "create",
              "title",
              "group",
              "accounts",
              List.of(any(people), any(people)),
              "historyShared",
              false);
      case 6 ->
          DmWorld.write(
              who, "members", "conversation", conversation, "accounts", List.of(any(people)));
      case 7 -> DmWorld.write(who, "remove", "conversation", conversation, "account", any(people));
      case 8 -> DmWorld.write(who, "leave", "conversation", conversation);
      case 9 ->
          DmWorld.write(
              who, "rename", "conversation", conversation, "title", "title " + random.nextInt(9));
      case 10, 11 ->
          DmWorld.write(
              who,
              "edit",
              "conversation",
              conversation,
              "seq",
              seq,
              "rev",
              1 + random.nextInt(2),
              "text",
              "edited " + random.nextInt(9));
      case 12 -> DmWorld.write(who, "delete", "conversation", conversation, "seq", seq);
      case 13, 14 ->
          DmWorld.write(
              who,
              "react",
              "conversation",
              conversation,
              "seq",
              seq,
              "emoji",
              any(EMOJI),
              "on",
              random.nextInt(3) > 0);
      case 15 ->
          DmWorld.write(who, random.nextBoolean() ? "block" : "unblock", "account", any(people));
      default ->
          DmWorld.write(
              who, "send", "conversation", conversation, "text", "text " + random.nextInt(9));
    };
  }

  private void learn(DmResult result) {
    if (result instanceof DmResult.Done done && done.reply().containsKey("conversation")) {
      String conversation = done.reply().getString("conversation");
      if (!conversations.contains(conversation)) {
        conversations.add(conversation);
      }
    }
  }

  /** The same words as a {@link ClientModel}, from the tables. */
  private Map<String, String> fresh(Handle handle, AccountId person) {
    Map<String, String> fresh = new TreeMap<>();
    new ConversationListStore(new MessageStore())
        .page(handle, person, Optional.empty(), 1_000)
        .forEach(listed -> fresh.put(listed.id().toString(), fresh(handle, person, listed)));
    return fresh;
  }

  private String fresh(Handle handle, AccountId person, ConversationListStore.Listed listed) {
    ConversationId id = listed.id();
    MemberStore members = new MemberStore();
    long behind = members.seesBehind(handle, id, person).orElseThrow();
    Map<Long, String> texts = new TreeMap<>();
    Map<Long, String> reactions = new TreeMap<>();
    List<Message> messages = new MessageStore().after(handle, id, behind, 10_000);
    messages.forEach(message -> texts.put(message.seq(), message.text()));
    Map<MessageId, Reactions> found =
        new ReactionStore().find(handle, messages.stream().map(Message::id).toList());
    found.forEach(
        (message, each) ->
            reactions.put(
                message.seq(),
                Json.read(MessagePayloads.reaction(message, each).json())
                    .asJsonObject()
                    .getJsonArray("reactions")
                    .toString()));
    long unread = new MarkStore().states(handle, List.of(new MemberId(id, person))).get(0).unread();
    assertThat(listed.unread()).isEqualTo(unread);
    String title = listed.group().map(group -> group.title()).orElse("");
    String owner = listed.group().map(group -> group.owner().toString()).orElse("nobody");
    List<AccountId> ids = members.members(handle, List.of(id)).getOrDefault(id, List.of());
    assertThat(new ConversationStore().described(handle, List.of(id))).containsKey(id);
    Map<AccountId, Person> known = world.accounts().store().people(handle, ids);
    assertThat(known).hasSize(ids.size());
    return title
        + " of "
        + owner
        + " with "
        + ids.stream().map(AccountId::toString).toList()
        + " unread "
        + unread
        + " "
        + texts
        + reactions;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
