package org.hearhear.dm.report;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearhear.account.AccountStore;
import org.hearhear.account.Person;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.hearhear.wire.ReportId;
import org.jdbi.v3.core.Handle;

/**
 * What moderators do with reports. For a moderator there are no reports of what he wrote himself.
 * Safe for all threads.
 */
@Singleton
public class Moderation {
  private final Database database;
  private final ReportStore store;
  private final AccountStore accounts;
  private final InstantSource time;

  @Inject
  public Moderation(Database database, ReportStore store, AccountStore accounts) {
    this(database, store, accounts, InstantSource.system());
  }

  Moderation(Database database, ReportStore store, AccountStore accounts, InstantSource time) {
    this.database = database;
    this.store = store;
    this.accounts = accounts;
    this.time = time;
  }

  /** Reports with the people that they name. */
  record Listed(List<Report> reports, Map<AccountId, Person> people) {}

  /** A report with what was said, and the people in both. */
  record Detailed(Report report, JsonObject context, Map<AccountId, Person> people) {}

  /** What a moderator wants: no note leaves the earlier one as it is. */
  record Wanted(ReportState from, ReportState state, Optional<String> note) {}

  Listed list(AccountId moderator, ReportState state, ReportId before, int limit) {
    return database.inTransaction(
        handle -> {
          List<Report> reports = store.page(handle, moderator, state, before, limit);
          Set<AccountId> named = new HashSet<>();
          reports.forEach(report -> addNamed(named, report));
          return new Listed(reports, accounts.people(handle, named));
        });
  }

  Detailed detail(AccountId moderator, ReportId id) {
    return database.inTransaction(handle -> detail(handle, moderator, id));
  }

  /**
   * Decides a report, if it is in the state that the moderator saw; {@code conflict} if not. Who
   * repeats his own decision gets the same answer.
   */
  Detailed decide(AccountId moderator, ReportId id, Wanted wanted) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    return database.inTransaction(
        handle -> {
          Report before = found(handle, moderator, id);
          String noteBefore = before.decision().map(Report.Decision::note).orElse("");
          Report.Decision decision =
              new Report.Decision(moderator, now, wanted.note.orElse(noteBefore));
          if (!store.decide(handle, id, wanted.from, wanted.state, decision)
              && !isDecided(found(handle, moderator, id), moderator, wanted)) {
            throw Refusal.of(
                ErrorCode.CONFLICT, "Another moderator has decided on this report; read it again.");
          }
          return detail(handle, moderator, id);
        });
  }

  private static boolean isDecided(Report now, AccountId moderator, Wanted wanted) {
    return now.state() == wanted.state
        && now.decision()
            .filter(last -> last.by().equals(moderator))
            .filter(last -> wanted.note.isEmpty() || wanted.note.get().equals(last.note()))
            .isPresent();
  }

  private Detailed detail(Handle handle, AccountId moderator, ReportId id) {
    Report report = found(handle, moderator, id);
    JsonObject context = store.context(handle, id);
    Set<AccountId> named = new HashSet<>();
    addNamed(named, report);
    context.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
        .map(message -> AccountId.parse(message.getString("from")))
        .forEach(named::add);
    return new Detailed(report, context, accounts.people(handle, named));
  }

  private Report found(Handle handle, AccountId moderator, ReportId id) {
    return store
        .find(handle, moderator, id)
        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "There is no such report."));
  }

  private static void addNamed(Set<AccountId> named, Report report) {
    named.add(report.reporter());
    named.add(report.reported());
    report.decision().ifPresent(decision -> named.add(decision.by()));
  }
}
