package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.hearhear.dm.message.MessageStore;
import org.hearhear.dm.write.DmResult;
import org.hearhear.dm.write.DmWrite;
import org.hearhear.fanout.Position;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Key;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches of messages as they are written, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MessageLedgerTest {
  private final DmWorld world;
  private final Database database;
  private final AccountId ada;
  private final AccountId ben;
  private final AccountId cem;

  MessageLedgerTest(TestDatabase kind) {
    world = new DmWorld(kind);
    database = world.database();
    ada = world.person();
    ben = world.person();
    cem = world.person();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void firstMessageOpensTheConversationInBothLogs() {
    DmResult.Done sent = sent(apply(to(ada, ben, key(), "hi")).get(0));

    assertThat(sent.reply().getInt("seq")).isEqualTo(1);
    assertThat(sent.told()).hasSize(2);
    assertThat(sent.told().get(0).positions()).extracting(Position::at).containsOnly(1L);
    assertThat(sent.told().get(1).positions()).extracting(Position::at).containsExactly(2L, 2L);
    assertThat(head(ada)).isEqualTo(2);
    assertThat(head(ben)).isEqualTo(2);
    assertThat(head(cem)).isZero();
  }

  @Test
  void repeatGetsTheFirstResultInTheSameBatchAndInAnother() {
    DmWrite write = to(ada, ben, key(), "hi");

    List<DmResult> both = apply(write, write);
    DmResult later = apply(write).get(0);

    JsonObject first = sent(both.get(0)).reply();
    for (DmResult repeat : List.of(both.get(1), later)) {
      assertThat(sent(repeat).told()).isEmpty();
      assertThat(sent(repeat).reply())
          .containsAllEntriesOf(first)
          .containsEntry("again", JsonValue.TRUE);
    }
    assertThat(head(ben)).isEqualTo(2);
  }

  @Test
  void keyOfOtherContentOrAnotherConversationIsRefused() {
    Key key = key();
    apply(to(ada, ben, key, "hi"));

    assertThat(refusal(apply(to(ada, ben, key, "ho")).get(0))).isEqualTo(ErrorCode.KEY_REUSED);
    assertThat(refusal(apply(to(ada, cem, key, "hi")).get(0))).isEqualTo(ErrorCode.KEY_REUSED);
  }

  @Test
  void keysOfTwoPeopleAreTheirOwn() {
    Key key = key();

    apply(to(ada, ben, key, "hi"));

    assertThat(sent(apply(to(ben, ada, key, "hi")).get(0)).reply().getInt("seq")).isEqualTo(2);
  }

  @Test
  void strangersDisabledPeopleAndOneselfAreRefused() {
    String theirs = conversation(apply(to(ada, ben, key(), "hi")).get(0));
    database.useTransaction(
        handle -> handle.execute("UPDATE account SET disabled = true WHERE id = ?", ben.value()));

    assertThat(refusal(apply(into(cem, theirs, key(), "x")).get(0))).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(apply(to(ada, ben, key(), "x")).get(0))).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(apply(to(ada, new AccountId(999), key(), "x")).get(0)))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(refusal(apply(to(ada, ada, key(), "x")).get(0))).isEqualTo(ErrorCode.BAD_REQUEST);
  }

  @Test
  void repeatIsAnsweredEvenAfterTheOtherWasDisabled() {
    DmWrite write = to(ada, ben, key(), "hi");
    apply(write);
    database.useTransaction(
        handle -> handle.execute("UPDATE account SET disabled = true WHERE id = ?", ben.value()));

    assertThat(apply(write).get(0))
        .extracting(result -> sent(result).reply().getBoolean("again"))
        .isEqualTo(true);
  }

  @Test
  void twoWhoWriteToEachOtherFirstAtTheSameMomentShareOneConversation() {
    CompletableFuture<DmResult> one =
        CompletableFuture.supplyAsync(() -> apply(to(ada, ben, key(), "hi")).get(0));
    CompletableFuture<DmResult> other =
        CompletableFuture.supplyAsync(() -> apply(to(ben, ada, key(), "ho")).get(0));

    JsonObject first = sent(one.join()).reply();
    JsonObject second = sent(other.join()).reply();

    assertThat(first.getString("conversation")).isEqualTo(second.getString("conversation"));
    assertThat(List.of(first.getInt("seq"), second.getInt("seq"))).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void lastActiveConversationComesFirst() {
    apply(to(ada, ben, key(), "one"));
    apply(to(ada, cem, key(), "two"));
    apply(to(ben, ada, key(), "three"));

    List<ConversationListStore.Listed> listed =
        database.inTransaction(
            handle ->
                new ConversationListStore(new MessageStore())
                    .page(handle, ada, Optional.empty(), 10));

    assertThat(listed)
        .extracting(each -> each.last().orElseThrow().text())
        .containsExactly("three", "two");
    assertThat(listed).extracting(each -> each.with().orElseThrow().id()).containsExactly(ben, cem);
  }

  @Test
  void randomBatchesLeaveNoGaps() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<AccountId> people = List.of(ada, ben, cem);
    List<DmWrite> earlier = new ArrayList<>();
    Map<AccountId, List<Long>> ns = new HashMap<>();
    Map<String, List<Long>> seqs = new HashMap<>();

    for (int round = 0; round < 20; round++) {
      List<DmWrite> batch = new ArrayList<>();
      for (int i = random.nextInt(10); i >= 0; i--) {
        AccountId from = people.get(random.nextInt(3));
        AccountId to = people.get(random.nextInt(3));
        batch.add(
            !earlier.isEmpty() && random.nextInt(4) == 0
                ? earlier.get(random.nextInt(earlier.size()))
                : to(from, to, key(), "text " + i));
      }
      earlier.addAll(batch);
      for (DmResult result : apply(batch.toArray(new DmWrite[0]))) {
        if (result instanceof DmResult.Done sent && !sent.told().isEmpty()) {
          sent.told().forEach(told -> note(ns, told.positions()));
          seqs.computeIfAbsent(conversation(sent), id -> new ArrayList<>())
              .add(sent.reply().getJsonNumber("seq").longValue());
        }
      }
    }

    assertThat(ns.values()).as("seed %d", seed).allSatisfy(MessageLedgerTest::assertGapless);
    assertThat(seqs.values()).as("seed %d", seed).allSatisfy(MessageLedgerTest::assertGapless);
    ns.forEach((account, each) -> assertThat(head(account)).isEqualTo(each.size()));
  }

  private static void note(Map<AccountId, List<Long>> ns, List<Position> positions) {
    for (Position position : positions) {
      ns.computeIfAbsent(new AccountId(position.subject().id()), id -> new ArrayList<>())
          .add(position.at());
    }
  }

  private static void assertGapless(List<Long> numbers) {
    assertThat(numbers)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  private List<DmResult> apply(DmWrite... batch) {
    return world.apply(List.of(batch));
  }

  private static DmWrite to(AccountId from, AccountId to, Key key, String text) {
    return DmWorld.write(from, "send", "to", to, "key", key, "text", text);
  }

  private static DmWrite into(AccountId from, String conversation, Key key, String text) {
    return DmWorld.write(from, "send", "conversation", conversation, "key", key, "text", text);
  }

  private static DmResult.Done sent(DmResult result) {
    assertThat(result).isInstanceOf(DmResult.Done.class);
    return (DmResult.Done) result;
  }

  private static String conversation(DmResult result) {
    return sent(result).reply().getString("conversation");
  }

  private static ErrorCode refusal(DmResult result) {
    assertThat(result).isInstanceOf(DmResult.Refused.class);
    return ((DmResult.Refused) result).refusal().code();
  }

  private long head(AccountId account) {
    return database.inTransaction(handle -> world.log().extent(handle, account).head());
  }

  private static Key key() {
    return DmWorld.key();
  }
}
