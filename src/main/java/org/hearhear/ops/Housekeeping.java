package org.hearhear.ops;

import static java.lang.System.Logger.Level.INFO;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.hearhear.account.LoginSessions;
import org.hearhear.account.People;
import org.hearhear.attachment.AttachmentCleaning;
import org.hearhear.config.Settings;
import org.hearhear.dm.log.LogPruning;
import org.hearhear.journal.AppliedStore;
import org.hearhear.live.Background;
import org.hearhear.live.Clock;
import org.hearhear.storage.Database;
import org.hearhear.upvote.burst.Bursts;
import org.hearhear.upvote.vote.Erasure;

/**
 * Deletes, now and again and in small steps, what has been kept for long enough; makes what an
 * older version has left to be made.
 */
@Singleton
public class Housekeeping {
  private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final int DELETED_MAX = 1_000;

  private final Settings settings;
  private final Database database;
  private final LogPruning logs;
  private final AppliedStore applied;
  private final People people;
  private final LoginSessions logins;
  private final AttachmentCleaning attachments;
  private final Bursts bursts;
  private final Erasure erasure;
  private final Background background;
  private final Clock clock;

  @Inject
  public Housekeeping(
      Settings settings,
      Database database,
      LogPruning logs,
      AppliedStore applied,
      People people,
      LoginSessions logins,
      AttachmentCleaning attachments,
      Bursts bursts,
      Erasure erasure,
      Background background,
      Clock clock) {
    this.settings = settings;
    this.database = database;
    this.logs = logs;
    this.applied = applied;
    this.people = people;
    this.logins = logins;
    this.attachments = attachments;
    this.bursts = bursts;
    this.erasure = erasure;
    this.background = background;
    this.clock = clock;
  }

  /** Begins; the clock and the background have been started. */
  public void start() {
    Background.Task task =
        background.every(settings.get(Settings.HOUSEKEEPING), "Housekeeping", this::run);
    clock.once(FIRST, task::runSoon);
    background.task("The index of people", this::indexPeople).runSoon();
  }

  private void run() {
    indexPeople(); // Of an older version that runs beside this one.
    int accounts = logs.prune();
    int commands = deleteApplied();
    deleteInSteps(() -> logins.deleteExpired(DELETED_MAX));
    deleteInSteps(() -> bursts.deleteOld(DELETED_MAX));
    erasure.eraseLeft();
    int files = attachments.clean();
    if (files > 0) {
      LOG.log(INFO, "Housekeeping deleted " + files + " files that nobody can get any more");
    }
    if (accounts + commands > 0) {
      LOG.log(
          INFO,
          "Housekeeping pruned the logs of "
              + accounts
              + " accounts, deleted "
              + commands
              + " keys");
    }
  }

  private void indexPeople() {
    int accounts = people.indexOutdated();
    if (accounts > 0) {
      LOG.log(INFO, "People find " + accounts + " more accounts by their display names");
    }
  }

  private int deleteApplied() {
    Instant oldest = Instant.now().minus(settings.get(Settings.KEYS_KEPT));
    return deleteInSteps(
        () -> database.inTransaction(handle -> applied.deleteBefore(handle, oldest, DELETED_MAX)));
  }

  private static int deleteInSteps(IntSupplier step) {
    int all = 0;
    int deleted;
    do {
      deleted = step.getAsInt();
      all += deleted;
    } while (deleted == DELETED_MAX);
    return all;
  }
}
