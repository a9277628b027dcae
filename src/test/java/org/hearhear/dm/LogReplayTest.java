package org.hearhear.dm;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hearhear.config.Settings;
import org.hearhear.dm.log.AccountLogStore;
import org.hearhear.dm.log.LogPruning;
import org.hearhear.dm.replay.LogReplay;
import org.hearhear.dm.write.DmResult;
import org.hearhear.dm.write.DmWrite;
import org.hearhear.fanout.Subject;
import org.hearhear.journal.Ledgers;
import org.hearhear.live.Replay.Event;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read again is what was told, as far as it is kept and may be seen. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LogReplayTest {
  /** One for all tests, which have people of their own; for the one thread of the tests. */
  private static final Map<TestDatabase, DmWorld> OPEN = new EnumMap<>(TestDatabase.class);

  private final DmWorld world;
  private final Database database;
  private final AccountId ada;
  private final AccountId ben;

  LogReplayTest(TestDatabase kind) {
    world = OPEN.computeIfAbsent(kind, DmWorld::new);
    database = world.database();
    ada = person();
    ben = person();
  }

  @AfterAll
  static void closeDatabases() {
    OPEN.values().forEach(DmWorld::close);
    OPEN.clear();
  }

  @Test
  void replayedEventsAreTheOnesThatWereTold() {
    List<Event> told = new ArrayList<>();
    world
        .broker()
        .subscribe(
            Subject.Kind.ACCOUNT,
            (position, publication) -> {
              if (position.subject().equals(Subject.account(ben))) {
                told.add(new Event(position.at(), publication.payload()));
              }
            });
    send(ada, ben, 3);
    send(ben, ada, 2);
    send(person(), ben, 1);

    assertThat(after(replay(), ben, 0)).isEqualTo(told).hasSize(8);
    assertThat(after(replay(), ben, 5)).isEqualTo(told.subList(5, 8));
    assertThat(after(replay(), ben, 8)).isEmpty();
  }

  @Test
  void whatMayNoLongerBeSeenIsGone() {
    ConversationId conversation = send(ada, ben, 2);
    database.useTransaction(
        handle ->
            handle.execute(
                "DELETE FROM member WHERE conversation_id = ? AND account_id = ?",
                conversation.value(),
                ben.value()));

    assertThat(types(after(replay(), ben, 0))).containsExactly("1 gone", "2 gone", "3 gone");
    assertThat(types(after(replay(), ada, 0)))
        .containsExactly("1 conversation", "2 message", "3 message");
  }

  @Test
  void pagesEndByRows() {
    send(ada, ben, 25);

    List<Event> page = after(replay(Settings.PAGE_ROWS.name(), "10"), ben, 3);

    assertThat(numbers(page)).isEqualTo(numbers(4, 13));
  }

  @Test
  void pagesEndByBytesAndHaveAtLeastOneEvent() {
    send(ada, ben, 12, "x".repeat(1_500));
    LogReplay replay = replay(Settings.PAGE_BYTES.name(), "4096");

    assertThat(numbers(after(replay, ben, 1))).isEqualTo(numbers(2, 3));
    send(ada, ben, 1, "x".repeat(8_000));
    assertThat(numbers(after(replay, ben, 13))).isEqualTo(numbers(14, 14));
  }

  @Test
  void manyAccountsAreReadTogether() {
    List<AccountId> people = IntStream.range(0, 120).mapToObj(i -> person()).toList();
    Map<AccountId, Long> positions = new HashMap<>();
    for (AccountId person : people) {
      send(ada, person, 1);
      positions.put(person, 1L);
    }

    Map<AccountId, List<Event>> pages = replay().after(positions);

    assertThat(pages).hasSize(120);
    assertThat(pages.values()).allSatisfy(page -> assertThat(numbers(page)).containsExactly(2L));
    assertThat(replay().heads(people).values()).hasSize(120).containsOnly(2L);
  }

  @Test
  void logIsPrunedToItsMostEntriesAndHasNoPageFromBelow() {
    send(ada, ben, 30);

    assertThat(pruning(Settings.LOG_ENTRIES.name(), "10").prune()).isPositive();

    assertThat(replay().after(Map.of(ben, 20L))).doesNotContainKey(ben);
    assertThat(numbers(after(replay(), ben, 21))).isEqualTo(numbers(22, 31));
    send(ada, ben, 1);
    assertThat(numbers(after(replay(), ben, 31))).isEqualTo(numbers(32, 32));
  }

  @Test
  void logIsPrunedByAgeAndAnEmptyOneKeepsItsHead() {
    send(ada, ben, 5);
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE account_log SET at = ? WHERE account_id = ? AND n <= 4",
                Timestamp.from(Instant.now().minus(Duration.ofDays(31))),
                ben.value()));

    pruning(Settings.LOG_KEPT.name(), "30").prune();

    assertThat(replay().after(Map.of(ben, 3L))).doesNotContainKey(ben);
    assertThat(numbers(after(replay(), ben, 4))).isEqualTo(numbers(5, 6));
    AccountLogStore.Extent extent =
        database.inTransaction(handle -> world.log().extent(handle, ben));
    assertThat(extent).isEqualTo(new AccountLogStore.Extent(4, 6));
  }

  private LogPruning pruning(String name, String value) {
    return new LogPruning(Settings.of(Map.of(name, value)), database, world.log());
  }

  private LogReplay replay(String... setting) {
    return world.replay(
        Settings.of(setting.length == 0 ? Map.of() : Map.of(setting[0], setting[1])));
  }

  private static List<Event> after(LogReplay replay, AccountId account, long n) {
    return replay.after(Map.of(account, n)).getOrDefault(account, List.of());
  }

  private AccountId person() {
    return world.person();
  }

  private ConversationId send(AccountId from, AccountId to, int count) {
    return send(from, to, count, "text");
  }

  private ConversationId send(AccountId from, AccountId to, int count, String text) {
    List<DmWrite> batch =
        IntStream.range(0, count)
            .mapToObj(i -> DmWorld.write(from, "send", "to", to, "text", text))
            .toList();
    List<DmResult> results = world.apply(batch);
    Ledgers.tell(world.ledger(), batch, results);
    return ConversationId.parse(DmWorld.reply(results.get(0)).getString("conversation"));
  }

  private static List<String> types(List<Event> events) {
    return events.stream()
        .map(
            event ->
                event.n()
                    + " "
                    + Json.read(event.payload().json()).asJsonObject().getString("type"))
        .toList();
  }

  private static List<Long> numbers(List<Event> events) {
    return events.stream().map(Event::n).toList();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }
}
