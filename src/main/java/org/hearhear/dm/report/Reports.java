package org.hearhear.dm.report;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hearhear.account.AccountStore;
import org.hearhear.config.Settings;
import org.hearhear.live.Connection;
import org.hearhear.storage.Database;
import org.hearhear.wire.AccountId;
import org.hearhear.wire.Command;
import org.hearhear.wire.ErrorCode;
import org.hearhear.wire.Refusal;
import org.hearhear.wire.ReportId;
import org.jdbi.v3.core.Handle;

/**
 * The making of reports: who sees a message may report it, once for each key. Safe for all threads.
 */
@Singleton
public class Reports {
  private static final Duration DAY = Duration.ofDays(1);

  private final Settings settings;
  private final Database database;
  private final ReportStore store;
  private final InstantSource time;

  @Inject
  public Reports(Settings settings, Database database, ReportStore store) {
    this(settings, database, store, InstantSource.system());
  }

  Reports(Settings settings, Database database, ReportStore store, InstantSource time) {
    this.settings = settings;
    this.database = database;
    this.store = store;
    this.time = time;
  }

  /** A report that is stored, by this command or by the same one before. */
  record Made(ReportId id, boolean again) {}

  /** Stores a report with what was said around the message; the reply follows the commit. */
  public void report(Connection connection, Command command, ReportCommand wanted) {
    connection.read(
        command,
        () -> {
          Made made = make(connection.account(), wanted);
          connection.ok(
              command,
              generator -> {
                generator.write("report", made.id.toString());
                if (made.again) {
                  generator.write("again", true);
                }
              });
        });
  }

  Made make(AccountId reporter, ReportCommand wanted) {
    return database.inTransaction(
        handle -> {
          AccountStore.lock(handle, reporter); // Each report sees those before it.
          Optional<Report> earlier = store.findByKey(handle, reporter, wanted);
          return earlier.isPresent()
              ? repeated(earlier.get(), wanted)
              : new Made(add(handle, reporter, wanted), false);
        });
  }

  /** A repeat gets its answer whatever has become of the conversation since. */
  private static Made repeated(Report earlier, ReportCommand wanted) {
    if (earlier.conversation().equals(wanted.conversation())
        && earlier.seq() == wanted.seq()
        && earlier.reason().equals(wanted.reason())) {
      return new Made(earlier.id(), true);
    }
    throw Refusal.of(ErrorCode.KEY_REUSED, "This key was used before for something else.");
  }

  private ReportId add(Handle handle, AccountId reporter, ReportCommand wanted) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    List<ReportedMessage> around = store.around(handle, reporter, wanted);
    ReportedMessage message =
        around.stream()
            .filter(each -> each.seq() == wanted.seq())
            .findFirst()
            .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "There is no such message."));
    if (message.sender().equals(reporter)) {
      throw Refusal.badRequest("You cannot report what you wrote yourself.");
    }
    int most = settings.get(Settings.REPORTS_PER_DAY);
    if (store.countOpenSince(handle, reporter, now.minus(DAY)) >= most) {
      throw Refusal.of(
          ErrorCode.QUOTA,
          "You have reported "
              + most
              + " messages within a day; wait until the moderators have looked at them.");
    }
    return store.insert(
        handle, reporter, message.sender(), wanted, ReportContext.json(message, around), now);
  }
}
