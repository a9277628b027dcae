package org.hearhear.dm.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hearhear.account.TestAccounts;
import org.hearhear.dm.conversation.AccountPair;
import org.hearhear.dm.conversation.ConversationStore;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.dm.mark.MarkStore.Mark;
import org.hearhear.dm.message.Message;
import org.hearhear.dm.message.MessageStore;
import org.hearhear.storage.Database;
import org.hearhear.storage.Pipeline;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Key;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Marks follow what an account acknowledges of its log, on both databases, and never go back. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MarkStoreTest {
  private final TestDatabase kind;
  private final MarkStore store = new MarkStore();
  private final MessageStore messages = new MessageStore();
  private final ConversationStore conversations = new ConversationStore();
  private final AccountLogStore log = new AccountLogStore(messages);
  private final Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private Database database;
  private AccountId ada;
  private AccountId ben;
  private ConversationId conversation;

  MarkStoreTest(TestDatabase kind) {
    this.kind = kind;
  }

  /** Ada writes the messages 1 to 3 and Ben 4; each log has them at the same position. */
  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    ada = new TestAccounts(database).create("ada");
    ben = new TestAccounts(database).create("ben");
    conversation =
        database.inTransaction(
            handle -> conversations.insert(handle, AccountPair.of(ada, ben), now).orElseThrow());
    database.useTransaction(
        handle -> IntStream.rangeClosed(1, 4).forEach(seq -> write(handle, seq)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void newestMessageOfOthersThatIsAcknowledgedIsDelivered() {
    assertThat(advance(Map.of(ben, 2L))).containsExactly(mark(ben, 2));
    assertThat(advance(Map.of(ben, 4L))).containsExactly(mark(ben, 3));

    assertThat(delivered()).isEqualTo(Map.of(ada, 0L, ben, 3L));
  }

  @Test
  void severalAccountsMoveTogether() {
    assertThat(advance(Map.of(ben, 1L, ada, 4L)))
        .containsExactlyInAnyOrder(mark(ben, 1), mark(ada, 4));
  }

  @Test
  void acknowledgementThatIsRepeatedOrLateMovesNothing() {
    advance(Map.of(ben, 3L));

    assertThat(advance(Map.of(ben, 3L))).isEmpty();
    assertThat(advance(Map.of(ben, 1L))).isEmpty();
    assertThat(delivered()).containsEntry(ben, 3L);
  }

  @Test
  void ownMessagesAreNotDeliveredToOneself() {
    assertThat(advance(Map.of(ada, 3L))).isEmpty();
  }

  @Test
  void nodesThatWriteTheSameMarksAtOnceNeverGoBackAndNeverWaitInACircle() {
    List<CompletableFuture<List<Mark>>> both =
        List.of(
            CompletableFuture.supplyAsync(() -> advance(new TreeMap<>(Map.of(ada, 4L, ben, 1L)))),
            CompletableFuture.supplyAsync(() -> advance(new TreeMap<>(Map.of(ben, 3L, ada, 2L)))));

    both.forEach(CompletableFuture::join);

    assertThat(delivered()).isEqualTo(Map.of(ada, 4L, ben, 3L));
  }

  private Mark mark(AccountId account, long seq) {
    return new Mark(new MemberId(conversation, account), seq);
  }

  private List<Mark> advance(Map<AccountId, Long> positions) {
    return database.inTransaction(handle -> store.advance(handle, positions));
  }

  private Map<AccountId, Long> delivered() {
    return database.inTransaction(
        handle ->
            store.marks(handle, List.of(conversation)).stream()
                .collect(
                    Collectors.toMap(
                        marks -> marks.member().account(), MarkStore.Marks::delivered)));
  }

  private void write(Handle handle, long seq) {
    AccountId sender = seq < 4 ? ada : ben;
    Pipeline pipeline = new Pipeline(handle);
    messages.insert(
        pipeline,
        List.of(
            Message.sent(
                conversation,
                seq,
                sender,
                new Key(UUID.randomUUID()),
                "text " + seq,
                now,
                OptionalLong.empty(),
                Optional.empty())),
        now);
    log.append(pipeline, List.of(entry(ada, seq), entry(ben, seq)), now);
    pipeline.run();
  }

  private AccountLogStore.Entry entry(AccountId account, long seq) {
    return new AccountLogStore.Entry(account, AccountLogStore.Kind.MESSAGE, conversation, seq);
  }
}
