package org.hearhear.attachment;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hearhear.config.Settings;
import org.hearhear.storage.Database;

/**
 * Deletes files that nobody can get any more: uploads that were never sent, those of deleted
 * messages, and files without a row, as a crash or a database that was away leaves them. A sent
 * attachment whose file is missing keeps its row: the file may come back from a backup. Several
 * nodes may clean at once.
 */
@Singleton
public class AttachmentCleaning {
  private static final System.Logger LOG = System.getLogger(AttachmentCleaning.class.getName());
  private static final int ROWS_MAX = 500;

  /** So many of all directories are looked through in one go; all of them in sixteen. */
  private static final int SLICES_AT_ONCE = AttachmentFiles.SLICES / 16;

  /**
   * An upload has its row long before, and a mistake in the setting of the database is found: to a
   * database without rows, every file is an orphan.
   */
  private static final Duration ORPHAN_AGE = Duration.ofDays(1);

  private final Settings settings;
  private final Database database;
  private final AttachmentStore store;
  private final AttachmentFiles files;
  private final Uploads uploads;

  /** Where the next look begins; one thread at a time, as Background promises. */
  private volatile int slice;

  @Inject
  AttachmentCleaning(
      Settings settings,
      Database database,
      AttachmentStore store,
      AttachmentFiles files,
      Uploads uploads) {
    this.settings = settings;
    this.database = database;
    this.store = store;
    this.files = files;
    this.uploads = uploads;
  }

  /** Cleans, in steps with a transaction of its own each; returns how many files were deleted. */
  public int clean() {
    uploads.forgetFull();
    Instant now = Instant.now();
    int deleted = deleteUnreachable(now.minus(settings.get(Settings.ATTACHMENT_UNSENT)));
    Instant orphaned = now.minus(ORPHAN_AGE);
    for (int i = 0; i < SLICES_AT_ONCE; i++) {
      deleted += deleteOrphans(slice, orphaned);
      slice = (slice + 1) % AttachmentFiles.SLICES;
    }
    try {
      files.deleteIncoming(orphaned);
    } catch (IOException failure) {
      LOG.log(WARNING, "Could not delete unfinished uploads; it is tried again later", failure);
    }
    return deleted;
  }

  private int deleteUnreachable(Instant unsentBefore) {
    int deleted = 0;
    List<UUID> some;
    do {
      some =
          database.inTransaction(handle -> store.deleteUnreachable(handle, unsentBefore, ROWS_MAX));
      deleted += delete(some);
    } while (some.size() == ROWS_MAX);
    return deleted;
  }

  /** Deletes the files of one slice that have no row. */
  int deleteOrphans(int someSlice, Instant before) {
    List<UUID> found;
    try {
      found = new ArrayList<>(files.list(someSlice, before));
    } catch (IOException failure) {
      LOG.log(WARNING, "Could not look for files without a row; it is tried again later", failure);
      return 0;
    }
    int deleted = 0;
    for (int from = 0; from < found.size(); from += ROWS_MAX) {
      List<UUID> some = found.subList(from, Math.min(from + ROWS_MAX, found.size()));
      Set<UUID> known = database.inTransaction(handle -> store.known(handle, some));
      deleted += delete(some.stream().filter(id -> !known.contains(id)).toList());
    }
    return deleted;
  }

  private int delete(List<UUID> ids) {
    int deleted = 0;
    for (UUID id : ids) {
      try {
        files.delete(id);
        deleted++;
      } catch (IOException failure) {
        LOG.log(WARNING, "Could not delete file " + id + "; it is tried again later", failure);
      }
    }
    return deleted;
  }
}
