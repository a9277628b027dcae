package org.hearhear.upvote.vote;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hearhear.account.AccountStore;
import org.hearhear.account.TestAccounts;
import org.hearhear.config.Settings;
import org.hearhear.fanout.LocalBroker;
import org.hearhear.fanout.Position;
import org.hearhear.fanout.Subject;
import org.hearhear.journal.Ledgers;
import org.hearhear.live.TestConnections;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.upvote.item.ItemStore;
import org.hearhear.upvote.item.Tally;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.BoardId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Fields;
import org.hearhear.wire.ItemId;
import org.hearhear.wire.Key;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches of votes and posts as they are written, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UpvoteLedgerTest {
  private static final Command COMMAND =
      new Command("vote", 1, new Fields(JsonValue.EMPTY_JSON_OBJECT));
  private static final BoardId IDEAS = new BoardId(1);

  private final TestDatabase kind;
  private final ItemStore items = new ItemStore();
  private final LocalBroker broker = new LocalBroker();
  private final List<AccountId> people = new ArrayList<>();
  private Database database;
  private UpvoteLedger ledger;

  UpvoteLedgerTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    ledger =
        TestUpvotes.ledger(TestUpvotes.stores(new AccountStore(Settings.of(Map.of()))), broker);
    IntStream.range(0, 5).forEach(i -> people.add(account("person" + i)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void voteSetsAValueHoweverOftenItIsCast() {
    ItemId item = post();

    apply(cast(0, item, 1), cast(0, item, 1));
    apply(cast(0, item, 1));

    assertThat(tally(item)).isEqualTo(new Tally(item, 1, 0, 2));
  }

  @Test
  void everyVoteOfABatchHasItsRevAndOnlyTheLastTallyIsPublished() {
    ItemId item = post();
    List<Position> published = new ArrayList<>();
    broker.subscribe(Subject.Kind.ITEM, (position, publication) -> published.add(position));
    List<UpvoteWrite> batch = List.of(cast(0, item, 1), cast(1, item, 1), cast(2, item, 1));

    List<UpvoteResult> results = apply(batch);
    Ledgers.tell(ledger, batch, results);

    assertThat(results)
        .extracting(result -> ((UpvoteResult.Counted) result).tally())
        .containsExactly(
            new Tally(item, 1, 0, 2), new Tally(item, 2, 0, 3), new Tally(item, 3, 0, 4));
    assertThat(published).containsExactly(new Position(Subject.item(item), 4));
  }

  /** A client keeps what has the highest rev, so no two answers with one rev may differ. */
  @Test
  void personWhoChangesAVoteOftenInOneBatchIsToldTheLastWithTheHighestRev() {
    ItemId item = post();

    List<UpvoteResult> results =
        apply(cast(0, item, 1), cast(0, item, 0), cast(0, item, 1), cast(0, item, 0));

    assertThat(results)
        .extracting(result -> (UpvoteResult.Counted) result)
        .extracting(counted -> List.of(counted.tally().rev(), counted.tally().up()))
        .containsExactly(List.of(2L, 1L), List.of(3L, 0L), List.of(4L, 1L), List.of(5L, 0L));
    assertThat(tally(item)).isEqualTo(new Tally(item, 0, 0, 5));
  }

  @Test
  void lateRetryOfAnOlderVoteChangesNothing() {
    ItemId item = post();
    UpvoteWrite.Cast older = cast(0, item, 1);
    UpvoteResult.Counted first = (UpvoteResult.Counted) apply(older).get(0);
    apply(cast(0, item, 0));

    UpvoteResult retried = apply(older).get(0);

    assertThat(retried).isEqualTo(new UpvoteResult.Repeated(first.reply()));
    assertThat(tally(item).up()).isZero();
  }

  @Test
  void repeatedPostAddsOneItem() {
    UpvoteWrite.Posting posting = posting(key(), "An idea");

    List<UpvoteResult> both = apply(posting, posting);
    UpvoteResult later = apply(posting).get(0);

    UpvoteResult.Posted posted = (UpvoteResult.Posted) both.get(0);
    assertThat(both.get(1)).isEqualTo(new UpvoteResult.Repeated(posted.reply()));
    assertThat(later).isEqualTo(new UpvoteResult.Repeated(posted.reply()));
  }

  @Test
  void keyOfOtherContentIsRefused() {
    Key key = key();
    apply(posting(key, "An idea"));

    assertThat(refusal(apply(posting(key, "Another idea")).get(0))).isEqualTo(ErrorCode.KEY_REUSED);
  }

  @Test
  void whatIsNotThereOrNotAllowedIsRefused() {
    ItemId item = post();

    assertThat(refusal(apply(cast(0, item, -1)).get(0))).isEqualTo(ErrorCode.BAD_REQUEST);
    assertThat(refusal(apply(cast(0, new ItemId(999), 1)).get(0))).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void countsAreTheRowsAfterRandomVotes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    database.useTransaction(handle -> handle.execute("UPDATE board SET downvotes = true"));
    List<ItemId> voted = List.of(post(), post(), post());
    List<UpvoteWrite> earlier = new ArrayList<>();

    for (int round = 0; round < 20; round++) {
      List<UpvoteWrite> batch = new ArrayList<>();
      for (int i = random.nextInt(20); i >= 0; i--) {
        batch.add(
            !earlier.isEmpty() && random.nextInt(5) == 0
                ? earlier.get(random.nextInt(earlier.size()))
                : cast(random.nextInt(5), voted.get(random.nextInt(3)), random.nextInt(3) - 1));
      }
      earlier.addAll(batch);
      apply(batch);
    }

    for (ItemId item : voted) {
      Tally tally = tally(item);
      assertThat(tally.up()).as("seed %d", seed).isEqualTo(recount(item, 1));
      assertThat(tally.down()).as("seed %d", seed).isEqualTo(recount(item, -1));
    }
  }

  private List<UpvoteResult> apply(UpvoteWrite... batch) {
    return apply(List.of(batch));
  }

  private List<UpvoteResult> apply(List<UpvoteWrite> batch) {
    return database.inTransaction(handle -> ledger.apply(handle, batch));
  }

  private UpvoteWrite.Cast cast(int person, ItemId item, int value) {
    return new UpvoteWrite.Cast(
        TestConnections.of(people.get(person)),
        COMMAND,
        key(),
        Optional.of(item),
        Optional.empty(),
        value);
  }

  private UpvoteWrite.Posting posting(Key key, String title) {
    return new UpvoteWrite.Posting(
        TestConnections.of(people.get(0)), COMMAND, key, IDEAS, title, "text");
  }

  private ItemId post() {
    return ((UpvoteResult.Posted) apply(posting(key(), "An idea")).get(0)).item().id();
  }

  private Tally tally(ItemId item) {
    return database
        .inTransaction(handle -> items.tallies(handle, List.of(item), people.get(0)))
        .get(0)
        .what();
  }

  private long recount(ItemId item, int value) {
    return database.inTransaction(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM vote WHERE item_id = :item AND value = :value")
                .bind("item", item.value())
                .bind("value", value)
                .mapTo(Long.class)
                .one());
  }

  private static ErrorCode refusal(UpvoteResult result) {
    assertThat(result).isInstanceOf(UpvoteResult.Refused.class);
    return ((UpvoteResult.Refused) result).refusal().code();
  }

  private static Key key() {
    return new Key(UUID.randomUUID());
  }

  private AccountId account(String name) {
    return new TestAccounts(database).create(name);
  }
}
