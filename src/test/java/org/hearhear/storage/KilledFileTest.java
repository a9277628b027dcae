package org.hearhear.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded database's file as a kill of the server may find it: at a sample of all moments
 * between the changes that H2 makes, and in the midst of them. Does not show what a loss of power
 * leaves, which may keep later changes without earlier ones.
 */
class KilledFileTest {
  private static final int WRITERS = 3;
  private static final int COMMITS = 300;
  private static final int BATCH_MAX = 6;
  private static final int TEXT_MAX = 250;
  private static final int MOMENTS = 200;
  private static final long SEED = 20_261_123;

  /** As in the product, but H2 uses space again at once, and not only after 45 seconds. */
  private static final String OPTIONS = DataSources.H2_OPTIONS + ";RETENTION_TIME=200";

  @TempDir Path directory;

  private final AtomicLongArray acknowledged = new AtomicLongArray(WRITERS);

  @Test
  void whereverAKillFindsTheFileAllThatWasAcknowledgedIsThere() throws Exception {
    RecordedFiles.record(() -> IntStream.range(0, WRITERS).mapToObj(acknowledged::get).toList());
    write();
    List<RecordedFiles.Change> changes = RecordedFiles.changes();

    Random random = new Random(SEED);
    int moments = 0;
    Path replayed = directory.resolve("replayed");
    try (RandomAccessFile file = new RandomAccessFile(replayed.toFile(), "rw")) {
      for (RecordedFiles.Change change : changes) {
        boolean tablesAreThere = change.acknowledged().stream().allMatch(count -> count > 0);
        if (tablesAreThere && random.nextInt(changes.size()) < MOMENTS) {
          int pages = random.nextInt(Math.max(1, change.pages()));
          assertNothingLost(kept(replayed, change, pages), change, pages);
          moments++;
        }
        change.applyTo(file);
      }
    }
    assertThat(moments).as("moments looked at").isGreaterThan(MOMENTS / 2);
  }

  private static void assertNothingLost(List<Long> kept, RecordedFiles.Change change, int pages) {
    for (int writer = 0; writer < WRITERS; writer++) {
      assertThat(kept.get(writer))
          .as("writer %s, killed at page %s of %s", writer, pages, change)
          .isGreaterThanOrEqualTo(change.acknowledged().get(writer));
    }
  }

  /** Several connections commit batches of all sizes, and sometimes remove what is old. */
  private void write() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (Connection connection = connectRecorded();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE written (writer int, seq bigint, text varchar, PRIMARY KEY (writer, seq))");
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        ends.add(
            writers.submit(
                () -> {
                  commit(writer);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      writers.shutdown();
    }
  }

  private void commit(int writer) throws SQLException {
    Random random = new Random(SEED + writer);
    try (Connection connection = connectRecorded();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO written VALUES (?, ?, ?)");
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM written WHERE writer = ? AND seq < ?")) {
      connection.setAutoCommit(false);
      insert.setInt(1, writer);
      delete.setInt(1, writer);
      long seq = 0;
      for (int i = 0; i < COMMITS; i++) {
        for (int size = 1 + random.nextInt(BATCH_MAX); size > 0; size--) {
          insert.setLong(2, ++seq);
          insert.setString(3, "x".repeat(random.nextInt(TEXT_MAX)));
          insert.addBatch();
        }
        insert.executeBatch();
        if (i % 50 == 49) {
          delete.setLong(2, seq - 100);
          delete.executeUpdate();
        }
        connection.commit();
        acknowledged.set(writer, seq);
      }
    }
  }

  /** The newest of each writer, when a kill finds a change at one of its pages. */
  private List<Long> kept(Path before, RecordedFiles.Change change, int pages)
      throws IOException, SQLException {
    Path found = directory.resolve("found.mv.db");
    Files.copy(before, found, StandardCopyOption.REPLACE_EXISTING);
    if (pages > 0) {
      try (RandomAccessFile file = new RandomAccessFile(found.toFile(), "rw")) {
        change.applyTo(file, pages);
      }
    }
    List<Long> newest = new ArrayList<>();
    try (Connection connection = connect(directory.resolve("found").toString());
        Statement statement = connection.createStatement()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        try (ResultSet row =
            statement.executeQuery("SELECT max(seq) FROM written WHERE writer = " + writer)) {
          row.next();
          newest.add(row.getLong(1));
        }
      }
    }
    return newest;
  }

  private Connection connectRecorded() throws SQLException {
    return connect(RecordedFiles.SCHEME + ":" + directory.resolve("written"));
  }

  private static Connection connect(String file) throws SQLException {
    return DriverManager.getConnection("jdbc:h2:" + file + OPTIONS, "", "");
  }
}
