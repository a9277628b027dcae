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
import org.hearhear.live.Peer;
import org.hearhear.live.TestNode;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Marks beside what else happens: messages that arrive, and a database that is away. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MarksTest {
  private static final Command READ = new Command("read", 1, new Fields(Json.builder().build()));

  private final TestNode node = new TestNode();
  private final DmWorld world;
  private final AccountId ada;
  private final AccountId ben;
  private final Peer bens;
  private final Marks marks;
  private final Map<Long, JsonObject> told = new ConcurrentSkipListMap<>();
  private final ConversationId conversation;

  MarksTest(TestDatabase kind) {
    world = new DmWorld(kind);
    ada = world.person();
    ben = world.person();
    bens = node.connect(ben).greeted();
    marks = world.marks(node);
    world
        .broker()
        .subscribe(
            Subject.Kind.ACCOUNT,
            (position, publication) -> {
              if (position.subject().id() == ben.value() && position.at() > 0) {
                told.put(position.at(), Json.read(publication.payload().json()).asJsonObject());
              }
            });
    conversation = ConversationId.parse(world.send(ada, ben, "1"));
  }

  @AfterEach
  void close() {
    node.close();
    world.close();
  }

  @Test
  void whatArrivesWhileOneReadsStaysUnread() {
    for (long seq = 1; seq <= Proof.races(); seq++) {
      long read = seq;
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(
              () -> {
                marks.read(bens.connection(), READ, conversation, read);
                marks.write();
              });
      world.send(ada, ben, "next");
      reading.join();

      assertThat(state().read()).isEqualTo(read);
      assertThat(state().unread()).as("unread behind %s", read).isEqualTo(1);
    }

    assertThat(told.keySet())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, told.size()).boxed().toList());
    told.values().stream()
        .filter(event -> event.getString("type").equals("read"))
        .forEach(event -> assertThat(unreadBy(event)).isEqualTo(event.getInt("unread")));
  }

  @Test
  void whileTheDatabaseIsAwayReadsAreRefusedAndDeliveredMarksWait() {
    marks.acknowledge(ben, 2); // The conversation, and the message in it.
    marks.read(bens.connection(), READ, conversation, 1);
    world.database().close();

    assertThatThrownBy(marks::write).isInstanceOf(IllegalStateException.class);

    JsonObject refusal = bens.next();
    assertThat(refusal.getString("code")).isEqualTo("unavailable");
    assertThat(refusal.getInt("retryAfter")).isPositive();
    world.database().open("test");
    marks.write();
    assertThat(delivered()).isEqualTo(1);
    assertThat(state().read()).isZero();
    marks.read(bens.connection(), READ, conversation, 1);
    marks.write();
    assertThat(bens.next().getInt("unread")).isZero();
  }

  private long delivered() {
    return world
        .database()
        .inTransaction(handle -> new MarkStore().marks(handle, List.of(conversation)))
        .stream()
        .filter(each -> each.member().account().equals(ben))
        .findFirst()
        .orElseThrow()
        .delivered();
  }

  /** What a client counts that has every event up to the position that the number belongs to. */
  private long unreadBy(JsonObject read) {
    return told.entrySet().stream()
        .filter(event -> event.getKey() <= read.getInt("asOf"))
        .map(Map.Entry::getValue)
        .filter(event -> event.getString("type").equals("message"))
        .filter(message -> message.getInt("seq") > read.getInt("seq"))
        .count();
  }

  private MemberState state() {
    List<MemberId> bensOwn = List.of(new MemberId(conversation, ben));
    return world.database().inTransaction(handle -> new MarkStore().states(handle, bensOwn).get(0));
  }
}
