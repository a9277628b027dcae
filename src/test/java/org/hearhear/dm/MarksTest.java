package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.hearhear.dm.mark.MarkStore;
import org.hearhear.dm.mark.Marks;
import org.hearhear.dm.mark.MemberId;
import org.hearhear.dm.mark.MemberState;
import org.hearhear.fanout.Subject;
import org.hearhear.it.Proof;
import org.hearhear.live.Connection;
import org.hearhear.live.Peer;
import org.hearhear.live.TestNode;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Marks beside what else happens: messages that arrive, and a database that is away. */
class MarksTest {
  private static final Command READ = new Command("read", 1, new Fields(Json.builder().build()));

  @ParameterizedTest
  @EnumSource
  void whatArrivesWhileOneReadsStaysUnread(TestDatabase kind) {
    try (TestNode node = new TestNode();
        DmWorld world = new DmWorld(kind)) {
      AccountId ada = world.person();
      AccountId ben = world.person();
      Connection bens = node.connect(ben).greeted().connection();
      Marks marks = world.marks(node);
      Map<Long, JsonObject> told = tellings(world, ben);
      ConversationId conversation = ConversationId.parse(world.send(ada, ben, "1"));

      for (long seq = 1; seq <= Proof.races(); seq++) {
        long read = seq;
        CompletableFuture<Void> reading =
            CompletableFuture.runAsync(
                () -> {
                  marks.read(bens, READ, conversation, read);
                  marks.write();
                });
        world.send(ada, ben, "next");
        reading.join();

        MemberState state = state(world, new MemberId(conversation, ben));
        assertThat(state.read()).isEqualTo(read);
        assertThat(state.unread()).as("unread behind %s", read).isEqualTo(1);
      }

      assertThat(told.keySet())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, told.size()).boxed().toList());
      told.values().stream()
          .filter(event -> event.getString("type").equals("read"))
          .forEach(event -> assertThat(unread(told, event)).isEqualTo(event.getInt("unread")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whileTheDatabaseIsAwayReadsAreRefusedAndDeliveredMarksWait(TestDatabase kind) {
    try (TestNode node = new TestNode();
        DmWorld world = new DmWorld(kind)) {
      AccountId ada = world.person();
      AccountId ben = world.person();
      Peer bens = node.connect(ben).greeted();
      Marks marks = world.marks(node);
      ConversationId conversation = ConversationId.parse(world.send(ada, ben, "1"));
      marks.acknowledge(ben, 2); // The conversation, and the message in it.
      marks.read(bens.connection(), READ, conversation, 1);
      world.database().close();

      assertThatThrownBy(marks::write).isInstanceOf(IllegalStateException.class);

      JsonObject refusal = bens.next();
      assertThat(refusal.getString("code")).isEqualTo("unavailable");
      assertThat(refusal.getInt("retryAfter")).isPositive();
      world.database().open("test");
      marks.write();
      assertThat(delivered(world, conversation, ben)).isEqualTo(1);
      assertThat(state(world, new MemberId(conversation, ben)).read()).isZero();
      marks.read(bens.connection(), READ, conversation, 1);
      marks.write();
      assertThat(bens.next().getInt("unread")).isZero();
    }
  }

  private static long delivered(DmWorld world, ConversationId conversation, AccountId account) {
    return world
        .database()
        .inTransaction(handle -> new MarkStore().marks(handle, List.of(conversation)))
        .stream()
        .filter(marks -> marks.member().account().equals(account))
        .findFirst()
        .orElseThrow()
        .delivered();
  }

  private static Map<Long, JsonObject> tellings(DmWorld world, AccountId account) {
    Map<Long, JsonObject> told = new ConcurrentSkipListMap<>();
    world
        .broker()
        .subscribe(
            Subject.Kind.ACCOUNT,
            (position, publication) -> {
              if (position.subject().id() == account.value() && position.at() > 0) {
                told.put(position.at(), Json.read(publication.payload().json()).asJsonObject());
              }
            });
    return told;
  }

  /** What a client counts that has every event up to the position that the number belongs to. */
  private static long unread(Map<Long, JsonObject> told, JsonObject read) {
    return told.entrySet().stream()
        .filter(event -> event.getKey() <= read.getInt("asOf"))
        .map(Map.Entry::getValue)
        .filter(event -> event.getString("type").equals("message"))
        .filter(message -> message.getInt("seq") > read.getInt("seq"))
        .count();
  }

  private static MemberState state(DmWorld world, MemberId member) {
    return world
        .database()
        .inTransaction(handle -> new MarkStore().states(handle, List.of(member)).get(0));
  }
}
