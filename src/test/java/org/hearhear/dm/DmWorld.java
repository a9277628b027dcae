package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hearhear.account.TestAccounts;
import org.hearhear.attachment.AttachmentStore;
import org.hearhear.config.Settings;
import org.hearhear.dm.conversation.ContactStore;
import org.hearhear.dm.conversation.ConversationStore;
import org.hearhear.dm.conversation.MemberStore;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.dm.mark.MarkStore;
import org.hearhear.dm.mark.Marks;
import org.hearhear.dm.mark.Receipts;
import org.hearhear.dm.message.MessageStore;
import org.hearhear.dm.message.ReactionStore;
import org.hearhear.dm.replay.LogReplay;
import org.hearhear.dm.replay.Recollections;
import org.hearhear.dm.write.DmLedger;
import org.hearhear.dm.write.DmResult;
import org.hearhear.dm.write.DmStores;
import org.hearhear.dm.write.DmWrite;
import org.hearhear.dm.write.Grouping;
import org.hearhear.dm.write.Peacekeeping;
import org.hearhear.dm.write.Revising;
import org.hearhear.dm.write.Rules;
import org.hearhear.dm.write.Sending;
import org.hearhear.fanout.Broker;
import org.hearhear.fanout.LocalBroker;
import org.hearhear.it.Keys;
import org.hearhear.journal.AppliedStore;
import org.hearhear.live.Connection;
import org.hearhear.live.Replay.Event;
import org.hearhear.live.TestConnections;
import org.hearhear.live.TestNode;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Fields;
import org.hearhear.wire.Json;
import org.hearhear.wire.Key;

/**
 * What writes direct messages, on one database with people of its own, for tests that ask it as a
 * client would. Commands are JSON; a key is made up where a test gives none.
 */
public final class DmWorld implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Map<String, String> changed;
  private final Database database;
  private final TestAccounts accounts;
  private final LocalBroker broker = new LocalBroker();
  private final DmLedger ledger;

  public DmWorld(TestDatabase kind, String... settings) {
    this.changed = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      changed.put(settings[i], settings[i + 1]);
    }
    database = kind.open(Map.of());
    accounts = new TestAccounts(database);
    ledger = ledger(broker);
  }

  public Database database() {
    return database;
  }

  TestAccounts accounts() {
    return accounts;
  }

  LocalBroker broker() {
    return broker;
  }

  DmLedger ledger() {
    return ledger;
  }

  public Settings settings() {
    return Settings.of(changed);
  }

  /** What another node would write with. */
  DmLedger ledger(Broker publishing) {
    MemberStore members = new MemberStore();
    ContactStore contacts = new ContactStore();
    Sending sending = new Sending(contacts, new AttachmentStore());
    return new DmLedger(
        new Rules(
            new DmStores(
                accounts.store(),
                new ConversationStore(),
                new MessageStore(),
                log(),
                new AppliedStore()),
            sending,
            new Revising(settings(), new ReactionStore(), sending),
            new Grouping(settings(), members, contacts),
            new Peacekeeping(settings(), contacts, new MarkStore())),
        publishing);
  }

  AccountLogStore log() {
    return new AccountLogStore(new MessageStore());
  }

  LogReplay replay() {
    return replay(settings());
  }

  LogReplay replay(Settings settings) {
    return new LogReplay(
        settings,
        database,
        log(),
        new Recollections(
            new ConversationStore(),
            new MemberStore(),
            new ReactionStore(),
            new MarkStore(),
            accounts.store()));
  }

  Marks marks(TestNode node) {
    MarkStore store = new MarkStore();
    return new Marks(
        database,
        new Marks.Stores(store, log()),
        new Receipts(settings(), store),
        broker,
        node.background());
  }

  /** What follows a position in somebody's log, page by page to its end. */
  List<Event> replayed(AccountId account, long after) {
    List<Event> all = new ArrayList<>();
    long n = after;
    List<Event> page = page(account, n);
    while (!page.isEmpty()) {
      all.addAll(page);
      n = page.get(page.size() - 1).n();
      page = page(account, n);
    }
    return all;
  }

  private List<Event> page(AccountId account, long n) {
    return replay().after(Map.of(account, n)).getOrDefault(account, List.of());
  }

  public AccountId person() {
    return accounts.create("person" + NAMES.incrementAndGet());
  }

  static Key key() {
    return new Key(UUID.fromString(Keys.next()));
  }

  /** A command as a client writes it; names and values take turns. */
  public static DmWrite write(AccountId who, String type, Object... fields) {
    return write(TestConnections.of(who), type, fields);
  }

  static DmWrite write(Connection connection, String type, Object... fields) {
    Command command = command(type, fields);
    return new DmWrite(connection, command, DmChanges.read(command, Settings.of(Map.of())));
  }

  static Command command(String type, Object... fields) {
    JsonObjectBuilder json = Json.builder().add("type", type).add("ref", 1);
    if (!Arrays.asList(fields).contains("key")) {
      json.add("key", key().toString());
    }
    for (int i = 0; i < fields.length; i += 2) {
      add(json, (String) fields[i], fields[i + 1]);
    }
    return new Command(type, 1, new Fields(json.build()));
  }

  private static void add(JsonObjectBuilder json, String name, Object value) {
    if (value instanceof Number number) {
      json.add(name, number.longValue());
    } else if (value instanceof Boolean flag) {
      json.add(name, flag);
    } else if (value instanceof List<?> list) {
      json.add(
          name, jakarta.json.Json.createArrayBuilder(list.stream().map(Object::toString).toList()));
    } else {
      json.add(name, value.toString());
    }
  }

  public List<DmResult> apply(List<DmWrite> batch) {
    return database.inTransaction(handle -> ledger.apply(handle, batch));
  }

  /** Does one thing alone, tells of it, and returns what came of it. */
  public DmResult apply(DmWrite write) {
    DmResult result = apply(List.of(write)).get(0);
    ledger.publish(write, result);
    return result;
  }

  /** Does one thing that is allowed, and returns the reply. */
  public JsonObject done(AccountId who, String type, Object... fields) {
    return reply(apply(write(who, type, fields)));
  }

  /** Tries one thing that is not. */
  public ErrorCode refused(AccountId who, String type, Object... fields) {
    return refusal(apply(write(who, type, fields)));
  }

  static JsonObject reply(DmResult result) {
    assertThat(result).isInstanceOf(DmResult.Done.class);
    return ((DmResult.Done) result).reply();
  }

  static ErrorCode refusal(DmResult result) {
    assertThat(result).isInstanceOf(DmResult.Refused.class);
    return ((DmResult.Refused) result).refusal().code();
  }

  /** A group of these people, of whom the first is the owner. */
  String group(AccountId owner, AccountId... others) {
    return done(owner, "create", "title", "A group", "accounts", List.of(others))
        .getString("conversation");
  }

  /** Sends a text to a person, and returns the conversation. */
  String send(AccountId from, AccountId to, String text) {
    return done(from, "send", "to", to, "text", text).getString("conversation");
  }

  @Override
  public void close() {
    database.close();
  }
}
