package org.hearhear.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hearhear.config.Settings;
import org.jspecify.annotations.Nullable;

/** The two databases that Hearhear runs on; each call makes a fresh one with all its tables. */
public enum TestDatabase {
  H2,
  POSTGRESQL;

  /** Started when it is first needed, and ended with the JVM; guarded by the class. */
  private static final EmbeddedPostgres[] SERVER = new EmbeddedPostgres[1];

  /** The settings of a fresh database, to which a test may add its own. */
  public Map<String, String> settings() {
    return this == H2
        ? Map.of(Settings.DATA_DIR.name(), freshDirectory().toString())
        : Map.of(Settings.DATABASE_URL.name(), freshDatabase());
  }

  /** A fresh database with these settings besides its own. */
  public Database open(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(settings());
    settings.putAll(more);
    Database database = new Database(Settings.of(settings));
    database.open("test");
    return database;
  }

  private static Path freshDirectory() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "h2-");
      return directory.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String freshDatabase() {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    try (var connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return server().getJdbcUrl("postgres", name);
  }

  private static synchronized EmbeddedPostgres server() {
    @Nullable EmbeddedPostgres running = SERVER[0];
    if (running == null) {
      try {
        running =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "300")
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      SERVER[0] = running;
    }
    return running;
  }
}
