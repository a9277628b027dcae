package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.hearhear.account.TestAccounts;
import org.hearhear.live.TestNode;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;
import org.hearhear.wire.Key;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is sent, in whatever batches: the tables are what a simple model says. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class MessageModelTest {
  private static final int BATCHES = 40;
  private static final int BATCH_MAX = 20;

  private final Random random = new Random(4);
  private final Database database;
  private final List<AccountId> people = new ArrayList<>();
  private final List<MessageWrite> earlier = new ArrayList<>();

  /** What was stored under each key of each sender. */
  private final Map<String, String> known = new HashMap<>();

  private final Map<AccountPair, List<String>> texts = new HashMap<>();
  private final Map<AccountPair, ConversationId> ids = new HashMap<>();

  /** Entries with the pair in place of the conversation's id. */
  private final Map<AccountId, List<String>> logs = new HashMap<>();

  private final TestAccounts accounts;

  MessageModelTest(TestDatabase kind) {
    database = kind.open(Map.of());
    accounts = new TestAccounts(database);
    for (int i = 0; i < 5; i++) {
      people.add(accounts.create("model" + i));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void tablesAreWhatTheModelSays() {
    try (TestNode node = new TestNode()) {
      MessageStore messages = new MessageStore();
      MessageLedger ledger =
          new MessageLedger(
              new MessageBatch.Stores(
                  accounts.store(),
                  new ConversationStore(messages),
                  messages,
                  new AccountLogStore(new MessageStore())),
              node.broker());
      for (int round = 0; round < BATCHES; round++) {
        List<MessageWrite> batch = new ArrayList<>();
        for (int size = 1 + random.nextInt(BATCH_MAX); size > 0; size--) {
          batch.add(write(node));
        }

        List<MessageResult> results = database.inTransaction(handle -> ledger.apply(handle, batch));

        for (int i = 0; i < batch.size(); i++) {
          assertThat(told(results.get(i))).as("%s", batch.get(i)).isEqualTo(expected(batch.get(i)));
          learn(results.get(i));
        }
        earlier.addAll(batch);
      }

      compareMessages(messages);
      compareLogs();
    }
  }

  /** A new message, or an earlier one again, or an earlier key with something else. */
  private MessageWrite write(TestNode node) {
    int dice = random.nextInt(10);
    if (dice < 3 && !earlier.isEmpty()) {
      return earlier.get(random.nextInt(earlier.size()));
    }
    AccountId from = people.get(random.nextInt(people.size()));
    AccountId to = people.get(random.nextInt(people.size()));
    Key key = new Key(new UUID(random.nextLong(), random.nextLong()));
    if (dice == 3 && !earlier.isEmpty()) {
      key = earlier.get(random.nextInt(earlier.size())).send().key();
    }
    ConversationId id = ids.get(AccountPair.of(from, to));
    boolean byId = id != null && random.nextBoolean();
    DmCommand.Send send =
        new DmCommand.Send(
            key,
            byId ? Optional.empty() : Optional.of(to),
            byId ? Optional.ofNullable(id) : Optional.empty(),
            "text " + random.nextInt(3));
    return new MessageWrite(
        node.connect(from).connection(),
        new Command("send", 1, new Fields((JsonObject) Json.read("{}"))),
        send);
  }

  /** What the model says of a write, and does with it. */
  private String expected(MessageWrite write) {
    AccountId from = write.connection().account();
    AccountPair pair =
        write.send().to().map(to -> AccountPair.of(from, to)).orElseGet(() -> pairOf(write));
    String slot = from + " " + write.send().key();
    String content = pair + write.send().text();
    String stored = known.get(slot);
    if (stored != null) {
      return stored.startsWith(content + "#")
          ? "repeat " + stored.substring(content.length())
          : "key_reused";
    }
    if (pair.low().equals(pair.high())) {
      return "bad_request";
    }
    List<String> conversation = texts.computeIfAbsent(pair, none -> new ArrayList<>());
    conversation.add(from + ": " + write.send().text());
    int seq = conversation.size();
    known.put(slot, content + "#" + seq);
    for (AccountId member : pair.both()) {
      List<String> log = logs.computeIfAbsent(member, none -> new ArrayList<>());
      if (seq == 1) {
        log.add(log.size() + 1 + " opened " + pair);
      }
      log.add(log.size() + 1 + " message " + seq + " of " + pair);
    }
    return "sent #" + seq;
  }

  private AccountPair pairOf(MessageWrite write) {
    ConversationId id = write.send().conversation().orElseThrow();
    return ids.entrySet().stream()
        .filter(entry -> entry.getValue().equals(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static String told(MessageResult result) {
    if (result instanceof MessageResult.Sent sent) {
      return "sent #" + sent.message().seq();
    }
    if (result instanceof MessageResult.Repeated repeated) {
      return "repeat #" + repeated.message().seq();
    }
    return ((MessageResult.Refused) result).refusal().code().wireName();
  }

  /** The ids of conversations are the database's to choose. */
  private void learn(MessageResult result) {
    if (result instanceof MessageResult.Sent sent
        && !ids.containsValue(sent.message().conversation())) {
      AccountPair pair =
          database
              .inTransaction(
                  handle ->
                      new ConversationStore(new MessageStore())
                          .lock(handle, List.of(sent.message().conversation())))
              .values()
              .iterator()
              .next()
              .pair();
      ids.put(pair, sent.message().conversation());
    }
  }

  private void compareMessages(MessageStore messages) {
    texts.forEach(
        (pair, expected) -> {
          List<Message> stored =
              database.inTransaction(
                  handle -> messages.after(handle, id(pair), 0, Integer.MAX_VALUE));

          assertThat(stored)
              .extracting(message -> message.sender() + ": " + message.text())
              .containsExactlyElementsOf(expected);
          assertThat(stored).last().extracting(Message::seq).isEqualTo((long) expected.size());
        });
  }

  private void compareLogs() {
    for (AccountId person : people) {
      List<String> expected =
          logs.getOrDefault(person, List.of()).stream()
              .map(
                  entry -> {
                    int at = entry.indexOf("AccountPair");
                    String pair = entry.substring(at);
                    ConversationId id =
                        ids.entrySet().stream()
                            .filter(known -> known.getKey().toString().equals(pair))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElseThrow();
                    return entry.substring(0, at) + id;
                  })
              .toList();

      assertThat(AccountLogs.read(database, person)).isEqualTo(expected);
    }
  }

  private ConversationId id(AccountPair pair) {
    ConversationId id = ids.get(pair);
    if (id == null) {
      throw new AssertionError("No conversation of " + pair);
    }
    return id;
  }
}
