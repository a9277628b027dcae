package org.hearhear.upvote;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearhear.account.TestAccounts;
import org.hearhear.config.Settings;
import org.hearhear.fanout.LocalBroker;
import org.hearhear.it.Keys;
import org.hearhear.journal.Ledgers;
import org.hearhear.live.Connection;
import org.hearhear.live.TestConnections;
import org.hearhear.storage.Database;
import org.hearhear.upvote.export.TestExports;
import org.hearhear.upvote.item.Item;
import org.hearhear.upvote.item.Tally;
import org.hearhear.upvote.vote.TestUpvotes;
import org.hearhear.upvote.vote.UpvoteLedger;
import org.hearhear.upvote.vote.UpvoteResult;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.upvote.vote.UpvoteWrite;
import org.hearhear.verify.VerifyVotes;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Fields;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Json;

/** A database in which people say commands of {@code /upvote}, one after the other. */
public final class UpvoteWorld implements AutoCloseable {
  private final Database database;
  private final Settings settings;
  private final TestAccounts accounts;
  private final UpvoteStores stores;
  private final UpvoteLedger ledger;
  private final Map<String, AccountId> people = new HashMap<>();
  private final Map<AccountId, Connection> connections = new HashMap<>();

  public UpvoteWorld(Database database) {
    this(database, Map.of());
  }

  UpvoteWorld(Database database, Map<String, String> settings) {
    this.database = database;
    this.settings = Settings.of(settings);
    this.accounts = new TestAccounts(database);
    this.stores = TestUpvotes.stores(accounts.store());
    this.ledger = TestUpvotes.ledger(stores, new LocalBroker());
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE account SET role = 'MODERATOR' WHERE id = ?", person("mod").value()));
  }

  public Database database() {
    return database;
  }

  public UpvoteStores stores() {
    return stores;
  }

  /** Somebody; {@code mod} is a moderator. */
  AccountId person(String name) {
    return people.computeIfAbsent(name, accounts::create);
  }

  /** Lets these people be there, many at once. */
  void populate(List<String> names) {
    List<AccountId> ids = accounts.create(names);
    for (int i = 0; i < names.size(); i++) {
      people.put(names.get(i), ids.get(i));
    }
  }

  /** What somebody wants to do, with a key of its own unless it has one. */
  UpvoteWrite write(String who, String type, String fields) {
    String key = fields.contains("\"key\"") ? "" : ",\"key\":\"" + Keys.next() + "\"";
    JsonObject json =
        (JsonObject) Json.read("{\"type\":\"" + type + "\"" + comma(fields) + key + "}");
    Command command = new Command(type, 1, new Fields(json));
    Connection connection = connections.computeIfAbsent(person(who), TestConnections::of);
    return switch (type) {
      case "vote" -> UpvoteCommand.vote(connection, command);
      case "post" -> UpvoteCommand.post(connection, command, settings);
      default -> UpvoteCommand.changing(connection, command, settings).orElseThrow();
    };
  }

  private static String comma(String fields) {
    return fields.isEmpty() ? "" : "," + fields;
  }

  List<UpvoteResult> apply(UpvoteWrite... batch) {
    return apply(List.of(batch));
  }

  List<UpvoteResult> apply(List<UpvoteWrite> batch) {
    return Ledgers.apply(ledger, database, batch);
  }

  UpvoteResult say(String who, String type, String fields) {
    return apply(write(who, type, fields)).get(0);
  }

  /** Does what has to be possible, and returns the reply. */
  public JsonObject ok(String who, String type, String fields) {
    UpvoteResult result = say(who, type, fields);
    if (result instanceof UpvoteResult.Counted counted) {
      return counted.reply();
    } else if (result instanceof UpvoteResult.Posted posted) {
      return posted.reply();
    } else if (result instanceof UpvoteResult.Changed changed) {
      return changed.reply();
    }
    throw new AssertionError(who + " may not " + type + " " + fields + ": " + result);
  }

  /** Tries what has to be refused. */
  ErrorCode refused(String who, String type, String fields) {
    UpvoteResult result = say(who, type, fields);
    assertThat(result).isInstanceOf(UpvoteResult.Refused.class);
    return ((UpvoteResult.Refused) result).refusal().code();
  }

  public BoardId board(String rules) {
    return BoardId.parse(
        ok("mod", "create", "\"title\":\"A board\"" + comma(rules)).getString("board"));
  }

  public ItemId post(String who, BoardId board) {
    return ItemId.parse(
        ok(who, "post", "\"board\":\"" + board + "\",\"title\":\"An idea\"").getString("item"));
  }

  public JsonObject vote(String who, ItemId item, int value) {
    return ok(who, "vote", ballot(item, value));
  }

  static String ballot(ItemId item, int value) {
    return "\"item\":\"" + item + "\",\"value\":" + value;
  }

  /** A board's items, gone or not, in the order in which they came. */
  List<ItemId> items(BoardId board) {
    return database
        .inTransaction(
            handle -> stores.items().posted(handle, board, new ItemId(0), Integer.MAX_VALUE))
        .stream()
        .map(Item::id)
        .toList();
  }

  Item item(ItemId id) {
    return database.inTransaction(handle -> stores.items().find(handle, id)).orElseThrow();
  }

  /** The votes for and against an item. */
  public List<Long> counts(ItemId id) {
    Tally tally = item(id).tally();
    return List.of(tally.up(), tally.down());
  }

  /** That each item's counts are its rows and the recount of its log, which holds. */
  public void assertEverythingHolds() {
    for (ItemId item : allItems()) {
      Tally tally = item(item).tally();
      assertThat(List.of(tally.up(), tally.down()))
          .as("the counts of item %s are its rows", item)
          .containsExactly(rows(item, 1), rows(item, -1));
      assertThat(verify(item)).as("the log of item %s\n%s", item, log(item)).startsWith("0 ");
    }
  }

  private List<ItemId> allItems() {
    return database
        .inTransaction(handle -> handle.createQuery("SELECT id FROM item").mapTo(Long.class).list())
        .stream()
        .map(ItemId::new)
        .toList();
  }

  private long rows(ItemId item, int value) {
    return database.inTransaction(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM vote WHERE item_id = :item AND value = :value")
                .bind("item", item.value())
                .bind("value", value)
                .mapTo(Long.class)
                .one());
  }

  /** The exit code and the sentences of the verifier. */
  public String verify(ItemId item, String... more) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      Path file = Files.createTempFile("votes", ".txt");
      try {
        Files.writeString(file, log(item));
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(more));
        int code =
            VerifyVotes.run(
                arguments.toArray(String[]::new),
                new PrintStream(said, true, StandardCharsets.UTF_8));
        return code + " " + said.toString(StandardCharsets.UTF_8);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An item's log as it is exported. */
  public String log(ItemId item) {
    return TestExports.log(settings, database, stores, item);
  }

  @Override
  public void close() {
    database.close();
  }
}
