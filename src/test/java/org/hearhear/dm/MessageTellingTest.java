package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hearhear.config.Settings;
import org.hearhear.dm.conversation.ConversationCursor;
import org.hearhear.dm.message.MessageStore;
import org.hearhear.dm.write.DmLedger;
import org.hearhear.dm.write.DmResult;
import org.hearhear.dm.write.DmWrite;
import org.hearhear.journal.Ledgers;
import org.hearhear.live.Peer;
import org.hearhear.live.TestNode;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Key;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is told what of messages, over conversations, batches, nodes and pages. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class MessageTellingTest {
  /** One for all tests, which have people of their own. */
  private static final Map<TestDatabase, DmWorld> OPEN = new EnumMap<>(TestDatabase.class);

  private final DmWorld world;
  private final Database database;
  private final TestNode node = new TestNode();
  private final DmLedger ledger;
  private final Map<AccountId, Peer> peers = new HashMap<>();
  private final AccountId ada;
  private final AccountId grace;
  private final AccountId mary;

  MessageTellingTest(TestDatabase kind) {
    world = OPEN.computeIfAbsent(kind, DmWorld::new);
    database = world.database();
    ledger = world.ledger(node.broker());
    ada = person();
    grace = person();
    mary = person();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @AfterAll
  static void closeDatabases() {
    OPEN.values().forEach(DmWorld::close);
    OPEN.clear();
  }

  @Test
  void seqAndNAreGaplessOverConversationsAndBatches() {
    apply(to(ada, grace, "a"), to(grace, ada, "b"), to(ada, mary, "c"));
    List<DmResult> results = apply(to(mary, ada, "d"), to(ada, grace, "e"));

    assertThat(sent(results.get(0)).reply().getInt("seq")).isEqualTo(2);
    assertThat(sent(results.get(1)).reply().getInt("seq")).isEqualTo(3);
    assertThat(results).allMatch(result -> sent(result).told().size() == 1);
    assertThat(positions(ada)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(positions(grace)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(positions(mary)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void conversationMayBeNamedInPlaceOfThePerson() {
    ConversationId id = conversation(ada, grace);

    DmResult.Done sent = sent(apply(into(grace, id, "hi")).get(0));

    assertThat(sent.reply().getString("conversation")).isEqualTo(id.toString());
    assertThat(sent.reply().getInt("seq")).isEqualTo(2);
  }

  @Test
  void keyOfAnotherTextInTheSameBatchIsRefused() {
    Key key = key();

    List<DmResult> results = apply(to(ada, grace, key, "hi"), to(ada, grace, key, "other"));

    assertThat(sent(results.get(0)).told().get(1).payload().json()).contains("\"text\":\"hi\"");
    assertThat(results.get(1)).matches(refusedAs(ErrorCode.KEY_REUSED));
  }

  @Test
  void unknownConversationIsNotFound() {
    assertThat(apply(into(ada, new ConversationId(999_999), "hi")))
        .allMatch(refusedAs(ErrorCode.NOT_FOUND));
  }

  @Test
  void refusedWriteDoesNotKeepTheOthersBack() {
    List<DmResult> results =
        apply(
            to(ada, ada, "no"),
            to(ada, grace, "yes"),
            into(mary, new ConversationId(1_000_000), "no"));

    assertThat(results.get(0)).matches(refusedAs(ErrorCode.BAD_REQUEST));
    assertThat(sent(results.get(1)).reply().getInt("seq")).isEqualTo(1);
    assertThat(results.get(2)).matches(refusedAs(ErrorCode.NOT_FOUND));
  }

  @Test
  void senderIsAnsweredAndBothPeopleAreTold() {
    DmWrite write = to(ada, grace, "hi");
    node.live(peer(ada).greeted());
    node.live(peer(grace).greeted());

    List<DmWrite> batch = List.of(write, write);
    Ledgers.tell(ledger, batch, apply(batch));

    assertThat(peer(ada).events())
        .extracting(object -> object.getString("type"))
        .containsExactly("ok", "conversation", "message", "ok");
    List<JsonObject> events = peer(grace).events();
    assertThat(events).extracting(event -> event.getInt("n")).containsExactly(1, 2);
    assertThat(events.get(1).getString("text")).isEqualTo("hi");
    assertThat(events.get(1).getString("key")).isEqualTo(write.change().key().toString());
  }

  @Test
  void repeatIsAnsweredAsSuchAndNobodyIsToldAgain() {
    DmWrite write = to(ada, grace, "hi");
    apply(write);
    node.live(peer(grace).greeted());
    peer(ada).greeted();

    Ledgers.tell(ledger, List.of(write), apply(write));

    assertThat(peer(ada).next().getBoolean("again")).isTrue();
    assertThat(peer(grace).events()).isEmpty();
  }

  @Test
  void nodesThatOpenAConversationAtOnceOpenOne() {
    try (TestNode otherNode = new TestNode()) {
      DirectMessages here = start(node);
      DirectMessages there = start(otherNode);
      for (int round = 0; round < 10; round++) {
        AccountId one = person();
        AccountId other = person();
        Peer onePeer = node.connect(one).greeted();
        Peer otherPeer = otherNode.connect(other).greeted();

        here.submit(DmWorld.write(onePeer.connection(), "send", "to", other, "text", "from here"));
        there.submit(
            DmWorld.write(otherPeer.connection(), "send", "to", one, "text", "from there"));

        JsonObject oneOk = onePeer.next();
        JsonObject otherOk = otherPeer.next();
        assertThat(oneOk.getString("conversation", oneOk.toString()))
            .isEqualTo(otherOk.getString("conversation", otherOk.toString()));
        assertThat(List.of(oneOk.getInt("seq"), otherOk.getInt("seq")))
            .containsExactlyInAnyOrder(1, 2);
        assertThat(positions(one)).containsExactly(1L, 2L, 3L);
        assertThat(positions(other)).containsExactly(1L, 2L, 3L);
      }
      here.stop();
      there.stop();
    }
  }

  @Test
  void conversationsOfOneBatchAreListedEachOnce() {
    List<AccountId> others = List.of(person(), person(), person(), person(), person());
    apply(others.stream().map(other -> to(ada, other, "hi")).toList());

    List<ConversationId> listed = new ArrayList<>();
    Optional<ConversationCursor> before = Optional.empty();
    for (List<ConversationListStore.Listed> page = page(before, 2);
        !page.isEmpty();
        page = page(before, 2)) {
      page.forEach(line -> listed.add(line.id()));
      ConversationListStore.Listed last = page.get(page.size() - 1);
      before = Optional.of(new ConversationCursor(last.activity(), last.id()));
    }

    assertThat(listed).hasSize(5).doesNotHaveDuplicates();
  }

  private List<ConversationListStore.Listed> page(Optional<ConversationCursor> before, int limit) {
    return database.inTransaction(
        handle -> new ConversationListStore(new MessageStore()).page(handle, ada, before, limit));
  }

  private DirectMessages start(TestNode publishing) {
    DirectMessages started =
        new DirectMessages(
            Settings.of(Map.of()), database, TestNode.THREADS, world.ledger(publishing.broker()));
    started.start();
    return started;
  }

  private List<DmResult> apply(DmWrite... batch) {
    return apply(List.of(batch));
  }

  private List<DmResult> apply(List<DmWrite> batch) {
    return database.inTransaction(handle -> ledger.apply(handle, batch));
  }

  private AccountId person() {
    return world.person();
  }

  private ConversationId conversation(AccountId one, AccountId other) {
    return ConversationId.parse(
        sent(apply(to(one, other, "first")).get(0)).reply().getString("conversation"));
  }

  private Peer peer(AccountId account) {
    return peers.computeIfAbsent(account, node::connect);
  }

  private DmWrite to(AccountId from, AccountId to, String text) {
    return to(from, to, key(), text);
  }

  private DmWrite to(AccountId from, AccountId to, Key key, String text) {
    return DmWorld.write(peer(from).connection(), "send", "to", to, "key", key, "text", text);
  }

  private DmWrite into(AccountId from, ConversationId conversation, String text) {
    return DmWorld.write(
        peer(from).connection(), "send", "conversation", conversation, "text", text);
  }

  private static Key key() {
    return DmWorld.key();
  }

  private static DmResult.Done sent(DmResult result) {
    assertThat(result).isInstanceOf(DmResult.Done.class);
    return (DmResult.Done) result;
  }

  private static Predicate<DmResult> refusedAs(ErrorCode code) {
    return result -> result instanceof DmResult.Refused refused && refused.refusal().code() == code;
  }

  private List<String> log(AccountId account) {
    return AccountLogs.read(database, account);
  }

  private List<Long> positions(AccountId account) {
    return log(account).stream().map(entry -> Long.valueOf(entry.split(" ", 2)[0])).toList();
  }
}
