package org.hearhear.upvote;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hearhear.account.TestAccounts;
import org.hearhear.config.Settings;
import org.hearhear.fanout.Publication;
import org.hearhear.fanout.Subject;
import org.hearhear.journal.Ledgers;
import org.hearhear.live.Peer;
import org.hearhear.live.TestNode;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.Tally;
import org.hearhear.upvote.vote.TestUpvotes;
import org.hearhear.upvote.vote.UpvoteLedger;
import org.hearhear.upvote.vote.UpvoteResult;
import org.hearhear.upvote.vote.UpvoteStores;
import org.hearhear.upvote.vote.UpvoteWrite;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Fields;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Json;
import org.hearhear.wire.Key;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is told what of votes and posts, and what becomes of votes against and of repeats. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UpvoteTellingTest {
  private static final AtomicInteger NAMES = new AtomicInteger();

  /** One for all tests, which have people and items of their own. */
  private static final Map<TestDatabase, Database> OPEN = new EnumMap<>(TestDatabase.class);

  private static final int COMPARED_ITEMS = 100;

  private static final BoardId IDEAS = new BoardId(1);

  private final Database database;
  private final TestAccounts accounts;
  private final TestNode node = new TestNode();
  private final UpvoteLedger ledger;
  private final BoardFeed boards;
  private final TallyFeed tallies;
  private final TallyComparison comparison;
  private final Map<AccountId, Peer> peers = new HashMap<>();
  private final AccountId ada;
  private final AccountId grace;
  private final ItemId item;

  UpvoteTellingTest(TestDatabase kind) {
    database = OPEN.computeIfAbsent(kind, fresh -> fresh.open(Map.of()));
    accounts = new TestAccounts(database);
    Settings settings =
        Settings.of(Map.of("hearhear.comparison.items", Integer.toString(COMPARED_ITEMS)));
    UpvoteStores stores = TestUpvotes.stores(accounts.store());
    ledger = TestUpvotes.ledger(stores, node.broker());
    boards =
        new BoardFeed(
            settings,
            database,
            stores,
            node.broker(),
            node.hub(),
            new ForeignWatches(settings, database, stores.items(), node.hub()),
            node.background());
    tallies = new TallyFeed(settings, node.broker(), node.hub(), TestNode.THREADS);
    comparison =
        new TallyComparison(settings, database, stores, node.hub(), tallies, node.background());
    ada = person();
    grace = person();
    item = posted(IDEAS);
    boards.start(); // What was posted before is nothing new.
  }

  @AfterEach
  void stop() {
    tallies.stop();
    node.close();
  }

  @AfterAll
  static void closeDatabases() {
    OPEN.values().forEach(Database::close);
    OPEN.clear();
  }

  @Test
  void voteIsTakenBackByZero() {
    apply(vote(ada, item, 1));

    apply(vote(ada, item, 0));

    assertThat(tally(item)).isEqualTo(new Tally(item, 0, 0, 3));
  }

  @Test
  void laterVoteInTheBatchWins() {
    apply(vote(ada, item, 1), vote(ada, item, 0), vote(grace, item, 0), vote(grace, item, 1));

    assertThat(tally(item)).isEqualTo(new Tally(item, 1, 0, 4));
  }

  @Test
  void repeatInTheSameBatchCountsOnce() {
    UpvoteWrite write = vote(ada, item, 1);

    List<UpvoteResult> results = apply(write, write);

    assertThat(results.get(1)).isEqualTo(new UpvoteResult.Repeated(reply(results.get(0))));
    assertThat(tally(item)).isEqualTo(new Tally(item, 1, 0, 2));
  }

  @Test
  void keyOfAnotherVoteInTheSameBatchIsRefused() {
    Key key = key();

    List<UpvoteResult> results = apply(vote(ada, key, item, 1), vote(ada, key, item, 0));

    assertThat(results.get(1)).matches(refusedAs(ErrorCode.KEY_REUSED));
    assertThat(tally(item).up()).isEqualTo(1);
  }

  @Test
  void repeatIsAnsweredWhateverElseUsesTheKey() {
    Key key = key();

    List<UpvoteResult> results =
        apply(vote(ada, key, item, 1), vote(ada, key, item, 1), vote(ada, key, item, 0));

    assertThat(results.get(1)).isInstanceOf(UpvoteResult.Repeated.class);
    assertThat(results.get(2)).matches(refusedAs(ErrorCode.KEY_REUSED));
  }

  @Test
  void keyOfAnotherPersonIsHisOwn() {
    Key key = key();

    apply(vote(ada, key, item, 1), vote(grace, key, item, 1));

    assertThat(tally(item).up()).isEqualTo(2);
  }

  @Test
  void voteAgainstCountsWhereTheBoardTakesIt() {
    ItemId disputed = posted(boardWithDownvotes());

    apply(vote(ada, disputed, 1), vote(grace, disputed, -1));
    apply(vote(ada, disputed, -1));

    assertThat(tally(disputed)).isEqualTo(new Tally(disputed, 0, 2, 4));
  }

  @Test
  void refusedVoteMayBeRepeatedAndIsRefusedAgain() {
    UpvoteWrite write = vote(ada, item, -1);
    apply(write);

    assertThat(apply(write, write)).allMatch(refusedAs(ErrorCode.BAD_REQUEST));
  }

  @Test
  void voterIsAnsweredAndHisOtherConnectionsAreTold() {
    Peer other = node.connect(ada).greeted();
    node.hub().follow(other.connection(), Subject.voter(ada));
    node.hub().follow(other.connection(), Subject.item(item));
    peer(ada).greeted();
    List<UpvoteWrite> batch = List.of(vote(ada, item, 1));

    Ledgers.tell(ledger, batch, apply(batch));

    assertThat(peer(ada).next().getInt("up")).isEqualTo(1);
    assertThat(other.next().toString())
        .isEqualTo("{\"type\":\"mine\",\"item\":\"%s\",\"value\":1,\"rev\":2}".formatted(item));
  }

  /** The first commit may have been lost sight of before anybody was told. */
  @Test
  void repeatIsAnsweredAsSuchAndTheVotersOtherConnectionsAreTold() {
    Peer other = node.connect(ada).greeted();
    node.hub().follow(other.connection(), Subject.voter(ada));
    List<Publication> published = new ArrayList<>();
    node.broker()
        .subscribe(Subject.Kind.ITEM, (position, publication) -> published.add(publication));
    UpvoteWrite write = vote(ada, item, 1);
    apply(write);
    peer(ada).greeted();

    Ledgers.tell(ledger, List.of(write), apply(write));

    assertThat(peer(ada).next().getBoolean("again")).isTrue();
    assertThat(other.next().getInt("rev")).isEqualTo(2);
    assertThat(published).isEmpty();
  }

  @Test
  void newItemIsToldToWhoWatchesItsBoard() {
    Peer watcher = node.connect(grace).greeted();
    node.hub().follow(watcher.connection(), Subject.board(IDEAS));
    List<UpvoteWrite> batch = List.of(post(ada, key(), "A title"));

    Ledgers.tell(ledger, batch, apply(batch));

    JsonObject event = watcher.next();
    assertThat(event.getString("type")).isEqualTo("item");
    assertThat(event.getJsonObject("item").getString("title")).isEqualTo("A title");
    assertThat(event.getJsonObject("item")).doesNotContainKey("mine");
  }

  @Test
  void itemThatNoHintToldOfIsToldByTheComparisonOnce() {
    Peer watcher = watcher(Subject.board(IDEAS));
    ItemId lost = posted(IDEAS);

    boards.compare();
    boards.compare();

    assertThat(watcher.events())
        .extracting(event -> event.getJsonObject("item").getString("id"))
        .containsExactly(lost.toString());
  }

  @Test
  void itemThatWasToldIsNotToldAgainByTheComparison() {
    Peer watcher = watcher(Subject.board(IDEAS));
    List<UpvoteWrite> batch = List.of(post(ada, key(), "A title"));
    Ledgers.tell(ledger, batch, apply(batch));

    boards.compare();

    assertThat(watcher.events()).hasSize(1);
  }

  @Test
  void comparisonFindsWhatWasLostHoweverMuchWasToldSince() {
    BoardId board = boardWithDownvotes();
    Peer watcher = watcher(Subject.board(board));
    peer(ada).greeted();
    ItemId lost = posted(board);
    int events = 0;
    for (int batches = 0; batches <= 10; batches++) {
      List<UpvoteWrite> batch =
          Stream.generate(() -> posting(ada, key(), board, "A title"))
              .limit(COMPARED_ITEMS)
              .toList();
      Ledgers.tell(ledger, batch, apply(batch));
      peer(ada).events();
      events += watcher.events().size();
    }
    ItemId last = posted(board);

    boards.compare();

    assertThat(watcher.events())
        .extracting(event -> event.getJsonObject("item").getString("id"))
        .contains(lost.toString(), last.toString());
    assertThat(events).isEqualTo(11 * COMPARED_ITEMS);
  }

  @Test
  void boardThatNoHintToldOfIsToldByTheComparisonOnce() {
    BoardId board = boardWithDownvotes();
    Peer watcher = watcher(Subject.board(board));
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE board SET edition = nextval('upvote_edition') WHERE id = ?",
                board.value()));

    boards.compare();
    boards.compare();

    assertThat(watcher.events())
        .extracting(event -> event.getJsonObject("board").getString("id"))
        .containsExactly(board.toString());
  }

  @Test
  void lostTallyIsSentByTheComparisonBehindOnesOwnVote() {
    Peer watcher = watcher(Subject.item(item));
    apply(vote(grace, item, 1), vote(ada, item, 1));
    tallies.start();

    comparison.compare();

    assertThat(watcher.next().toString())
        .isEqualTo("{\"type\":\"mine\",\"item\":\"%s\",\"value\":1,\"rev\":3}".formatted(item));
    JsonObject tally = watcher.next();
    assertThat(tally.getString("type")).isEqualTo("tally");
    assertThat(tally.getInt("up")).isEqualTo(2);
  }

  @Test
  void tallyThatWasSentIsNotSentAgainByTheComparison() {
    Peer watcher = watcher(Subject.item(item));
    List<UpvoteWrite> batch = List.of(vote(grace, item, 1));
    Ledgers.tell(ledger, batch, apply(batch));

    comparison.compare();

    assertThat(watcher.events()).isEmpty(); // The feed has not been started.
    assertThat(tallies.isNews(item, 2)).isFalse();
    assertThat(tallies.isNews(item, 3)).isTrue();
  }

  private Peer watcher(Subject subject) {
    Peer watcher = node.connect(grace).greeted();
    node.hub().follow(watcher.connection(), subject);
    return watcher;
  }

  private Tally tally(ItemId id) {
    return database
        .inTransaction(handle -> new ItemStore().tallies(handle, List.of(id), ada))
        .get(0)
        .what();
  }

  private BoardId boardWithDownvotes() {
    return database.inTransaction(
        handle ->
            new BoardId(
                handle
                    .createUpdate(
                        "INSERT INTO board (title, description, downvotes, created_at)"
                            + " VALUES ('Disputes', '', true, CURRENT_TIMESTAMP(3))")
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .one()));
  }

  private ItemId posted(BoardId board) {
    return ((UpvoteResult.Posted) apply(posting(ada, key(), board, "title")).get(0)).item().id();
  }

  private List<UpvoteResult> apply(UpvoteWrite... batch) {
    return apply(List.of(batch));
  }

  private List<UpvoteResult> apply(List<UpvoteWrite> batch) {
    return database.inTransaction(handle -> ledger.apply(handle, batch));
  }

  private AccountId person() {
    return accounts.create("voter" + NAMES.incrementAndGet());
  }

  private Peer peer(AccountId account) {
    return peers.computeIfAbsent(account, node::connect);
  }

  private UpvoteWrite vote(AccountId voter, ItemId on, int value) {
    return vote(voter, key(), on, value);
  }

  private UpvoteWrite vote(AccountId voter, Key key, ItemId on, int value) {
    return new UpvoteWrite.Cast(
        peer(voter).connection(), command(), key, Optional.of(on), Optional.empty(), value);
  }

  private UpvoteWrite post(AccountId author, Key key, String title) {
    return posting(author, key, IDEAS, title);
  }

  private UpvoteWrite posting(AccountId author, Key key, BoardId board, String title) {
    return new UpvoteWrite.Posting(peer(author).connection(), command(), key, board, title, "");
  }

  private static Command command() {
    return new Command("vote", 1, new Fields((JsonObject) Json.read("{}")));
  }

  private static Key key() {
    return new Key(UUID.randomUUID());
  }

  private static JsonObject reply(UpvoteResult result) {
    if (result instanceof UpvoteResult.Posted posted) {
      return posted.reply();
    }
    assertThat(result).isInstanceOf(UpvoteResult.Counted.class);
    return ((UpvoteResult.Counted) result).reply();
  }

  private static Predicate<UpvoteResult> refusedAs(ErrorCode code) {
    return result ->
        result instanceof UpvoteResult.Refused refused && refused.refusal().code() == code;
  }
}
