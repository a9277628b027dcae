package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.hearhear.account.AccountStore;
import org.hearhear.account.TestAccounts;
import org.hearhear.config.Settings;
import org.hearhear.fanout.LocalBroker;
import org.hearhear.fanout.Position;
import org.hearhear.live.TestConnections;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Key;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches of messages as they are written, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MessageLedgerTest {
  private static final Command COMMAND =
      new Command("send", 1, new Fields(JsonValue.EMPTY_JSON_OBJECT));

  private final TestDatabase kind;

  private final MessageStore messages = new MessageStore();
  private final ConversationStore conversations = new ConversationStore(messages);
  private final AccountLogStore log = new AccountLogStore(new MessageStore());
  private Database database;
  private MessageLedger ledger;
  private AccountId ada;
  private AccountId ben;
  private AccountId cem;

  MessageLedgerTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    ledger =
        new MessageLedger(
            new MessageBatch.Stores(
                new AccountStore(Settings.of(Map.of())), conversations, messages, log),
            new LocalBroker());
    ada = account("ada");
    ben = account("ben");
    cem = account("cem");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void firstMessageOpensTheConversationInBothLogs() {
    MessageResult.Sent sent = sent(apply(to(ada, ben, key(), "hi")).get(0));

    assertThat(sent.message().seq()).isEqualTo(1);
    assertThat(sent.opened()).isPresent();
    assertThat(sent.opened().orElseThrow().positions()).extracting(Position::at).containsOnly(1L);
    assertThat(sent.positions()).extracting(Position::at).containsExactly(2L, 2L);
    assertThat(head(ada)).isEqualTo(2);
    assertThat(head(ben)).isEqualTo(2);
    assertThat(head(cem)).isZero();
  }

  @Test
  void repeatGetsTheFirstResultInTheSameBatchAndInAnother() {
    MessageWrite write = to(ada, ben, key(), "hi");

    List<MessageResult> both = apply(write, write);
    MessageResult later = apply(write).get(0);

    Message first = sent(both.get(0)).message();
    assertThat(both.get(1)).isEqualTo(new MessageResult.Repeated(first));
    assertThat(later).isEqualTo(new MessageResult.Repeated(first));
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

    assertThat(sent(apply(to(ben, ada, key, "hi")).get(0)).message().seq()).isEqualTo(2);
  }

  @Test
  void strangersDisabledPeopleAndOneselfAreRefused() {
    ConversationId theirs = sent(apply(to(ada, ben, key(), "hi")).get(0)).message().conversation();
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
    MessageWrite write = to(ada, ben, key(), "hi");
    apply(write);
    database.useTransaction(
        handle -> handle.execute("UPDATE account SET disabled = true WHERE id = ?", ben.value()));

    assertThat(apply(write).get(0)).isInstanceOf(MessageResult.Repeated.class);
  }

  @Test
  void twoWhoWriteToEachOtherFirstAtTheSameMomentShareOneConversation() {
    CompletableFuture<MessageResult> one =
        CompletableFuture.supplyAsync(() -> apply(to(ada, ben, key(), "hi")).get(0));
    CompletableFuture<MessageResult> other =
        CompletableFuture.supplyAsync(() -> apply(to(ben, ada, key(), "ho")).get(0));

    Message first = sent(one.join()).message();
    Message second = sent(other.join()).message();

    assertThat(first.conversation()).isEqualTo(second.conversation());
    assertThat(List.of(first.seq(), second.seq())).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void lastActiveConversationComesFirst() {
    apply(to(ada, ben, key(), "one"));
    apply(to(ada, cem, key(), "two"));
    apply(to(ben, ada, key(), "three"));

    List<ConversationStore.Listed> listed =
        database.inTransaction(handle -> conversations.page(handle, ada, Optional.empty(), 10));

    assertThat(listed).extracting(each -> each.last().text()).containsExactly("three", "two");
    assertThat(listed).extracting(each -> each.with().id()).containsExactly(ben, cem);
  }

  @Test
  void randomBatchesLeaveNoGaps() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<AccountId> people = List.of(ada, ben, cem);
    List<MessageWrite> earlier = new ArrayList<>();
    Map<AccountId, List<Long>> ns = new HashMap<>();
    Map<ConversationId, List<Long>> seqs = new HashMap<>();

    for (int round = 0; round < 20; round++) {
      List<MessageWrite> batch = new ArrayList<>();
      for (int i = random.nextInt(10); i >= 0; i--) {
        AccountId from = people.get(random.nextInt(3));
        AccountId to = people.get(random.nextInt(3));
        batch.add(
            !earlier.isEmpty() && random.nextInt(4) == 0
                ? earlier.get(random.nextInt(earlier.size()))
                : to(from, to, key(), "text " + i));
      }
      earlier.addAll(batch);
      for (MessageResult result : apply(batch.toArray(new MessageWrite[0]))) {
        if (result instanceof MessageResult.Sent sent) {
          sent.opened().ifPresent(opened -> note(ns, opened.positions()));
          note(ns, sent.positions());
          seqs.computeIfAbsent(sent.message().conversation(), id -> new ArrayList<>())
              .add(sent.message().seq());
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

  private List<MessageResult> apply(MessageWrite... batch) {
    return database.inTransaction(handle -> ledger.apply(handle, List.of(batch)));
  }

  private static MessageWrite to(AccountId from, AccountId to, Key key, String text) {
    return new MessageWrite(
        TestConnections.of(from),
        COMMAND,
        new DmCommand.Send(key, Optional.of(to), Optional.empty(), text));
  }

  private static MessageWrite into(AccountId from, ConversationId id, Key key, String text) {
    return new MessageWrite(
        TestConnections.of(from),
        COMMAND,
        new DmCommand.Send(key, Optional.empty(), Optional.of(id), text));
  }

  private static MessageResult.Sent sent(MessageResult result) {
    assertThat(result).isInstanceOf(MessageResult.Sent.class);
    return (MessageResult.Sent) result;
  }

  private static ErrorCode refusal(MessageResult result) {
    assertThat(result).isInstanceOf(MessageResult.Refused.class);
    return ((MessageResult.Refused) result).refusal().code();
  }

  private long head(AccountId account) {
    return database.inTransaction(handle -> log.extent(handle, account).head());
  }

  private static Key key() {
    return new Key(UUID.randomUUID());
  }

  private AccountId account(String name) {
    return new TestAccounts(database).create(name);
  }
}
