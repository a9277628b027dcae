package org.hearhear.dm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hearhear.account.TestAccounts;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;
import org.hearhear.storage.TestDatabase;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ConversationId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Key;
import org.hearhear.wire.Refusal;
import org.hearhear.wire.ReportId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports as they are made and decided, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReportsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final ReportId NEWEST = new ReportId(Long.MAX_VALUE);
  private static final int PER_DAY = 3;

  private final TestDatabase kind;
  private Database database;
  private Reports reports;
  private Moderation moderation;
  private AccountId ada;
  private AccountId ben;
  private AccountId mod;
  private ConversationId conversation;

  /** What the rules take for the present. */
  private Instant now = NOW;

  ReportsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    database = kind.open(Map.of());
    TestAccounts accounts = new TestAccounts(database);
    ReportStore store = new ReportStore();
    Settings settings =
        Settings.of(Map.of(Settings.REPORTS_PER_DAY.name(), Integer.toString(PER_DAY)));
    reports = new Reports(settings, database, store, () -> now);
    moderation = new Moderation(database, store, accounts.store(), () -> now);
    ada = accounts.create("ada");
    ben = accounts.create("ben");
    mod = accounts.create("mod");
    conversation = conversation(ada, ben);
    for (int seq = 1; seq <= 20; seq++) {
      message(seq, seq % 2 == 0 ? ben : ada, "Message " + seq);
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  // Making them.

  @Test
  void reportKeepsTheMessageAndFiveOnEachSide() {
    ReportId id = report(10).id();

    Moderation.Detailed detailed = moderation.detail(mod, id);

    assertThat(detailed.report().reporter()).isEqualTo(ada);
    assertThat(detailed.report().reported()).isEqualTo(ben);
    assertThat(detailed.report().reason()).isEqualTo("Rude");
    assertThat(detailed.report().state()).isEqualTo(ReportState.OPEN);
    assertThat(detailed.report().at()).isEqualTo(NOW);
    assertThat(detailed.report().decision()).isEmpty();
    assertThat(seqs(detailed)).containsExactly(5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    assertThat(detailed.people()).containsOnlyKeys(ada, ben);
  }

  @Test
  void reportOutlivesEditsAndDeletion() {
    ReportId id = report(10).id();
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE message SET body = '', deleted = true, rev = 2, edited_at = ?", NOW));

    JsonObject kept = message(moderation.detail(mod, id), 10);

    assertThat(kept.getString("text")).isEqualTo("Message 10");
    assertThat(kept.getInt("rev")).isEqualTo(1);
    assertThat(kept).doesNotContainKeys("deleted", "editedAt", "replyTo", "attachments");
  }

  @Test
  void whatBelongsToAMessageIsKeptWithIt() {
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE message SET deleted = true, rev = 3, edited_at = ?, reply_to = 4,"
                    + " attachments = '[{\"id\":\"a\"}]' WHERE seq = 10",
                NOW));

    JsonObject kept = message(moderation.detail(mod, report(10).id()), 10);

    assertThat(kept.getBoolean("deleted")).isTrue();
    assertThat(kept.getInt("rev")).isEqualTo(3);
    assertThat(kept.getString("editedAt")).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(kept.getInt("replyTo")).isEqualTo(4);
    assertThat(kept.getJsonArray("attachments").getJsonObject(0).getString("id")).isEqualTo("a");
  }

  @Test
  void onlyWhatTheReporterCanSeeIsReportedAndKept() {
    joinedAfter(ada, 8);

    assertRefused(() -> report(8), ErrorCode.NOT_FOUND);
    assertThat(seqs(moderation.detail(mod, report(10).id())))
        .containsExactly(9, 10, 11, 12, 13, 14, 15);
  }

  @Test
  void whatIsNotThereOrForOthersIsNotFound() {
    assertRefused(() -> report(21), ErrorCode.NOT_FOUND);
    assertRefused(() -> reports.make(mod, command(10, "Rude")), ErrorCode.NOT_FOUND);
    assertRefused(
        () -> reports.make(ada, new ReportCommand(key(), new ConversationId(999_999), 10, "Rude")),
        ErrorCode.NOT_FOUND);
    assertThat(count()).isZero();
  }

  @Test
  void nobodyReportsHimself() {
    assertRefused(() -> report(9), ErrorCode.BAD_REQUEST);
  }

  @Test
  void repeatGetsTheSameReportWhateverHasHappenedSince() {
    ReportCommand command = command(10, "Rude");
    Reports.Made first = reports.make(ada, command);
    database.useTransaction(handle -> handle.execute("DELETE FROM member"));

    Reports.Made again = reports.make(ada, command);

    assertThat(first.again()).isFalse();
    assertThat(again).isEqualTo(new Reports.Made(first.id(), true));
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void keyForSomethingElseIsRefused() {
    ReportCommand command = command(10, "Rude");
    reports.make(ada, command);

    assertRefused(
        () -> reports.make(ada, new ReportCommand(command.key(), conversation, 10, "Very rude")),
        ErrorCode.KEY_REUSED);
    assertRefused(
        () -> reports.make(ada, new ReportCommand(command.key(), conversation, 12, "Rude")),
        ErrorCode.KEY_REUSED);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void keyOfOneIsNotTheKeyOfAnother() {
    ReportCommand command = command(10, "Rude");
    reports.make(ada, command);

    ReportCommand bens = new ReportCommand(command.key(), conversation, 9, "She began");

    assertThat(reports.make(ben, bens).again()).isFalse();
  }

  @Test
  void ofManyAtTheSameMomentOneIsMade() {
    ReportCommand command = command(10, "Rude");

    List<Reports.Made> made =
        IntStream.range(0, 8)
            .mapToObj(each -> CompletableFuture.supplyAsync(() -> reports.make(ada, command)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(made.stream().map(Reports.Made::id).distinct()).hasSize(1);
    assertThat(made.stream().filter(each -> !each.again())).hasSize(1);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void quotaHoldsForManyAtTheSameMoment() {
    List<CompletableFuture<Boolean>> all =
        IntStream.range(0, 8)
            .mapToObj(each -> CompletableFuture.supplyAsync(() -> reports(2 + 2 * each)))
            .toList();

    assertThat(all.stream().filter(CompletableFuture::join)).hasSize(PER_DAY);
    assertThat(count()).isEqualTo(PER_DAY);
  }

  @Test
  void quotaCountsWhatIsOpenAndOfTheLastDay() {
    ReportId first = report(2).id();
    report(4);
    report(6);
    assertRefused(() -> report(8), ErrorCode.QUOTA);

    moderation.decide(mod, first, decision(ReportState.OPEN, ReportState.DISMISSED, "No"));
    report(8);
    assertRefused(() -> report(10), ErrorCode.QUOTA);

    now = NOW.plus(Duration.ofDays(1));
    report(10);
    assertThat(reports.make(ben, command(9, "Rude")).again()).isFalse();
  }

  // Deciding them.

  @Test
  void pagesOfAStateComeNewestFirst() {
    ReportId first = report(2).id();
    ReportId second = report(4).id();
    ReportId third = report(6).id();
    moderation.decide(mod, second, decision(ReportState.OPEN, ReportState.ACTED, ""));

    assertThat(ids(ReportState.OPEN, NEWEST, 1)).containsExactly(third);
    assertThat(ids(ReportState.OPEN, third, 5)).containsExactly(first);
    assertThat(ids(ReportState.ACTED, NEWEST, 5)).containsExactly(second);
    assertThat(ids(ReportState.DISMISSED, NEWEST, 5)).isEmpty();
    assertThat(moderation.list(mod, ReportState.ACTED, NEWEST, 5).people())
        .containsOnlyKeys(ada, ben, mod);
  }

  @Test
  void decisionSaysWhoAndWhen() {
    ReportId id = report(2).id();
    now = NOW.plusSeconds(60);

    Moderation.Detailed decided =
        moderation.decide(mod, id, decision(ReportState.OPEN, ReportState.ACTED, "Talked"));

    assertThat(decided.report().state()).isEqualTo(ReportState.ACTED);
    assertThat(decided.report().decision())
        .contains(new Report.Decision(mod, NOW.plusSeconds(60), "Talked"));
  }

  @Test
  void reportIsOpenedAgainAndTheNoteStaysUntilThereIsAnother() {
    ReportId id = report(2).id();
    moderation.decide(mod, id, decision(ReportState.OPEN, ReportState.ACTED, "Talked"));

    moderation.decide(
        mod, id, new Moderation.Wanted(ReportState.ACTED, ReportState.OPEN, Optional.empty()));

    Report opened = moderation.detail(mod, id).report();
    assertThat(opened.state()).isEqualTo(ReportState.OPEN);
    assertThat(opened.decision().orElseThrow().note()).isEqualTo("Talked");
  }

  @Test
  void secondModeratorGetsAConflictAndChangesNothing() {
    AccountId other = new TestAccounts(database).create("other");
    ReportId id = report(2).id();
    moderation.decide(mod, id, decision(ReportState.OPEN, ReportState.ACTED, "Talked"));

    assertRefused(
        () ->
            moderation.decide(
                other, id, decision(ReportState.OPEN, ReportState.DISMISSED, "Harmless")),
        ErrorCode.CONFLICT);
    assertRefused(
        () -> moderation.decide(other, id, decision(ReportState.OPEN, ReportState.ACTED, "Talked")),
        ErrorCode.CONFLICT);

    assertThat(moderation.detail(mod, id).report().decision().orElseThrow().by()).isEqualTo(mod);
  }

  @Test
  void ofTwoModeratorsAtTheSameMomentOneDecides() {
    AccountId other = new TestAccounts(database).create("other");
    ReportId id = report(2).id();

    List<CompletableFuture<Boolean>> both =
        List.of(mod, other).stream()
            .map(each -> CompletableFuture.supplyAsync(() -> decides(each, id)))
            .toList();

    assertThat(both).extracting(CompletableFuture::join).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void whoRepeatsHisDecisionGetsItAgain() {
    ReportId id = report(2).id();
    Moderation.Wanted wanted = decision(ReportState.OPEN, ReportState.ACTED, "Talked");
    Moderation.Detailed first = moderation.decide(mod, id, wanted);
    now = NOW.plusSeconds(60);

    Moderation.Detailed again = moderation.decide(mod, id, wanted);

    assertThat(again.report()).isEqualTo(first.report());
    assertRefused(
        () -> moderation.decide(mod, id, decision(ReportState.OPEN, ReportState.ACTED, "Else")),
        ErrorCode.CONFLICT);
  }

  @Test
  void whoIsReportedLearnsNothingAsAModeratorEither() {
    ReportId id = report(2).id();

    assertThat(moderation.list(ben, ReportState.OPEN, NEWEST, 5).reports()).isEmpty();
    assertRefused(() -> moderation.detail(ben, id), ErrorCode.NOT_FOUND);
    assertRefused(
        () -> moderation.decide(ben, id, decision(ReportState.OPEN, ReportState.DISMISSED, "")),
        ErrorCode.NOT_FOUND);
    assertThat(moderation.detail(mod, id).report().state()).isEqualTo(ReportState.OPEN);
  }

  @Test
  void reportThatDoesNotExistIsNotFound() {
    assertRefused(() -> moderation.detail(mod, new ReportId(999_999)), ErrorCode.NOT_FOUND);
  }

  private Reports.Made report(long seq) {
    return reports.make(ada, command(seq, "Rude"));
  }

  private boolean reports(long seq) {
    try {
      report(seq);
      return true;
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isEqualTo(ErrorCode.QUOTA);
      return false;
    }
  }

  private boolean decides(AccountId moderator, ReportId id) {
    try {
      moderation.decide(moderator, id, decision(ReportState.OPEN, ReportState.ACTED, "Talked"));
      return true;
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
      return false;
    }
  }

  private static Moderation.Wanted decision(ReportState from, ReportState state, String note) {
    return new Moderation.Wanted(from, state, Optional.of(note));
  }

  private ReportCommand command(long seq, String reason) {
    return new ReportCommand(key(), conversation, seq, reason);
  }

  private static Key key() {
    return new Key(UUID.randomUUID());
  }

  private List<ReportId> ids(ReportState state, ReportId before, int limit) {
    return moderation.list(mod, state, before, limit).reports().stream().map(Report::id).toList();
  }

  private static List<Integer> seqs(Moderation.Detailed detailed) {
    return detailed.context().getJsonArray("messages").getValuesAs(JsonObject.class).stream()
        .map(message -> message.getInt("seq"))
        .toList();
  }

  private static JsonObject message(Moderation.Detailed detailed, int seq) {
    return detailed.context().getJsonArray("messages").getValuesAs(JsonObject.class).stream()
        .filter(message -> message.getInt("seq") == seq)
        .findFirst()
        .orElseThrow();
  }

  private ConversationId conversation(AccountId low, AccountId high) {
    return database.inTransaction(
        handle -> {
          long id =
              handle
                  .createUpdate(
                      "INSERT INTO conversation (kind, low_account, high_account, last_seq,"
                          + " activity, created_at) VALUES ('direct', ?, ?, 20, 1, ?)")
                  .bind(0, low.value())
                  .bind(1, high.value())
                  .bind(2, NOW)
                  .executeAndReturnGeneratedKeys("id")
                  .mapTo(Long.class)
                  .one();
          for (AccountId member : List.of(low, high)) {
            handle.execute(
                "INSERT INTO member (conversation_id, account_id) VALUES (?, ?)",
                id,
                member.value());
          }
          return new ConversationId(id);
        });
  }

  private void message(long seq, AccountId sender, String text) {
    database.useTransaction(
        handle ->
            handle.execute(
                "INSERT INTO message (conversation_id, seq, sender_id, key, body, sent_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                conversation.value(),
                seq,
                sender.value(),
                UUID.randomUUID(),
                text,
                NOW));
  }

  private void joinedAfter(AccountId member, long seq) {
    database.useTransaction(
        handle ->
            handle.execute(
                "UPDATE member SET from_seq = ? WHERE account_id = ?", seq, member.value()));
  }

  private int count() {
    return database.inTransaction(
        handle -> handle.createQuery("SELECT count(*) FROM report").mapTo(Integer.class).one());
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
